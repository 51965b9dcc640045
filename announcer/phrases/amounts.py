"""Numbers, money, measures, places in an order, and numbers that are read out digit by digit."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from announcer.phrases.numbers import LARGEST
from announcer.phrases.rules import Rule, fixed, read_out
from announcer.phrases.tokens import Comma, Digit, Letter, Number, Ordinal, Token, Words

MOST_IN_ONE = 6
"""Digits of a number without dots that is still a number, not a code; the contract of an announcement is up to 999.999."""
_GROUP = 4
"""So many digits of a code are said in one breath."""

_FRACTIONS = MappingProxyType({"1/2": "setengah", "1/4": "seperempat", "3/4": "tiga perempat"})
_SCALES = MappingProxyType({"rb": "ribu", "jt": "juta", "ribu": "ribu", "juta": "juta", "miliar": "miliar"})
_UNITS = MappingProxyType(
    {
        "%": "persen",
        "kg": "kilogram",
        "km": "kilometer",
        "cm": "sentimeter",
        "mm": "milimeter",
        "m2": "meter persegi",
        "m": "meter",
        "ha": "hektare",
        "lt": "liter",
        "hr": "hari",
        "bln": "bulan",
        "thn": "tahun",
    }
)
_ROMAN = MappingProxyType({"I": 1, "V": 5, "X": 10})
_WHOLE = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])|[0-9]+"
_ROMAN_NUMBER = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_NO_PLACE = "".join(
    f"(?<!{name} )" for name in ("(?i:loket)", "(?i:meja)", "(?i:nomor)", r"(?i:no\.)", "(?i:no)", "(?i:ruang)")
)
"""There is no half counter: "Loket 1/2" has two numbers."""
_MEASURED = (
    rf"\s?(?:{'|'.join(_UNITS)}|{'|'.join(_SCALES)}|persen|derajat|meter|kilo|hektare|jam|tahun|liter)(?![A-Za-z0-9])"
)


def number(digits: str) -> Sequence[Token]:
    """A run of digits: as a cardinal, or one by one when it begins with a nought or is too long to be a number."""
    if (digits[0] == "0" and len(digits) > 1) or len(digits) > MOST_IN_ONE:
        return one_by_one(digits)
    return (Number(int(digits)),)


def one_by_one(digits: str) -> Sequence[Token]:
    """Digit by digit, with a rest after every fourth of a long one."""
    said: list[Token] = []
    for at, digit in enumerate(digits):
        if at and at % _GROUP == 0 and len(digits) > MOST_IN_ONE:
            said.append(Comma())
        said.append(Digit(int(digit)))
    return said


def _grouped(text: str) -> Sequence[Token]:
    digits = text.replace(".", "")
    return one_by_one(digits) if int(digits) > LARGEST else (Number(int(digits)),)


def _money(match: re.Match[str]) -> Sequence[Token]:
    said = list(_grouped(match["whole"]))
    part, scale = match["part"], match["scale"]
    if scale:
        said += [*_decimals(part), Words(_SCALES[scale.lower()])]
    said.append(Words("rupiah"))
    if part and not scale and int(part):
        said += [Number(int(part.ljust(2, "0"))), Words("sen")]
    return said


def _decimals(part: str | None) -> Sequence[Token]:
    return (Words("koma"), *(Digit(int(digit)) for digit in part)) if part else ()


def _decimal(match: re.Match[str]) -> Sequence[Token]:
    return (*_grouped(match["whole"]), *_decimals(match["part"]))


def _measure(match: re.Match[str]) -> Sequence[Token]:
    return (Words(_UNITS[match[1]]),)


def _scale(match: re.Match[str]) -> Sequence[Token]:
    return (Words(_SCALES[match[1].lower()]),)


def _ordinal(match: re.Match[str]) -> Sequence[Token] | None:
    place = int(match["place"]) if match["place"] else roman(match["roman"])
    return (Ordinal(place),) if place else None


def _roman(match: re.Match[str]) -> Sequence[Token]:
    return (Number(roman(match[0])),)


def roman(numeral: str) -> int:
    """I to XXXIX as a number."""
    values = [_ROMAN[sign] for sign in numeral]
    return sum(
        -value if after is not None and value < after else value
        for value, after in zip(values, [*values[1:], None], strict=True)
    )


def _neighbourhood(match: re.Match[str]) -> Sequence[Token]:
    """ "RT 003/RW 05": by everybody's habit the noughts are not said."""
    first = (Letter("R"), Letter("T"), Number(int(match["rt"])))
    return (*first, Comma(), Letter("R"), Letter("W"), Number(int(match["rw"])))


