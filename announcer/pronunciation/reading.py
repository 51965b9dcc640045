"""A sentence for espeak-ng: every word as phonemes between double brackets, the punctuation as it was."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from announcer.pronunciation import guess, lexicon, numerals
from announcer.pronunciation.affixes import assembled
from announcer.pronunciation.endings import exchanged
from announcer.pronunciation.letters import NAMES, phonemes, spelled
from announcer.pronunciation.marks import MARKS, mark

_SIGNS = MappingProxyType({"%": "persen", "&": "dan", "+": "tambah", "=": "sama dengan", "@": "et"})
_PARTS = re.compile(
    rf"{numerals.NUMBER.pattern}|[a-zA-Zéèê]+(?:[-'][a-zA-Zéèê]+)*(?:-\d+(?![\d.]))?|[.,;:!?]+|[%&+=@()]| [-–—]+ "
)
# At most two consonants before a vowel, three between two, two at the end: "posyandu", but not "BPHTB" or "APBD".
_SPEAKABLE = re.compile(r"[^aiueo]{0,2}(?:[aiueo]{1,2}[^aiueo]{0,3})*[aiueo]{1,2}(?:ng|[^aiueo])?")
_VOICED = re.compile(r"[aiueoyéèê]")
_LONGEST_WORD = 40
"""Letters: espeak-ng 1.52 dies of words with more than 200 phonemes."""
_LONGEST_CLAUSE = 500
"""Signs: it cuts a clause at 800, brackets or not, so there is a rest before."""
_VOWELS = tuple("aiueoéèê")


class Reader:
    """Knows the lexicon, the rules, and what the office corrects: `corrections` lead from a word to how it is said."""

    def __init__(self, corrections: Mapping[str, str]) -> None:
        self._lexicon = lexicon.load(corrections)

    @cached_property
    def _weights(self) -> guess.Weights:
        # Most sentences hold no unknown word, and there is much to load.
        return guess.load()

    def read(self, text: str) -> str:
        """The text for espeak-ng with phoneme input. Signs of other scripts, and what else has no sound, are left out."""
        read: list[str] = []
        clause, after_vowel = 0, False
        for part in _PARTS.findall(_latin(text)):
            if not (part[0].isalnum() or part[0] in MARKS or part in _SIGNS):
                clause, after_vowel = 0, False
                if read:
                    read[-1] += part.strip() if part[0] in ".,;:!?" else ","
                continue
            for said in self._pieces(part):
                # Two vowels that meet between two words are parted, or "dua anak" would be one.
                gap = "_||" if after_vowel and said.startswith(_VOWELS) and not said.isupper() else ""
                word = f"[[{gap}{spelled(said) if said.isupper() else phonemes(said)}]]"
                clause += len(word) + 1
                if clause > _LONGEST_CLAUSE:
                    clause = len(word)
                    read[-1] += ","
                read.append(word)
                after_vowel = said.endswith(_VOWELS) and not said.isupper()
        return re.sub(r"[,;:]+(?=[.!?])|(?<=[.!?,])[,;:]+", "", " ".join(read))

    def _pieces(self, part: str) -> Iterator[str]:
        for said in self.words(part):
            yield from (said[at : at + _LONGEST_WORD] for at in range(0, len(said), _LONGEST_WORD))

    def words(self, part: str) -> list[str]:
        """How one written word, number or sign is said: words with every e marked, a capital for each letter by its name."""
        low = part.lower()
        if said := self._lexicon.own.get(low):
            return self._each(said.split("_"))
        if part in _SIGNS:
            return self._each(_SIGNS[part].split())
        if part[0].isdigit():
            return self._each(numerals.said(part))
        if "-" in part or "'" in part:
            return self._joined(part)
        if len(part) > 1 and numerals.ROMAN.fullmatch(part):
            return self._each(numerals.said(str(numerals.roman(part))))
        if self._is_spelled(part):
            return list(low.upper())
        if part[0].isupper() and self._lexicon.said(low) is None:
            # A name in the old spelling: Soeharto, Boedi. Common words with o and e apart are written small, or known.
            low = low.replace("oe", "u")
        return [self._marked(low)]

    def _joined(self, part: str) -> list[str]:
        """A word with a hyphen or an apostrophe: one word if it is known so ("Jum'at", "lo-ket"), else each of its parts."""
        whole = re.sub(r"[-']", "", part).lower()
        if self._lexicon.said(whole) or "'" in part:
            return self.words(whole)
        return [said for piece in part.split("-") for said in self.words(piece)]

    def _each(self, words: list[str]) -> list[str]:
        return [word if word.isupper() else self._marked(word) for word in words]

    def _marked(self, word: str) -> str:
        """The word with every e marked: as the office or the lexicon has it, by its root, by a relative, or by what is likely."""
        if "e" not in word:
            return word
        return self._known(word) or guess.guessed(word, self._weights)

    def _known(self, word: str) -> str | None:
        if MARKS & set(word):
            return None
        kinds = self._lexicon.kinds(word)
        if kinds is not None:
            return mark(word, kinds)
        return assembled(word, self._lexicon) or exchanged(word, self._lexicon)

    def _is_spelled(self, part: str) -> bool:
        """Whether letters are said one by one ("BPD", "SKTM", "A") and not as a word ("POSYANDU", "DAN")."""
        low = part.lower()
        if len(part) == 1:
            return low in NAMES
        if not _VOICED.search(low):
            return True
        if not part.isupper() or low in self._lexicon.own:
            return False
        # Two letters are hardly ever a word that is shouted, whatever the dictionaries hold.
        known = len(low) > 2 and self._lexicon.said(low) is not None
        return not known and not (len(low) > 3 and _SPEAKABLE.fullmatch(low))


def _latin(text: str) -> str:
    """The text with the marks of é, è and ê kept and all other accents taken off."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(
        sign if sign in MARKS or sign in "ÉÈÊ" else unicodedata.normalize("NFKD", sign)[:1] for sign in kept
    ).translate(str.maketrans("ÉÈÊ’‘", "éèê''"))
