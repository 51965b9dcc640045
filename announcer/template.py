"""An office's own sentences: text with placeholders, checked before it may be spoken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["call", "withdrawal", "letter", "announcement"]
Name = Literal["nomor", "loket", "layanan", "jam"]

ALLOWED: Mapping[Kind, tuple[Name, ...]] = MappingProxyType(
    {
        "call": ("nomor", "loket", "layanan"),
        "withdrawal": ("nomor",),
        "letter": ("nomor",),
        "announcement": ("jam",),
    }
)
NEEDED: Mapping[Kind, tuple[Name, ...]] = MappingProxyType(
    {"call": ("nomor", "loket"), "withdrawal": ("nomor",), "letter": ("nomor",), "announcement": ()}
)
LONGEST: Mapping[Kind, int] = MappingProxyType({"call": 160, "withdrawal": 160, "letter": 160, "announcement": 200})
"""In signs, the placeholders as they are written."""

_UNSPEAKABLE = re.compile(r"""[^A-Za-zÀ-ÖØ-öø-ÿ0-9 .,;:!?()'’"“”/%&+–-]""")
_BRACES = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """The sentence cannot be used; the message is one Indonesian sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where something of the call goes."""

    name: str


def pieces(text: str) -> tuple[str | Placeholder, ...]:
    """The text cut at its placeholders, in order; empty texts left out."""
    parts: list[str | Placeholder] = []
    for at, part in enumerate(_BRACES.split(text)):
        if at % 2:
            parts.append(Placeholder(part))
        elif part:
            parts.append(part)
    return tuple(parts)


def check_template(kind: Kind, text: str) -> None:
    """Raises TemplateError when `text` cannot be the office's sentence of that kind.

    It must be short enough, have every placeholder that its kind needs and no other, closed braces, and only signs that can be
    said or heard as a rest: letters of the Latin alphabet, digits, blanks and . , ; : ! ? ( ) ' " / % & + and dashes.
    """
    if not text.strip():
        raise TemplateError("Kalimat masih kosong; tulis apa yang harus diucapkan.")
    if len(text) > LONGEST[kind]:
        raise TemplateError(f"Kalimat paling banyak {LONGEST[kind]} tanda; pendekkan dahulu.")
    plain = _BRACES.sub(" ", text)
    if "{" in plain or "}" in plain:
        raise TemplateError("Kurung kurawal harus berpasangan; tulis misalnya {nomor}.")
    names = _BRACES.findall(text)
    for name in names:
        if name not in ALLOWED[kind]:
            raise TemplateError(f"Isian {{{name}}} tidak dikenal di kalimat ini; pakai {_listed(ALLOWED[kind])}.")
    for needed in NEEDED[kind]:
        if needed not in names:
            raise TemplateError(f"Kalimat ini harus memuat {{{needed}}}; tambahkan di tempat yang tepat.")
    if not plain.isprintable():
        raise TemplateError("Tulis kalimat dalam satu baris, tanpa tanda yang tidak tampak.")
    if sign := _UNSPEAKABLE.search(plain):
        raise TemplateError(f"Tanda “{sign[0]}” tidak bisa diucapkan; hapus atau ganti dengan kata.")


def _listed(names: tuple[Name, ...]) -> str:
    braced = [f"{{{name}}}" for name in names]
    return " atau ".join(filter(None, [", ".join(braced[:-1]), braced[-1]]))
