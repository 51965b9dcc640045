"""What is written for codes of the complaints' log in files that people open in a spreadsheet."""

from collections.abc import Mapping
from types import MappingProxyType

CASE_STATES: Mapping[str, str] = MappingProxyType(
    {
        "diterima": "Diterima",
        "verifikasi": "Diperiksa",
        "perlu_info": "Menunggu keterangan pelapor",
        "disposisi": "Didisposisikan",
        "proses": "Ditindaklanjuti",
        "menunggu_konfirmasi": "Menunggu konfirmasi pelapor",
        "selesai": "Selesai menurut pelapor",
        "selesai_otomatis": "Ditutup, pelapor diam",
        "dibuka_kembali": "Dibuka kembali",
        "arsip": "Diarsipkan",
        "digabung": "Digabung",
        "diteruskan": "Diteruskan",
        "ditarik": "Ditarik",
    }
)
CLASSES: Mapping[str, str] = MappingProxyType({"open": "TERBUKA", "anonymous": "ANONIM", "secret": "RAHASIA"})
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "web": "web",
        "kiosk": "kios",
        "official": "dicatat petugas",
        "api": "aplikasi",
        "open311": "Open311",
        "import": "impor",
    }
)
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "tuntas": "Tuntas",
        "dijelaskan": "Dijelaskan",
        "tidak_dapat_dipenuhi": "Tidak dapat dipenuhi",
        "bukan_kewenangan": "Bukan kewenangan",
        "selesai_otomatis": "Pelapor diam",
        "ditarik_pelapor": "Ditarik pelapor",
        "tidak_dilengkapi": "Tidak dilengkapi",
        "spam": "Spam",
        "tidak_jelas": "Tidak jelas",
        "fitnah": "Fitnah atau SARA",
        "di_pengadilan": "Sedang di pengadilan",
        "di_luar_pelayanan": "Di luar pelayanan",
    }
)
