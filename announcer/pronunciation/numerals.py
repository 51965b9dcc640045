"""Numbers as words: "46" is "empat puluh enam", "012" digit by digit, "1.250" a thousand and more."""

import re

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"), (10, "puluh"))
_LARGEST = 10**15

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")
"""A number as Indonesian writes it: points part the thousands, a comma the decimals."""


ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
"""1 to 39: "RW IV", "kelas XII"."""


def roman(written: str) -> int:
    """The value of a number that `ROMAN` matched."""
    ones = {"I": 1, "V": 5, "X": 10}
    values = [ones[sign] for sign in written]
    # A smaller sign before a larger one is taken away.
    return sum(-now if now < after else now for now, after in zip(values, [*values[1:], 0], strict=True))


def said(written: str) -> list[str]:
    """The words for a number that `NUMBER` found. One with a leading zero, or beyond 15 digits, is read digit by digit."""
    whole, _, decimals = written.replace(".", "").partition(",")
    if (whole.startswith("0") and len(whole) > 1) or int(whole) >= _LARGEST:
        words = [DIGITS[int(digit)] for digit in whole]
    else:
        words = _cardinal(int(whole))
    return [*words, "koma", *(DIGITS[int(digit)] for digit in decimals)] if decimals else words


def _cardinal(value: int) -> list[str]:
    if value < 10:
        return [DIGITS[value]]
    if value in (10, 11):
        return ["sepuluh" if value == 10 else "sebelas"]
    if value < 20:
        return [DIGITS[value - 10], "belas"]
    size, name = next((size, name) for size, name in _SCALES if value >= size)
    many, rest = divmod(value, size)
    # "seratus" and "seribu", but "satu juta"; "satu ribu" stands only after millions.
    head = [f"se{name}"] if many == 1 and size in (100, 1000) else [*_cardinal(many), name]
    return head + (_cardinal(rest) if rest else [])
