"""Which e, in a word that nobody has written down: each sign around it speaks for the schwa or against it, with a weight."""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from announcer.pronunciation.context import signs
from announcer.pronunciation.marks import FULL, SCHWA, mark

LEARNT = Path(__file__).with_name("learnt.txt")
ALWAYS = "*"
"""The sign that every e has."""

Weights = Sequence[str]
"""Sorted lines: a sign, a tab, a whole number, positive for the schwa. Of the many only a few are looked up."""


def load(path: Path = LEARNT) -> Weights:
    """The weights, made by `learn.py`. Raises OSError."""
    return path.read_text(encoding="utf-8").splitlines()


def guessed(word: str, weights: Weights) -> str:
    """The word, in small letters, with every e marked. Bare and marked ones may be mixed: those that are marked stay."""
    kinds = ""
    for at, letter in enumerate(word):
        if letter == "e":
            for_schwa = sum(_weight(sign, weights) for sign in (ALWAYS, *signs(word, at, kinds)))
            kinds += SCHWA if for_schwa > 0 else FULL
    return mark(word, kinds)


def _weight(sign: str, weights: Weights) -> int:
    wanted = f"{sign}\t"
    at = bisect_left(weights, wanted)
    return int(weights[at][len(wanted) :]) if at < len(weights) and weights[at].startswith(wanted) else 0
