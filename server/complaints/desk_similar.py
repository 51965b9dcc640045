"""How much two texts are about the same: for duplicates and for search, only on texts that lie open in an official's session."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

ALIKE = 0.4
"""From this share of common words on, two complaints of one category are shown side by side."""
_WORD = re.compile(r"[a-z0-9]{3,}")
_EMPTY = frozenset(
    [
        "yang",
        "dan",
        "atau",
        "dengan",
        "untuk",
        "dari",
        "pada",
        "dalam",
        "oleh",
        "karena",
        "sudah",
        "belum",
        "tidak",
        "ada",
        "ini",
        "itu",
        "saya",
        "kami",
        "kita",
        "mohon",
        "tolong",
        "agar",
        "supaya",
        "juga",
        "akan",
        "bisa",
        "dapat",
        "lagi",
        "masih",
        "sangat",
        "sekali",
        "kalau",
        "jika",
        "bila",
        "para",
        "pak",
        "ibu",
        "bapak",
        "desa",
        "warga",
        "telah",
        "saja",
        "harap",
        "segera",
    ]
)
# Endings and prefixes that most often tell two forms of one word apart.
_ENDING = re.compile(r"(kan|nya|lah|an|i)$")
_PREFIX = re.compile(r"^(meng|mem|men|peng|pem|pen|ber|ter|di|ke|se|me|pe)(?=[a-z]{4,})")


def words_of(text: str) -> frozenset[str]:
    """What a text is about: its words without accents, empty words, and the commonest prefixes and endings."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    return frozenset(_stem(word) for word in _WORD.findall(plain) if word not in _EMPTY)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 (nothing in common) to 1, by Dice's coefficient."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def most_alike(text: str, others: Iterable[tuple[str, str]], most: int = 3) -> Sequence[str]:
    """Ids of those texts that may tell of the same thing, the likest first. `others`: pairs of an id and its text."""
    ours = words_of(text)
    scored = [(likeness(ours, words_of(other)), name) for name, other in others]
    return [name for score, name in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score >= ALIKE][:most]


def found_in(wanted: str, texts: Iterable[str]) -> bool:
    """Whether every word that is looked for stands in one of the texts, as it is or in another form."""
    asked = words_of(wanted)
    if not asked:
        return False
    having = frozenset[str]().union(*(words_of(text) for text in texts))
    return all(any(word in known for known in having) for word in asked)


def _stem(word: str) -> str:
    return _ENDING.sub("", _PREFIX.sub("", word)) if len(word) > 5 else word
