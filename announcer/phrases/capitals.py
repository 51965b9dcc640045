"""Words: which are said as words and which are spelled."""

import re
from collections.abc import Sequence

from announcer.phrases.rules import spelled
from announcer.phrases.tokens import Token, Words

SAID_AS_WORDS = frozenset({"nik", "sim", "pin", "paud", "bumdes", "puskesmas", "posyandu", "samsat", "korpri"})
"""Capitals that everybody says as one word."""
SPELLED = frozenset({"kua", "ri", "hut", "kia", "kip", "kis", "pip", "umkm", "pdam", "asn", "umk", "uu", "ad", "blud"})
"""Capitals that look like a word and are spelled all the same."""
LONGEST_SPELLED = 5
"""Letters: longer capitals are shouted words."""
SHORTEST_SHOUTED = 4
"""Letters: shorter capitals are words only beside longer ones."""

_CONSONANT = "(?:ng|ny|sy|kh|[bcdfghjklmnpqrstvwxyz][lr]|[bcdfghjklmnpqrstvwxyz])"
_PRONOUNCEABLE = re.compile(f"(?:{_CONSONANT}?[aiueo](?:(?:ng|[bcdfghjklmnpqrstvwxyz])(?![aiueo]))?)+")


def word(text: str, *, shouted: bool) -> Sequence[Token]:
    """One written word, its apostrophes gone. `shouted`: its neighbours are capitals too, so it need not be an abbreviation."""
    small = text.lower()
    if small in SAID_AS_WORDS:
        return [Words(small)]
    if not re.search("[aiueoéèê]", small):
        return spelled(text)
    if not text.isupper():
        return [Words(small)]
    if len(text) == 1 or small in SPELLED:
        return spelled(text)
    if len(text) > LONGEST_SPELLED or ((shouted or len(text) >= SHORTEST_SHOUTED) and _looks_like_a_word(small)):
        return [Words(small)]
    return spelled(text)


def shouted_words(text: str) -> frozenset[int]:
    """Where the words begin that stand among other words in capitals: "HARI INI tutup", or a text without small letters.

    One of them must look like a word of the language and have four letters: "KTP KK" and "AB 1234 CD" are not shouted.
    """
    capitals = list(re.finditer("(?<![A-Za-z0-9])[A-Z]{2,}(?![A-Za-z0-9])", text))
    if not re.search("[a-z]", text):
        return _starts(capitals)
    runs: list[list[re.Match[str]]] = []
    for match in capitals:
        if runs and not text[runs[-1][-1].end() : match.start()].strip():
            runs[-1].append(match)
        else:
            runs.append([match])
    return frozenset(start for run in runs for start in _starts(run))


def _starts(run: list[re.Match[str]]) -> frozenset[int]:
    words = [match for match in run if len(match[0]) >= SHORTEST_SHOUTED and _looks_like_a_word(match[0].lower())]
    return frozenset(match.start() for match in run) if words else frozenset()


def _looks_like_a_word(small: str) -> bool:
    return small not in SPELLED and _PRONOUNCEABLE.fullmatch(small) is not None
