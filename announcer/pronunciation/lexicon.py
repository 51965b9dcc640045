"""The words whose sound is written down: the village office's own (lexicon.txt, names.txt), and those of everyday life (known.txt)."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from announcer.pronunciation.correction import checked
from announcer.pronunciation.marks import bare, mark, pattern

_FOLDER = Path(__file__).parent
OFFICE, NAMES, KNOWN = _FOLDER / "lexicon.txt", _FOLDER / "names.txt", _FOLDER / "known.txt"


class Lexicon:
    """`own` leads from a word in small letters to how it is said. `known` gives the other words, sorted, one a line, after a blank
    its e's; they are asked for when a word is not among the own ones, which in a call is seldom.
    """

    def __init__(self, own: Mapping[str, str], known: Callable[[], Sequence[str]]) -> None:
        self.own = own
        self._load = known
        self._known: Sequence[str] | None = None

    def said(self, word: str) -> str | None:
        """How the word is said: marked, or respelled, perhaps in parts joined by "_", a capital being a letter by its name."""
        return self.own.get(word) or self._everyday(word)

    def kinds(self, word: str) -> str | None:
        """The word's e's in order, "" when it has none; None when they are not known, or the word is said otherwise than written."""
        if (said := self.said(word)) is None or bare(said) != word or "e" in said:
            return None
        return pattern(said)

    def _everyday(self, word: str) -> str | None:
        if self._known is None:
            self._known = self._load()
        at = bisect_left(self._known, word)
        found, _, kinds = self._known[at].partition(" ") if at < len(self._known) else ("", "", "")
        return mark(word, kinds) if found == word else None


def load(corrections: Mapping[str, str], written: Sequence[Path] = (NAMES, OFFICE), known: Path = KNOWN) -> Lexicon:
    """The words of all files, of `written` the last one's first; `corrections`, from a word to how it is said, win over them.

    A correction that `checked` refuses is left out. Raises OSError, and ValueError for a broken file.
    """
    own = {word: said for path in written for word, said in entries(path.read_text(encoding="utf-8"))}
    for word, how in corrections.items():
        # What cannot be said was refused where it was typed; should it come all the same, no call may fall silent for it.
        with suppress(ValueError):
            own[word.strip(" .").lower()] = re.sub("[ '-]", "_", checked(word, how))
    return Lexicon(own, lambda: known.read_text(encoding="utf-8").splitlines())


def entries(text: str) -> list[tuple[str, str]]:
    """Each word of a lexicon's text and how it is said. Raises ValueError for an e without a mark in a word said as written."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        for entry in () if line.startswith("#") else line.split():
            written, respelled, said = entry.partition("=")
            if not respelled and "e" in entry:
                raise ValueError(f"{entry}: which e?")
            found.append((bare(written), said or written.replace("-", "_")))
    return found
