"""What an official reads whose public words may point at somebody: what was found, and what to write instead."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "nik": "Nomor NIK atau KK: hapus.",
        "phone": "Nomor HP: hapus.",
        "email": "Alamat surel: hapus.",
        "plate": 'Nomor kendaraan: tulis "sebuah motor" atau "sebuah mobil".',
        "house": "RT, RW, atau nomor rumah: sebut tempat umum terdekat.",
        "kinship": 'Keluarga pelapor: tulis "seorang warga".',
        "name": 'Nama orang: tulis jabatannya, atau "seseorang".',
        "only_one": 'Kata yang hanya cocok untuk satu orang: tulis "beberapa warga".',
        "ticket": "Nomor antrean: hapus.",
    }
)
KINDS = frozenset(_INSTEAD)


def points_at_somebody(kinds: Iterable[str]) -> str:
    """One line for each kind of what was found, once."""
    return "\n".join(("Ringkasan ini dapat menunjuk orang.", *dict.fromkeys(_INSTEAD[kind] for kind in kinds)))