def _one_of_them(match: re.Match[str]) -> Sequence[Token]:
    return (Letter("R"), Letter(match[1].upper()), Number(int(match[2])))


def _phone(match: re.Match[str]) -> Sequence[Token]:
    said: list[Token] = [Words("plus")] if match[0].startswith("+") else []
    groups = re.findall("[0-9]+", match[0])
    for group in groups:
        said += [*one_by_one(group), Comma()]
    return said[:-1]


AMOUNTS = (
    Rule(
        re.compile(
            rf"(?<![A-Za-z0-9])(?:Rp|IDR)\.?\s?(?P<whole>{_WHOLE})(?:,(?P<part>[0-9]{{1,2}})(?![0-9])|[.,]-+)?"
            rf"(?:\s?(?i:(?P<scale>{'|'.join(_SCALES)}))(?![A-Za-z]))?"
        ),
        _money,
    ),
    fixed(r"(?<![A-Za-z0-9])Rp(?![A-Za-z0-9])\.?", "rupiah"),
    Rule(re.compile(r"(?<![\w.])(?:\(0[0-9]{2,3}\)|\+62|0[0-9]{1,3})(?:[ .-]?[0-9]{2,4}){2,4}(?![0-9])"), _phone),
    Rule(
        re.compile(
            rf"(?<![A-Za-z0-9])(?i:ke)-\s?(?:(?P<place>[0-9]{{1,6}})|(?P<roman>{_ROMAN_NUMBER}))(?![A-Za-z0-9]|\.[0-9])"
        ),
        _ordinal,
    ),
    Rule(
        re.compile(rf"{_NO_PLACE}(?<![0-9/.,])(?:1/2|1/4|3/4)(?![0-9/])"), lambda match: read_out(_FRACTIONS[match[0]])
    ),
    Rule(
        re.compile(
            r"(?<![A-Za-z0-9])(?i:RT)[. ]*(?P<rt>[0-9]{1,3})(?:\s*/\s*(?i:RW[. ]*)?|,?\s+(?i:RW)[. ]*)(?P<rw>[0-9]{1,3})(?![0-9/])"
        ),
        _neighbourhood,
    ),
    Rule(re.compile(r"(?<![A-Za-z0-9])(?i:R([TW]))[. ]*([0-9]{1,3})(?![0-9])"), _one_of_them),
    Rule(re.compile(rf"(?<![0-9,])(?P<whole>{_WHOLE}),(?P<part>[0-9]{{1,3}})(?![0-9,])(?={_MEASURED})"), _decimal),
    Rule(re.compile(r"(?<![0-9.,])(?P<whole>0),(?P<part>[0-9]{1,3})(?![0-9]|,[0-9])"), _decimal),
    Rule(re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])"), lambda match: _grouped(match[0])),
    Rule(re.compile(rf"(?<=[0-9])\s?({'|'.join(_UNITS)})(?![A-Za-z0-9])"), _measure),
    Rule(re.compile(rf"(?<=[0-9])\s?(?i:({'|'.join(_SCALES)}))(?![A-Za-z0-9])"), _scale),
    fixed(r"(?<=[0-9])\s?(?:[xX×]\s?(?=[0-9])|[x×](?![A-Za-z0-9]))", "kali"),
    fixed(r"(?<=[0-9])\s?/\s?(?=[0-9])", "garis miring"),
    fixed(r"(?<=[0-9-])\s?/\s?(?=[a-z])", "per"),
    Rule(re.compile(r"[0-9]+"), lambda match: number(match[0])),
    Rule(re.compile(rf"(?<![A-Za-z0-9])(?=[IVX]{{2,5}}(?![A-Za-z0-9])){_ROMAN_NUMBER}(?![A-Za-z0-9])"), _roman),
)
