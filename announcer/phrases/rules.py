"""How one pattern of written Indonesian becomes tokens."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from announcer.phrases.tokens import Letter, Token, words


@dataclass(frozen=True, slots=True)
class Rule:
    """`said` gives the tokens of a match, or None when it was something else after all and the next rule has its turn."""

    pattern: re.Pattern[str]
    said: Callable[[re.Match[str]], Sequence[Token] | None]
    expands: bool = False
    """What is said may begin with a word that was written out before it already."""


def read_out(text: str) -> list[Token]:
    """A text of ours: words, and single capitals that are said by their names. "K T P elektronik"."""
    return [Letter(word) if word.isupper() else words(word) for word in text.split()]


def spelled(text: str) -> list[Token]:
    """Every letter by its name; `text` has letters a to z and marked e's of either case."""
    return [Letter(letter) for letter in re.sub("[ÉÈÊ]", "E", text.upper())]


def fixed(pattern: str, text: str) -> Rule:
    """The same words whatever the match."""
    return Rule(re.compile(pattern), lambda _match: read_out(text))
