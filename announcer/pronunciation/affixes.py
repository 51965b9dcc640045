"""A word taken apart: "keperawatan" is ke-, "perawat", -an. The root's e's are known, those of the prefixes are schwas."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from announcer.pronunciation.lexicon import Lexicon
from announcer.pronunciation.marks import SCHWA, mark

_SHORTEST = 4
"""Letters of what is left; shorter rests are found by chance."""

# Indonesian grammar: how meN- and peN- change, and which first letter of the root they swallow.
_SWALLOWED = MappingProxyType(
    {"meng": "k", "peng": "k", "meny": "s", "peny": "s", "mem": "p", "pem": "p", "men": "t", "pen": "t"}
)
_NASAL = r"me(?:nge|ng|ny|m|n)?|pe(?:nge|ng|ny|m|n|r|l)?"
_SIMPLE = r"be[rl]?|te[r]?|ke|se|di"
_OUTER = (
    r"memper|diper|keter|keber|pember|kese|mengke|menye|penye|sepe(?:ng|r)?|ber[ks]e|berpe(?:ng|n|m)?"
    r"|diter|di[ksp]e|dipeng|terpe|teper"
)
_PREFIXES = (re.compile(_OUTER), re.compile(_NASAL), re.compile(_SIMPLE))
_SUFFIXES = ("", "kan", "an", "i", "nya", "lah", "kah", "pun", "ku", "mu", "kannya", "annya", "inya", "ilah")


def assembled(word: str, lexicon: Lexicon) -> str | None:
    """The word, marked, if it is made of a known root and affixes; of several such roots the longest counts."""
    best: tuple[int, str] | None = None
    for prefix, rest in _beginnings(word):
        for suffix in _SUFFIXES:
            if not rest.endswith(suffix) or not (prefix or suffix):
                continue
            left = rest.removesuffix(suffix)
            if len(left) < _SHORTEST or (best and len(left) <= best[0]):
                continue
            for root in _roots(prefix, left):
                if (kinds := lexicon.kinds(root)) is not None:
                    best = (len(left), SCHWA * prefix.count("e") + kinds)
                    break
    return mark(word, best[1]) if best else None


def _beginnings(word: str) -> Iterator[tuple[str, str]]:
    yield "", word
    for prefix in sorted(_found_prefixes(word), key=len):
        yield prefix, word[len(prefix) :]


def _found_prefixes(word: str) -> set[str]:
    found = set()
    for at in range(2, min(len(word), 8)):
        head = word[:at]
        if any(rule.fullmatch(head) for rule in _PREFIXES):
            found.add(head)
    return found


def _roots(prefix: str, left: str) -> Iterator[str]:
    yield left
    if swallowed := _SWALLOWED.get(prefix):
        yield swallowed + left
