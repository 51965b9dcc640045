"""What people read while they send a complaint: questions, classes, tracks, and every refusal in one sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from server.complaints.draft import MOST_STORY, Unfit
from server.domain.complaint_class import Class
from server.web.sentence import Sentence

_WAY = "/aduan/baru"
_WAY_WORDS = "Tulis aduan"
_BOARD = "/aduan"
_BOARD_WORDS = "Papan aduan"

UNFIT_WORDS: Mapping[Unfit, str] = MappingProxyType(
    {
        Unfit.CATEGORY: "Pilih dulu masalahnya.",
        Unfit.HAMLET: 'Pilih dusun dari daftar, atau "Tidak tahu".',
        Unfit.LANDMARK: "Patokan terlalu panjang. Tulis paling banyak 120 huruf.",
        Unfit.STORY: "Ceritakan dulu masalahnya, paling sedikit satu kalimat.",
        Unfit.STORY_TOO_LONG: f"Cerita terlalu panjang. Tulis paling banyak {MOST_STORY:,} huruf.".replace(",", "."),
        Unfit.TOO_MANY_PHOTOS: "Foto paling banyak 3.",
        Unfit.CHANNEL: "Aduan tidak dapat diterima lewat jalan ini. Buka halaman aduan kantor.",
        Unfit.NAME: "Aduan resmi memerlukan nama dan nomor HP atau alamat. Isi keduanya, atau pilih aduan tanpa nama.",
        Unfit.NAME_TOO_LONG: "Nama dan nomor HP paling banyak 80 huruf.",
    }
)
# At which step each of them is mended.
UNFIT_STEP: Mapping[Unfit, str] = MappingProxyType(
    {
        Unfit.CATEGORY: "apa",
        Unfit.HAMLET: "tempat",
        Unfit.LANDMARK: "tempat",
        Unfit.STORY: "cerita",
        Unfit.STORY_TOO_LONG: "cerita",
        Unfit.TOO_MANY_PHOTOS: "foto",
        Unfit.CHANNEL: "periksa",
        Unfit.NAME: "nama",
        Unfit.NAME_TOO_LONG: "nama",
    }
)

NOT_OPEN = Sentence(
    503,
    "complaints-not-open",
    "Papan aduan belum dibuka",
    "Kantor ini belum menyiapkan penerima aduan. Sampaikan langsung ke petugas, atau coba lagi besok.",
    _BOARD,
    _BOARD_WORDS,
)
SHUT = Sentence(
    503,
    "complaints-shut",
    "Aduan tidak diterima lewat sini",
    "Kantor ini tidak menerima aduan lewat halaman ini. Datang ke loket. Aduan yang lama tetap dapat dibaca di Lacak aduan.",
    _BOARD,
    _BOARD_WORDS,
)
OUT_OF_ORDER = Sentence(
    503,
    "complaints-out-of-order",
    "Papan aduan bermasalah",
    "Papan aduan sedang tidak dapat dibuka. Sampaikan langsung ke petugas, atau coba lagi besok.",
    _BOARD,
    _BOARD_WORDS,
)
BUSY = Sentence(
    503,
    "busy",
    "Sedang sibuk",
    "Komputer kantor sedang sibuk. Tunggu sebentar, lalu tekan Kirim lagi.",
    _WAY,
    _WAY_WORDS,
)
NOT_KEPT = Sentence(
    503,
    "not-stored",
    "Belum tersimpan",
    "Aduan belum tersimpan karena penyimpanan bermasalah. Tekan Kirim lagi, atau sampaikan langsung ke petugas.",
    _WAY,
    _WAY_WORDS,
)
COME_BACK = Sentence(
    429,
    "come-back-later",
    "Terlalu banyak aduan",
    "Terlalu banyak aduan masuk dalam satu jam ini. Mohon kembali nanti, atau sampaikan langsung ke petugas.",
    _WAY,
    _WAY_WORDS,
)
NO_RECIPIENT = Sentence(
    409,
    "no-recipient",
    "Tidak ada penerima",
    "Aduan ini menyangkut semua penerima di kantor. Sampaikan ke kecamatan, BPD, atau Ombudsman (telepon 137).",
    _WAY,
    _WAY_WORDS,
)
SENT_ALREADY = Sentence(
    409,
    "sent-already",
    "Sudah terkirim",
    "Aduan ini sudah diterima dan kodenya tidak dapat ditampilkan lagi. Bila kodenya hilang, tulis aduan baru.",
    _WAY,
    _WAY_WORDS,
)
KEY_OF_ANOTHER = Sentence(
    422,
    "key-misused",
    "Halaman lama",
    "Halaman ini sudah dipakai untuk mengirim aduan lain. Buka halaman aduan yang baru.",
    _WAY,
    _WAY_WORDS,
)
RECEIPT_OVER = Sentence(
    410,
    "receipt-over",
    "Halaman sudah ditutup",
    "Halaman bukti ini sudah ditutup. Aduan Anda tetap tersimpan; buka Lacak aduan dengan kode Anda.",
    "/aduan/lacak",
    "Lacak aduan",
)
SHELF_FULL = "Tempat foto sedang penuh. Kirim dulu tanpa foto ini; foto dapat ditambahkan nanti dengan kode rahasia."
UPLOADS_BUSY = (
    "Banyak foto sedang dikirim ke kantor. Tunggu sebentar, pilih lagi, lalu Unggah; atau lanjut tanpa foto dan tambahkan nanti dengan"
    " kode rahasia."
)
FILE_TOO_LARGE = "Foto paling besar 8 MB, rekaman 4 MB. Pilih yang lebih kecil, atau lanjut tanpa berkas ini."
NO_STORY_YET = "Belum ada ceritanya. Unggah rekaman suara di sini, atau kembali dan tulis paling sedikit satu kalimat."
UNKNOWN_PERSON = "Pilih lagi orangnya: satu pilihan bukan orang kantor ini."
NO_FILE = "Pilih dulu fotonya, lalu tekan Unggah."
NO_VOICE = "Pilih dulu rekamannya, lalu tekan Unggah."
TOO_MANY_FILES = (
    "Terlalu banyak foto diunggah dari jaringan ini. Kirim tanpa foto; tambahkan nanti dengan kode rahasia."
)
WRONG_DIGITS = "Empat angka itu belum sama. Lihat lagi empat angka terakhir kode rahasia."
NO_VAULT = "Untuk aduan RAHASIA kantor ini belum punya tiga pemegang kunci nama, jadi nama tidak dapat disimpan. Kirim tanpa nama."

CLASS_WORDS: Mapping[Class, tuple[str, str]] = MappingProxyType(
    {
        Class.ANONYMOUS: (
            "ANONIM",
            "Hanya petugas yang menangani yang membaca. Papan aduan hanya memuat ringkasan tanpa nama, hari, dan dusun.",
        ),
        Class.OPEN: (
            "TERBUKA",
            "Ringkasan buatan petugas tampil di papan aduan dengan hari dan dusun. Nama Anda tetap tidak tampil.",
        ),
        Class.SECRET: (
            "RAHASIA",
            "Hanya satu atau dua orang yang ditunjuk yang membaca. Tidak ada apa pun di papan aduan.",
        ),
    }
)
# On the receipt, which somebody else may see: who reads it, in a word or two.
READERS: Mapping[Class, str] = MappingProxyType(
    {
        Class.ANONYMOUS: "Anonim: hanya petugas yang menangani yang membaca.",
        Class.OPEN: "Terbuka: ringkasannya dapat tampil di papan aduan.",
        Class.SECRET: "Rahasia: hanya orang yang ditunjuk yang membaca.",
    }
)
FORCED = "Aduan seperti ini selalu RAHASIA, untuk melindungi Anda. Hanya orang yang ditunjuk yang dapat membacanya."
ICONS: Mapping[Class, str] = MappingProxyType(
    {Class.ANONYMOUS: "eye-off", Class.OPEN: "megaphone", Class.SECRET: "shield-alert"}
)
INFORMAL = (
    "Aduan biasa",
    "Nama boleh kosong. Tetap ditangani dan dijawab lewat kode rahasia, tetapi tidak dapat dijadikan dasar ke Ombudsman.",
)
FORMAL = (
    "Aduan resmi",
    "Perlu nama dan kontak. Berlaku batas waktu jawaban menurut undang-undang, dan dapat diteruskan ke Ombudsman.",
)
SOMEBODY_ELSE = "Orang lain"
NOWHERE = "Tidak tahu / seluruh desa"
