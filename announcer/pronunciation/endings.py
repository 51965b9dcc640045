"""A foreign word with another ending: "sistemis" from "sistem", "departementalisasi" from "departemental"."""

from announcer.pronunciation.lexicon import Lexicon
from announcer.pronunciation.marks import FULL, SCHWA, mark

_SHORTEST = 4
"""Letters that both words must have in common."""

# An ending, its e's, and the endings that known words have in its place.
_ENDINGS = (
    ("isasi", "", ("", "si", "i", "is", "al")),
    ("isme", SCHWA, ("", "is", "ik", "al", "i")),
    ("itas", "", ("", "if", "al", "is", "ik")),
    ("isir", "", ("", "i", "isasi")),
    ("asi", "", ("ir", "or")),
    ("or", "", ("si", "asi")),
    ("if", "", ("si", "asi")),
    ("ial", "", ("", "si", "i")),
    ("is", "", ("i", "", "ik", "isme", "si")),
    ("ik", "", ("i", "is")),
    ("iah", "", ("",)),
    ("al", "", ("",)),
    ("er", FULL, ("i",)),
)


def exchanged(word: str, lexicon: Lexicon) -> str | None:
    """The word, marked, if a known one differs from it only in such an ending; the longest common part counts."""
    best: tuple[int, str] | None = None
    for ending, own, others in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST or (best and len(stem) <= best[0]):
            continue
        for other in others:
            kinds = lexicon.kinds(stem + other)
            # Without an e in the stem nothing was learnt from the relative.
            if kinds and len(kinds) >= stem.count("e") > 0:
                best = (len(stem), kinds[: stem.count("e")] + own)
                break
    return mark(word, best[1]) if best and len(best[1]) == word.count("e") else None
