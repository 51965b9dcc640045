"""What a sender reads about an own complaint: states, classes, rungs, days."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from server.web.words import DAYS

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


class Stand(NamedTuple):
    """Where a complaint stands: word, icon, tone of the card, and what comes next."""

    word: str
    icon: str
    tone: str
    advice: str


STANDS: Mapping[str, Stand] = MappingProxyType(
    {
        "diterima": Stand("Diterima", "stamp", "calm", "Petugas akan memeriksanya."),
        "verifikasi": Stand("Sedang diperiksa", "eye", "calm", ""),
        "perlu_info": Stand(
            "Menunggu jawaban Anda",
            "circle-question-mark",
            "asked",
            "Petugas bertanya. Jawab di bawah ini agar aduan dilanjutkan.",
        ),
        "disposisi": Stand("Sudah diserahkan untuk ditangani", "arrow-right", "calm", ""),
        "proses": Stand("Sedang ditindaklanjuti", "construction", "calm", ""),
        "menunggu_konfirmasi": Stand(
            "Kantor menyatakan selesai",
            "circle-question-mark",
            "asked",
            "Kami menunggu jawaban Anda: sudah beres atau belum?",
        ),
        "selesai": Stand("Selesai", "circle-check", "done", "Anda sudah menyatakan beres."),
        "selesai_otomatis": Stand(
            "Ditutup karena tidak ada jawaban",
            "clock",
            "ended",
            "Belum tentu beres. Bila belum, katakan di bawah ini: aduan dibuka kembali.",
        ),
        "dibuka_kembali": Stand(
            "Dibuka kembali", "rotate-ccw", "calm", "Petugas sudah diberi tahu bahwa ini belum beres."
        ),
        "arsip": Stand("Belum dapat ditindaklanjuti", "info", "ended", ""),
        "digabung": Stand(
            "Digabung dengan aduan lain",
            "users",
            "ended",
            "Ada aduan lain tentang hal yang sama. Keduanya ditangani bersama; percakapan ini tetap terbuka.",
        ),
        "diteruskan": Stand("Diteruskan", "arrow-right", "ended", ""),
        "ditarik": Stand("Ditarik", "undo-2", "ended", "Kantor tidak menanganinya lagi."),
    }
)

CLASS_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "open": (
            "TERBUKA",
            "Ringkasan yang ditulis petugas tampil di papan umum bersama hari dan dusun. Nama Anda tidak.",
        ),
        "anonymous": (
            "ANONIM",
            "Di papan umum hanya ringkasan umum, tanpa hari dan dusun, bersama aduan lain. Nama Anda tidak tampil.",
        ),
        "secret": (
            "RAHASIA",
            "Tidak tampil di papan umum, hanya dihitung. Hanya petugas yang ditunjuk dapat membacanya.",
        ),
    }
)
LOWER_WARNINGS: Mapping[str, str] = MappingProxyType(
    {
        "anonymous": "Ringkasan aduan ini nanti dapat tampil di papan umum, tanpa nama, hari, dan dusun. "
        "Orang yang tahu kejadiannya mungkin menebak siapa yang mengadu.",
        "open": "Ringkasan, hari, dan dusun nanti dapat tampil di papan umum. "
        "Orang sedusun lebih mudah menebak siapa yang mengadu.",
    }
)
CLASS_RAISED = "Aduan dijadikan lebih tertutup: {klass}"
CLASS_LOWERED = "Anda menjadikan aduan lebih terbuka: {klass}"


def long_day(day: date) -> str:
    """`Jumat, 4 Desember 2026`."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "pesan": "Pesan terkirim.",
        "jawab": "Jawaban terkirim. Batas waktu petugas berjalan lagi.",
        "foto": "Foto terkirim.",
        "belum-beres": "Aduan dibuka kembali. Petugas sudah diberi tahu.",
        "beres": "Terima kasih. Aduan selesai.",
        "nilai": "Terima kasih atas penilaian Anda.",
        "setuju": "Ringkasan disetujui.",
        "tolak": "Ringkasan tidak akan ditampilkan.",
        "naikkan": "Aduan sekarang lebih tertutup.",
        "turunkan": "Aduan sekarang lebih terbuka.",
        "tarik": "Aduan ditarik.",
        "hapus-nama": "Nama dan kontak Anda sudah dihapus.",
        "hapus": "Semua isi aduan sudah dihapus. Kode ini tidak berlaku lagi.",
        "henti-hapus": "Penghapusan dihentikan. Aduan Anda tetap ada.",
        "keluar": "Anda sudah keluar. Tidak ada yang tersimpan di layar ini.",
    }
)
"""What was done, by the name that the address carries. No word of the complaint ever stands in an address."""

ERASED_NOW = (
    "isi aduan, percakapan, foto, dan rekaman suara",
    "nama dan kontak, bila Anda menitipkannya",
    "ringkasan di papan umum",
    "kode Anda: aduan tidak dapat dibuka lagi oleh siapa pun",
)
STAYS = (
    "nomor aduan, jenis umum, dan hari tiap langkah, tanpa isi",
    "hitungan di papan umum",
    "catatan siapa yang pernah membukanya",
    "jawaban kepada kode Anda, selama tiga bulan: dihapus pada hari apa, dan oleh siapa",
)
