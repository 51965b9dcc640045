"""Two words that are written as one: the couple in "Sdr/i", and the doubled word in "tiap2"."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from announcer.phrases.abbreviations import STOPLESS
from announcer.phrases.rules import Rule
from announcer.phrases.tokens import Comma, Token, words

_COUPLES = MappingProxyType(
    {
        "sdr": ("saudara", "saudari"),
        "saudara": ("saudara", "saudari"),
        "siswa": ("siswa", "siswi"),
        "mahasiswa": ("mahasiswa", "mahasiswi"),
        "putra": ("putra", "putri"),
        "pemuda": ("pemuda", "pemudi"),
        "karyawan": ("karyawan", "karyawati"),
    }
)
_COUNTED = frozenset(
    (
        *("loket", "meja", "kursi", "nomor", "ruang", "ruangan", "kamar", "pintu", "lantai", "gedung", "gang", "jalan"),
        *("blok", "kelas", "bagian", "tahap", "lampiran", "ber"),
    )
)
"""A 2 behind them is a number: "loket2" is the second counter, "ber2" are two people."""
_DOUBLED = re.compile(r"(?<![A-Za-z0-9])([A-Za-z][a-z]{2,})2(nya|an)?(?![A-Za-z0-9]|[.,/-][0-9])")


def _couple(match: re.Match[str]) -> Sequence[Token]:
    one, other = _COUPLES[match[1].lower()]
    return (words(one), Comma(), words(other))


def _twice(match: re.Match[str]) -> Sequence[Token] | None:
    """ "masing2nya" is "masing masingnya"; what nobody can say as a word is none."""
    base = STOPLESS.get(match[1].lower(), match[1].lower())
    if base in _COUNTED or not re.search("[aiueo]", base):
        return None
    return (words(f"{base} {base}{match[2] or ''}"),)


DOUBLES = (
    Rule(
        re.compile(rf"(?<![A-Za-z0-9.])(?i:({'|'.join(_COUPLES)}))(?:\.?/(?i:i)|\((?i:i)\))(?![A-Za-z0-9])\.?"), _couple
    ),
    Rule(_DOUBLED, _twice),
)
