"""The recovery sheet: a private key on paper, in an envelope outside the office. Seven short lines that can be typed by hand.

A line holds eight letters of base 32 and a check letter, into which the number of the line goes too: a wrong letter, two that changed
places, and lines in the wrong order are all found, and the line is named.
"""

import hashlib
import re
from dataclasses import dataclass, field

from server.sealing.letters import bytes_of, check_letter, known, letters_of, typed
from server.sealing.pairs import KEY_BYTES

LINES = 7
_LETTERS = 8
_CHECK_BYTES = LINES * _LETTERS * 5 // 8 - KEY_BYTES
FINGERPRINT_BYTES = 8
_NUMBERED = re.compile(r"^\s*[1-7]\s*[.):]\s*")


@dataclass(frozen=True, slots=True)
class SheetKey:
    """The private key that a sheet holds."""

    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WrongLines:
    """The numbers of the lines (1 to 7) to be read again; all, when the lines are right one by one but not of one sheet."""

    lines: tuple[int, ...]


def sheet_lines(private: bytes) -> tuple[str, ...]:
    """Seven lines such as `7K3M-9QZT-C`, without their numbers."""
    letters = letters_of(private + _check(private))
    made = []
    for number, at in enumerate(range(0, len(letters), _LETTERS), 1):
        line = letters[at : at + _LETTERS]
        made.append(f"{line[:4]}-{line[4:]}-{check_letter(line, number)}")
    return tuple(made)


def read_sheet(text: str) -> SheetKey | WrongLines:
    """What somebody typed from a sheet: capitals, blanks, dashes, numbers of lines and empty lines do not matter."""
    lines = [typed(_NUMBERED.sub("", line)) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) == 1 and len(lines[0]) == LINES * (_LETTERS + 1):
        # Typed in one go.
        lines = [lines[0][at : at + _LETTERS + 1] for at in range(0, len(lines[0]), _LETTERS + 1)]
    lines = [*lines[:LINES], *[""] * (LINES - len(lines))]
    wrong = tuple(number for number, line in enumerate(lines, 1) if not _right(line, number))
    if wrong:
        return WrongLines(wrong)
    whole = bytes_of("".join(line[:_LETTERS] for line in lines))
    private = whole[:KEY_BYTES]
    return SheetKey(private) if whole[KEY_BYTES:] == _check(private) else WrongLines(tuple(range(1, LINES + 1)))


def fingerprint(public: bytes) -> bytes:
    """Eight bytes that tell one sheet from another, without telling anything of it."""
    return hashlib.sha256(b"silakan/aduan/lembar/1" + public).digest()[:FINGERPRINT_BYTES]


def fingerprint_words(public: bytes) -> str:
    """The same to be compared by eye: `7K3M-9QZT`. Stands on the sheet and on the desk."""
    letters = letters_of(fingerprint(public))[:_LETTERS]
    return f"{letters[:4]}-{letters[4:]}"


def _right(line: str, number: int) -> bool:
    return len(line) == _LETTERS + 1 and known(line) and check_letter(line[:_LETTERS], number) == line[_LETTERS]


def _check(private: bytes) -> bytes:
    return hashlib.sha256(b"silakan/aduan/lembar/cek/1" + private).digest()[:_CHECK_BYTES]
