"""What officials read on the complaint desk: the words for every code of the complaints' log."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from server.domain.complaint_class import Class
from server.web.words import SHORT_DAYS, SHORT_MONTHS

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "diterima": "Diterima",
        "verifikasi": "Diperiksa",
        "perlu_info": "Menunggu jawaban pelapor",
        "disposisi": "Didisposisikan",
        "proses": "Ditindaklanjuti",
        "menunggu_konfirmasi": "Menunggu konfirmasi pelapor",
        "selesai": "Selesai, diakui pelapor",
        "selesai_otomatis": "Ditutup karena tidak ada jawaban",
        "dibuka_kembali": "Dibuka kembali",
        "arsip": "Diarsipkan",
        "digabung": "Digabung",
        "diteruskan": "Diteruskan",
        "ditarik": "Ditarik pelapor",
    }
)
STATE_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "diterima": "bell",
        "verifikasi": "eye",
        "perlu_info": "circle-question-mark",
        "disposisi": "users",
        "proses": "construction",
        "menunggu_konfirmasi": "clock",
        "selesai": "circle-check",
        "selesai_otomatis": "clock",
        "dibuka_kembali": "rotate-ccw",
        "arsip": "file-text",
        "digabung": "scroll-text",
        "diteruskan": "arrow-right",
        "ditarik": "undo-2",
    }
)
CLASS_WORDS: Mapping[str, str] = MappingProxyType({"open": "TERBUKA", "anonymous": "ANONIM", "secret": "RAHASIA"})
CLASS_ICONS: Mapping[str, str] = MappingProxyType({"open": "eye", "anonymous": "eye-off", "secret": "shield-alert"})
CHANNEL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "web": "lewat web",
        "kiosk": "dari kios",
        "official": "dicatat petugas",
        "api": "dari program lain",
        "open311": "lewat Open311",
        "import": "dari daftar lama",
    }
)
FIX_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "tuntas": "Sudah dikerjakan sampai tuntas",
        "dijelaskan": "Sudah dijelaskan, tidak perlu pekerjaan",
        "tidak_dapat_dipenuhi": "Tidak dapat dipenuhi, alasannya ditulis",
        "bukan_kewenangan": "Bukan kewenangan desa",
    }
)
ARCHIVE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "spam": "Bukan aduan (spam)",
        "tidak_jelas": "Tidak jelas, pelapor tidak dapat ditanya",
        "fitnah": "Fitnah atau SARA",
        "di_pengadilan": "Sedang di pengadilan",
        "di_luar_pelayanan": "Di luar pelayanan kantor",
    }
)
FORWARD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "kecamatan": "Kecamatan",
        "kabupaten": "Kabupaten/kota",
        "lapor": "SP4N-LAPOR!",
        "inspektorat": "Inspektorat",
        "ombudsman": "Ombudsman RI",
    }
)
OPENING_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "tugas": "menangani aduan ini",
        "eskalasi": "aduan naik ke tingkatnya",
        "koordinasi": "diminta ikut menangani",
        "moderasi": "memeriksa dugaan spam",
        "pencarian": "menemukannya waktu mencari",
        "ekspor": "menyalin ke daftar internal",
    }
)
IDENTITY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "verifikasi_lapangan": "Harus bertemu pelapor untuk memeriksa",
        "keselamatan_pelapor": "Keselamatan pelapor",
        "permintaan_pelapor": "Pelapor meminta dihubungi",
        "proses_hukum": "Diminta penegak hukum, ada suratnya",
    }
)
MINUTES = (10, 30, 60, 120)
RUNG_WORDS = ("Unit", "Kasi Pelayanan", "Sekretaris Desa", "Kepala Desa", "BPD atau kecamatan")
CLOCK_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "verify": "Periksa",
        "answer": "Jawaban pertama",
        "settle": "Penyelesaian",
        "confirm": "Konfirmasi pelapor",
        "info": "Jawaban pelapor",
    }
)
# Colour never stands alone: the word says it too.
LEVEL_WORDS: Mapping[int, str] = MappingProxyType(
    {0: "", 50: "Separuh waktu lewat", 80: "Hampir habis", 100: "Lewat batas"}
)
SUMMARY_TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "prasarana": "Warga melaporkan kerusakan ... di sekitar ...",
        "kebersihan": "Warga melaporkan sampah atau kotoran di sekitar ...",
        "pelayanan": "Warga menyampaikan keluhan tentang pelayanan ...",
        "informasi": "Warga bertanya atau mengusulkan tentang ...",
        "lingkungan_sosial": "Warga menyampaikan keluhan di lingkungan desa.",
        "lainnya": "Warga menyampaikan keluhan tentang ...",
    }
)
LONGEST_SUMMARY = 240


def class_words(klass: str) -> str:
    return CLASS_WORDS.get(klass, CLASS_WORDS[Class.SECRET])


def day_words(day: date) -> str:
    """`Sen, 23 Nov 2026`: the year too, for a complaint may outlive one."""
    return f"{SHORT_DAYS[day.weekday()]}, {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def working_day_words(used: int, limit: int) -> str:
    """How far a clock is, the way residents read it too."""
    # The day after reception is the first one.
    return f"hari kerja ke-{used} dari {limit}" if used > 0 else f"{limit} hari kerja, mulai hari kerja berikutnya"
