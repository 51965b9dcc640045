"""What people are told about a recording or a pack that cannot be taken: each sentence says what to do."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from starlette.requests import Request

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "not_wav": "Berkas ini bukan WAV. Simpan rekaman sebagai WAV, lalu unggah lagi.",
        "silence": "Tidak ada suara di rekaman ini. Periksa mikrofonnya, lalu rekam lagi.",
        "faint": "Suaranya terlalu pelan. Dekatkan mikrofon kira-kira sejengkal dari mulut, lalu rekam lagi.",
        "clipped": "Suaranya terlalu keras sampai pecah. Jauhkan mikrofon sedikit atau bicara lebih pelan, lalu rekam lagi.",
        "noise": "Latarnya terlalu ramai. Rekam di ruang sepi dengan kipas dan AC mati; beri jeda sebentar sebelum dan sesudah kata.",
        "cut": "Awal atau akhir kata terpotong. Diam sebentar sebelum dan sesudah mengucapkannya, lalu rekam lagi.",
        "short": "Terlalu singkat. Ucapkan seluruh kata, lalu rekam lagi.",
        "long": "Terlalu lama. Ucapkan hanya kata yang tertulis, lalu rekam lagi.",
        "not_pack": "Berkas ini bukan berkas rekaman suara dari Silakan, atau rusak. Unduh lagi dari kantor asalnya.",
        "empty_pack": "Rekaman ini belum berisi satu kata pun. Rekam dulu di kantor asalnya, lalu unduh lagi.",
    }
)
_BROKEN = "Berkas ini tidak dapat diperiksa. Coba lagi; bila tetap gagal, rekam ulang."
NO_FILE = "Pilih berkasnya dulu, lalu tekan tombolnya lagi."
TOO_LARGE_CLIP = "Berkas lebih besar dari 8 MB. Rekam satu kata saja, lalu unggah lagi."
TOO_LARGE_PACK = "Berkas rekaman lebih besar dari 64 MB. Pilih berkas yang diunduh dari halaman ini."
NOT_KEPT = "Rekaman tidak tersimpan karena penyimpanan bermasalah. Coba lagi; bila tetap gagal, panggil pengelola."
IN_USE = "Suara ini sedang dipakai. Pilih suara lain di halaman Suara dulu, lalu hapus."
NOTHING_RECORDED = "Belum ada kata yang direkam. Rekam atau unggah dulu."
MOST_PACKS = "Sudah ada 20 rekaman suara. Hapus satu yang tidak dipakai dulu."


_NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "direkam": "Bagus. Dengarkan, ulangi, atau lanjutkan.",
        "dinamai": "Tersimpan.",
        "disiapkan": "Suara ini siap dipakai. Pilih di halaman Suara.",
        "dimasukkan": "Rekaman sudah dimasukkan dan siap dipilih di halaman Suara.",
        "dihapus": "Rekaman dihapus.",
    }
)


def notice_words(request: Request) -> str:
    """What the last press brought about, as the address says it; "" when it says nothing."""
    return _NOTICES.get(request.query_params.get("kabar", ""), "")


def problem_words(codes: Iterable[str]) -> tuple[str, ...]:
    """One sentence for each code."""
    return tuple(_WORDS.get(code, _BROKEN) for code in codes)
