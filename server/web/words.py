"""What people read: states, outcomes, rules and troubles in Indonesian. What the rules refuse stands in refusal_words."""

from collections.abc import Mapping
from types import MappingProxyType

from server.web.refusal_words import refusal_sentence as refusal_sentence
from server.web.sentence import Sentence as Sentence

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "waiting": "menunggu",
        "called": "dipanggil",
        "serving": "dilayani",
        "held": "ditunda",
        "missed": "tidak hadir",
        "finished": "selesai",
        "cancelled": "dibatalkan",
    }
)
STATUS_WORDS: Mapping[str, str] = MappingProxyType({"open": "", "closed": "tutup", "break": "istirahat"})
# Why somebody is next, short for a badge and as a sentence.
RULE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "arrival": "Urutan datang",
        "priority": "Prioritas",
        "appointment": "Janji temu",
        "returned": "Kembali ke loket ini",
        "brake": "Sudah sering didahului",
        "chosen": "Dipilih petugas",
    }
)
RULE_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "arrival": "Urutan datang: paling dahulu di antara yang menunggu loket ini.",
        "priority": "Prioritas: didahulukan, berselang dengan urutan datang.",
        "appointment": "Janji temu: waktunya sudah tiba.",
        "returned": "Kembali ke loket ini, atau dipindahkan untuk didahulukan.",
        "brake": "Sudah sering didahului orang lain, jadi sekarang gilirannya.",
    }
)
NOBODY_WAITS = "Tidak ada yang menunggu untuk loket ini."
HOLD_WORDS: Mapping[str, str] = MappingProxyType(
    {"documents": "melengkapi berkas", "copy": "fotokopi", "payment": "pembayaran", "other": "alasan lain"}
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

# Why a call was not heard. What the announcer's codes mean stands in docs/voice.md.
UNSPOKEN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "no_answer": "pengeras suara tidak menjawab",
        "stale": "terlalu lama terputus",
        "no_device": "tidak ada perangkat suara",
        "no_voice": "hanya bunyi lonceng, tidak ada suara Indonesia",
        "no_tv": "TV ruangan tidak tersambung atau tidak bersuara",
        "tv_refused": "TV belum boleh bersuara",
        "player_failed": "pemutar suara gagal",
        "player_timeout": "pemutar suara macet",
        "synthesis_failed": "suara gagal dibuat",
        "silent": "suara dimatikan",
        "withdrawn": "panggilan ditarik",
    }
)


NOT_STORED = Sentence(
    503,
    "not-stored",
    "Penyimpanan bermasalah",
    "Perubahan tidak tersimpan. Coba lagi; bila tetap gagal, panggil pengelola.",
)
KEY_MISUSED = Sentence(
    422,
    "key-misused",
    "Kunci permintaan dipakai ulang",
    "Kunci ini sudah dipakai untuk permintaan lain. Muat ulang halaman.",
)
MALFORMED = Sentence(422, "malformed", "Isian tidak benar", "Isian tidak dapat dibaca. Periksa lalu kirim lagi.")
TOO_LARGE = Sentence(413, "too-large", "Kiriman terlalu besar", "Kiriman melebihi 64 KiB. Kirim yang lebih kecil.")
TOO_SLOW = Sentence(408, "too-slow", "Kiriman terputus", "Kiriman tidak kunjung selesai. Muat ulang lalu coba lagi.")
SIGN_IN_FIRST = Sentence(401, "sign-in-first", "Perlu masuk", "Masuk lebih dahulu.")
NOT_ALLOWED = Sentence(
    403, "not-allowed", "Tidak diizinkan", "Perangkat ini tidak diizinkan untuk itu. Minta petugas kantor."
)
FOREIGN_ORIGIN = Sentence(
    403, "foreign-origin", "Permintaan ditolak", "Permintaan datang dari situs lain. Buka halaman kantor langsung."
)
FOREIGN_HOST = Sentence(400, "foreign-host", "Alamat tidak dikenal", "Buka kantor ini lewat alamat IP-nya.")
TOO_MANY = Sentence(429, "too-many", "Terlalu sering", "Terlalu banyak permintaan. Tunggu sebentar lalu coba lagi.")
WAIT_A_MOMENT = Sentence(429, "wait-a-moment", "Tunggu sebentar", "Tunggu sebentar, lalu tekan lagi.")
NOT_LOADED = Sentence(
    503,
    "not-loaded",
    "Halaman belum dapat dibuka",
    "Halaman ini gagal dimuat; antrean tetap berjalan. Coba lagi; bila tetap gagal, panggil pengelola.",
)
NOT_FOUND = Sentence(404, "not-found", "Halaman tidak ada", "Halaman ini tidak ada. Kembali ke halaman depan.")
WRONG_METHOD = Sentence(405, "wrong-method", "Cara tidak sesuai", "Alamat ini tidak menerima permintaan seperti itu.")
BROKEN = Sentence(
    500, "broken", "Ada kesalahan", "Ada kesalahan di komputer kantor. Coba lagi; nomor yang sudah ada tetap berlaku."
)


def clock_words(hour: int, minute: int) -> str:
    """`09.41`, the Indonesian way."""
    return f"{hour:02d}.{minute:02d}"
