"""What to do when the room hears less than it should: one sentence for every code that the announcer or the server gives."""

from collections.abc import Mapping
from types import MappingProxyType

from server.presence import STANDING_BY
from server.voice_trouble import GONE

_OF_THE_PLAYER = "Cabut lalu pasang lagi kabel pengeras suara. Bila tetap begitu, nyalakan ulang komputer penyuara."
ADVICE: Mapping[str, str] = MappingProxyType(
    {
        GONE: "Nyalakan komputer penyuara dan sambungannya; ia tersambung sendiri. Belum ada? Jalankan silakan announce.",
        "no_answer": "Nyalakan ulang komputer penyuara. Sampai tersambung lagi, panggil dengan suara sendiri.",
        "stale": "Panggilan lama tidak diucapkan lagi. Tekan Panggil ulang bila warganya masih ditunggu.",
        "no_device": "Periksa daya dan kabel pengeras suara di komputer penyuara. Suara kembali sendiri setelah tersambung.",
        "no_voice": "Pasang ulang silakan di komputer penyuara. Sampai itu, sebut nomornya dengan suara sendiri.",
        "synthesis_failed": "Coba sekali lagi. Bila tetap gagal, nyalakan ulang komputer penyuara.",
        "player_failed": _OF_THE_PLAYER,
        "player_timeout": _OF_THE_PLAYER,
        "silent": "Jalankan lagi silakan announce tanpa pilihan --voice silent.",
        "no_tv": "Nyalakan TV di ruangan itu dan buka halaman /layar. Suara kembali sendiri setelah TV tersambung.",
        "tv_refused": "Tekan Aktifkan suara di layar TV, sekali saja.",
        STANDING_BY: "Tunggu 20 detik. Bila tetap begitu, nyalakan ulang komputer penyuara di ruangan itu.",
        "withdrawn": "Panggilan ini sudah ditarik; tidak ada yang perlu dilakukan.",
    }
)
UNKNOWN = "Nyalakan ulang komputer penyuara. Sampai itu, panggil dengan suara sendiri."


def advice(code: str) -> str:
    """What to do; codes of newer announcers get the one answer that never harms."""
    return ADVICE.get(code, UNKNOWN)
