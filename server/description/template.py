"""Which sentences the loudspeaker can be given: their placeholders, and the signs that can be spoken."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Kind = Literal["call", "withdrawal", "letter", "announcement"]

MOST_SIGNS: Mapping[Kind, int] = MappingProxyType({"call": 160, "withdrawal": 160, "letter": 160, "announcement": 200})
"""The longest sentence of each kind, in characters."""
MAY: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "call": ("nomor", "loket", "layanan"),
        "withdrawal": ("nomor",),
        "letter": ("nomor",),
        "announcement": ("jam",),
    }
)
_MUST: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {"call": ("nomor", "loket"), "withdrawal": ("nomor",), "letter": ("nomor",), "announcement": ()}
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Letters with the accents that say how an e sounds; the rest are signs that are read as a rest or as a word.
_UNSPEAKABLE = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ÿ0-9 .,;:!?()/%&+'’“”\"–-]")


def unspeakable(text: str) -> str | None:
    """The first sign of a text that cannot be spoken; None when all can be."""
    wrong = _UNSPEAKABLE.search(text)
    return None if wrong is None else wrong[0]


def speakable(text: str) -> str:
    """The text without those signs."""
    return " ".join(_UNSPEAKABLE.sub(" ", text).split())


class TemplateError(ValueError):
    """The sentence cannot be spoken. The message is one Indonesian sentence that says what to change."""


def check_template(kind: Kind, text: str) -> None:
    """Raises `TemplateError` for a sentence that the loudspeaker cannot be given.

    The announcer has a copy of this rule, for it believes nobody; `tests/announcer/test_templates.py` holds both to one table.
    """
    if not text.strip():
        raise TemplateError("Tulis kalimatnya dulu.")
    if len(text) > MOST_SIGNS[kind]:
        raise TemplateError(f"Kalimat terlalu panjang: {len(text)} huruf, paling banyak {MOST_SIGNS[kind]}.")
    bare = _PLACEHOLDER.sub(" ", text)
    if "{" in bare or "}" in bare:
        raise TemplateError("Kurung kurawal belum berpasangan. Tulis penanda seperti {nomor}.")
    found = _PLACEHOLDER.findall(text)
    for name in found:
        if name not in MAY[kind]:
            raise TemplateError(f"Penanda {{{name}}} tidak dikenal di kalimat ini. Pakai {_listed(MAY[kind])}.")
    for name in _MUST[kind]:
        if name not in found:
            raise TemplateError(f"Penanda {{{name}}} belum ada. Tambahkan ke kalimat ini.")
    if not bare.isprintable():
        raise TemplateError("Tulis kalimat dalam satu baris, tanpa tanda yang tidak tampak.")
    if wrong := unspeakable(bare):
        raise TemplateError(f"Tanda “{wrong}” tidak dapat diucapkan. Hapus, atau tulis dengan kata.")


def _listed(names: tuple[str, ...]) -> str:
    marks = [f"{{{name}}}" for name in names]
    return marks[0] if len(marks) == 1 else f"{', '.join(marks[:-1])} atau {marks[-1]}"
