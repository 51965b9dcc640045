"""What people read on the public board."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from server.description.complaints import COARSE_NAMES
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
# State: word and icon. Closed is never called solved.
STATE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "diterima": ("Diterima", "file-text"),
        "diperiksa": ("Diperiksa", "eye"),
        "menunggu_keterangan": ("Menunggu keterangan pelapor", "circle-question-mark"),
        "ditindaklanjuti": ("Ditindaklanjuti", "arrow-right"),
        "menunggu_konfirmasi": ("Dijawab, menunggu kata pelapor", "clock"),
        "dibuka_kembali": ("Dibuka kembali: belum beres", "rotate-ccw"),
        "selesai": ("Selesai, dikonfirmasi pelapor", "circle-check"),
        "ditutup": ("Ditutup tanpa kabar pelapor", "door-closed"),
        "tidak_terpenuhi": ("Ditutup: belum dapat dipenuhi", "info"),
        "diarsipkan": ("Diarsipkan, tidak diproses", "door-closed"),
        "diteruskan": ("Diteruskan ke instansi lain", "arrow-right"),
        "diproses": ("Sedang ditangani", "clock"),
        "berakhir": ("Berakhir, sebagian tanpa kabar pelapor", "door-closed"),
    }
)
# Of open cards that the TV shows, in a line of its own.
SLIDE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "diterima": "Diterima",
        "diperiksa": "Diperiksa",
        "menunggu_keterangan": "Menunggu warga",
        "ditindaklanjuti": "Ditindaklanjuti",
        "menunggu_konfirmasi": "Dijawab",
        "dibuka_kembali": "Belum beres",
        "selesai": "Selesai",
    }
)
GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {"berjalan": "Sedang ditangani", "selesai": "Selesai dikonfirmasi", "ditutup": "Ditutup"}
)
KIND_WORDS: Mapping[str, str] = MappingProxyType({"open": "Terbuka", "anonymous": "Anonim"})
KIND_CODES: Mapping[str, str] = MappingProxyType({"terbuka": "open", "anonim": "anonymous"})
FLAG_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "nama": "Menyebut nama atau data pribadi seseorang",
        "alamat": "Membuat orang menebak siapa pelapornya",
        "bohong": "Isinya tidak benar",
        "kasar": "Kata-katanya kasar atau menghina",
    }
)
FEW = "kurang dari 5"


def coarse_name(coarse: str) -> str:
    """ "" for a mixed batch, whose kinds are not told."""
    return COARSE_NAMES.get(coarse, "Lainnya") if coarse else ""


def day_words(day: date) -> str:
    """`Senin, 23 November 2026`."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def period_words(period: str) -> str:
    """Of a day (`2026-11-23`) or of a quarter (`2026-Q4`)."""
    year, _, quarter = period.partition("-Q")
    if quarter:
        last = 3 * int(quarter) - 1
        return f"antara {MONTHS[last - 2]} dan {MONTHS[last]} {year}"
    return f"diterima {day_words(date.fromisoformat(period))}"


def week_words(week: str) -> str:
    """`47 tahun 2026` of `2026-W47`."""
    year, _, number = week.partition("-W")
    return f"{int(number)} tahun {year}"


def few_or(count: int, least: int = 5) -> str:
    return str(count) if count >= least else FEW


def pace_words(kind: str, median: int, p90: int) -> str:
    """`Terbuka: separuh dijawab dalam 4 hari kerja atau kurang, 9 dari 10 dalam 9 hari.`"""
    half = "pada hari yang sama" if median == 0 else f"dalam {median} hari kerja atau kurang"
    slow = f", 9 dari 10 dalam {p90} hari" if p90 else ""
    return f"{KIND_WORDS[kind]}: separuh dijawab {half}{slow}."
