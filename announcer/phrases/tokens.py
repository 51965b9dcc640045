"""What is said, as tokens: the one form from which every engine gets its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class PhraseError(ValueError):
    """The ticket, counter or service cannot be spoken; the message is an Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words: small letters, parted by single blanks. An e may be marked as in a dictionary: é, è, or ê for the schwa."""

    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, A to Z, said by its name."""

    letter: str


@dataclass(frozen=True, slots=True)
class Digit:
    """One digit, 0 to 9, always said on its own."""

    value: int


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, 0 to 999,999,999,999, said as a cardinal: 12 is "dua belas"."""

    value: int


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order, 1 to 999,999: 2 is "kedua"."""

    value: int


@dataclass(frozen=True, slots=True)
class Comma:
    """A short rest."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The end of a sentence within an announcement: a longer rest."""


Token = Words | Letter | Digit | Number | Ordinal | Comma | Stop
Phrase = tuple[Token, ...]

_WORDS = re.compile(r"[a-zéèê]+(?: [a-zéèê]+)*")


def canonical(tokens: Iterable[Token]) -> Phrase:
    """The one way to write a phrase: neighbouring words joined, no rest at either end, one rest where several meet.

    Of a comma and a stop the stop remains. The same sentence has the same tokens, whatever template it came from.
    """
    phrase: list[Token] = []
    for token in tokens:
        before = phrase[-1] if phrase else None
        match before, token:
            case Words(left), Words(right):
                phrase[-1] = Words(f"{left} {right}")
            case None | Comma() | Stop(), Comma():
                pass
            case None | Stop(), Stop():
                pass
            case Comma(), Stop():
                phrase[-1] = token
            case _:
                phrase.append(token)
    if phrase and isinstance(phrase[-1], Comma | Stop):
        phrase.pop()
    return tuple(phrase)


def without_echo(before: Sequence[Token], said: Sequence[Token]) -> Sequence[Token]:
    """ "silakan ke loket {loket}" must not become "loket loket dua", nor "surat SKU" "surat surat keterangan usaha"."""
    match before[-1:], said[:1]:
        case [Words(left)], [Words(right)] if left.split()[-1] == right.split()[0]:
            rest = right.split()[1:]
            return [*([Words(" ".join(rest))] if rest else []), *said[1:]]
        case _:
            return said


def words(text: str) -> Words:
    """`text` as a token. Raises ValueError for anything but small letters and single blanks."""
    if not _WORDS.fullmatch(text):
        raise ValueError(f"cannot be spoken: {text!r}")
    return Words(text)
