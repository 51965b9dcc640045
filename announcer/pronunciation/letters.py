"""From a word's letters to espeak-ng's phonemes. Indonesian is written as it is spoken but for its e, which comes marked."""

import re
from types import MappingProxyType

from announcer.pronunciation.marks import bare
from announcer.pronunciation.stress import stresses

# fmt: off
NAMES = MappingProxyType({
    "a": "a", "b": "be", "c": "tSe", "d": "de", "e": "e", "f": "E2f", "g": "ge", "h": "ha", "i": "i",
    "j": "dZe", "k": "ka", "l": "E2l", "m": "E2m", "n": "E2n", "o": "o", "p": "pe", "q": "ki", "r": "E2R",
    "s": "E2s", "t": "te", "u": "u", "v": "fe", "w": "we", "x": "E2ks", "y": "je", "z": "zE2t",
})
# fmt: on
"""What a letter is called, in phonemes."""

# fmt: off
UNSTRESSED = frozenset((
    "adalah", "atau", "bahwa", "dan", "dari", "daripada", "di", "hang", "ialah", "ke", "pada", "per", "sang", "sebagai", "si",
    "suatu", "untuk", "yang",
))
# fmt: on
"""Words that carry no stress of their own; the list is espeak-ng's."""

_VOWELS = "aiueoéèê"
_SYLLABIC = frozenset(("a", "i", "u", "o", "O", "E2", "@", "aI", "aU", "e", "E"))
_OPEN = rf"(?=$|[^{_VOWELS}][{_VOWELS}]|ng[{_VOWELS}]|ny|sy|kh)"
# For each first letter the rules in the order in which they are tried, each with its sounds.
# A diphthong is one only where its syllable is open: "pulau", but "da-un", "la-innya".
_RULES = MappingProxyType(
    {
        "a": (
            (rf"ai(?=[{_VOWELS}])", "a j"),
            (rf"au(?=[{_VOWELS}])", "a w"),
            (rf"ai{_OPEN}", "aI"),
            (rf"au{_OPEN}", "aU"),
            (r"aa", "a _| a"),
            (r"a", "a"),
        ),
        "i": ((r"ii", "i _| i"), (r"i", "i")),
        "u": ((r"uu", "u _| u"), (r"u", "u")),
        "o": ((r"oo", "o _| o"), (r"o(?=r)", "O"), (r"o", "o")),
        "é": ((r"é", "E2"),),
        "è": ((r"è", "E2"),),
        "ê": ((r"ê", "@"),),
        "n": (
            (r"ng", "N"),
            (r"ny", "n^"),
            # Before "nya", and before a suffix, it stays itself.
            (r"n(?=ny)|n(?=k(?:an|u|ah)$)", "n"),
            (r"n(?=k|x|q)", "N"),
            (r"n", "n"),
        ),
        "s": ((r"sy|(?<!\bdi)sh|^sj", "S"), (r"s+", "s")),
        "k": ((r"kh", "x"), (r"k", "k")),
        "c": ((r"ch", "x"), (r"c+", "tS")),
        "p": ((r"ph", "f"), (r"p+", "p")),
        "d": ((r"dh", "d"), (r"dj", "dZ"), (r"d", "d")),
        "t": ((r"th", "t"), (r"tj", "tS"), (r"t", "t")),
        "j": ((r"j+", "dZ"),),
        "q": ((r"qu", "k w"), (r"q+", "k")),
        "x": ((r"^x", "s"), (r"x", "k s")),
        "r": ((rf"r+(?=[{_VOWELS}])", "R2"), (r"r+", "R")),
        "y": ((rf"y(?=[{_VOWELS}])", "j"), (r"y", "i")),
        "b": ((r"bh?", "b"),),
        "g": ((r"gh?", "g"),),
        "f": ((r"f+", "f"),),
        "h": ((r"h+", "h"),),
        "l": ((r"l+", "l"),),
        "m": (("m", "m"),),
        "v": (("v", "v"),),
        "w": (("w", "w"),),
        "z": (("z", "z"),),
    }
)


def phonemes(marked: str) -> str:
    """One word, in small letters, every e marked: "lokét" is "l|'o|k|%%E2|t". Raises ValueError for anything else."""
    sounds = _sounds(marked)
    schwas = [sound == "@" for sound in sounds if sound in _SYLLABIC]
    marks = iter(stresses(schwas, unstressed=bare(marked) in UNSTRESSED))
    return "|".join(next(marks) + sound if sound in _SYLLABIC else sound for sound in sounds)


def spelled(letter: str) -> str:
    """A letter by its name, stressed: "k" is "k'a"."""
    return re.sub(r"([aeiouE])", r"'\1", NAMES[letter.lower()], count=1)


def _sounds(marked: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(marked):
        for rule, sounds in _RULES.get(marked[at], ()):
            # Compiled once: `re` remembers.
            if match := re.compile(rule).match(marked, at):
                found.extend(sounds.split())
                at = match.end()
                break
        else:
            raise ValueError(f"no sound for {marked[at:]!r}")
    return found
