"""What stands on a slip of paper, line by line. Pure; a printer's bytes are made of it in `server.paper.escpos`.

On paper there is ASCII only: a cheap printer has the letters of some code page, and nobody knows which.
"""

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never
from urllib.parse import urlsplit

import msgspec

from server.lan import opens_elsewhere

_PLAIN: Mapping[int, str] = MappingProxyType(
    {ord(sign): plain for sign, plain in zip("–—“”‘’…\u00a0", ("-", "-", '"', '"', "'", "'", "...", " "), strict=True)}
)
_MOST_PAPERS = 20


class TicketPaper(msgspec.Struct, frozen=True, tag="ticket"):
    """A ticket. `ahead`: how many people come first; `wait`: "sekitar 20 menit", or "" where nobody knows.

    `when` is date and time in the office's zone, in words. `address` is the ticket's page, for a phone in the same network.
    """

    office: str
    number: str
    service: str
    ahead: int
    when: str
    address: str
    wait: str = ""


class PapersNeeded(msgspec.Struct, frozen=True, tag="papers"):
    """What to bring before a number is of use."""

    office: str
    service: str
    papers: tuple[str, ...]
    when: str


class TrialPaper(msgspec.Struct, frozen=True, tag="test"):
    """A test from the settings."""

    office: str
    printer: str
    when: str


class ComplaintPaper(msgspec.Struct, frozen=True, tag="complaint"):
    """The receipt of a complaint: `code` in groups of four, `when` a day. It looks like any slip and does not say what it is about."""

    office: str
    number: str
    code: str
    when: str
    address: str


KeptPaper = TicketPaper | PapersNeeded | TrialPaper
"""What a print job may keep in the store. A complaint's receipt may not: its code opens the complaint."""
Paper = KeptPaper | ComplaintPaper


@dataclass(frozen=True, slots=True)
class Line:
    """A line that fits on the paper. `size`: 1 to 8, times the ordinary width and height of a letter."""

    text: str
    size: int = 1
    bold: bool = False
    centred: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of this text, 25 mm wide or a little less."""

    text: str


Element = Line | Gap | Qr


def lines_of(paper: Paper, columns: int) -> tuple[Element, ...]:
    """The slip for paper with `columns` letters of the ordinary size: 32 on 58 mm, 48 on 80 mm."""
    match paper:
        case TicketPaper():
            return tuple(_ticket(paper, columns))
        case PapersNeeded():
            return tuple(_papers_needed(paper, columns))
        case TrialPaper():
            return tuple(_trial(paper, columns))
        case ComplaintPaper():
            return tuple(_complaint(paper, columns))
        case _:
            assert_never(paper)


def encoded(paper: Paper) -> str:
    """The paper as JSON, as a print job keeps it."""
    return msgspec.json.encode(paper).decode()


def decoded(content: str) -> Paper:
    """The paper of a print job. Raises `msgspec.DecodeError`."""
    paper: Paper = msgspec.json.decode(content, type=Paper)
    return paper


def ascii_of(text: str) -> str:
    """The text in ASCII: accents fall off, a sign that has no plain form becomes `?`."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return "".join(letter if " " <= letter <= "~" else "?" for letter in letters)


def _ticket(paper: TicketPaper, columns: int) -> Iterator[Element]:
    yield from _head(paper.office, columns)
    yield Line("NOMOR ANTREAN ANDA")
    yield Line(ascii_of(paper.number), size=_largest(paper.number, columns), bold=True)
    yield from _wrapped(paper.service, columns, bold=True)
    yield Gap()
    yield Line(f"{paper.ahead} orang di depan Anda" if paper.ahead else "Anda berikutnya")
    if paper.wait:
        yield from _wrapped(f"Perkiraan: {paper.wait}", columns)
    yield Line(ascii_of(paper.when))
    if opens_elsewhere(paper.address):
        yield Qr(paper.address)
        yield Line("Pindai untuk melihat giliran")
    yield Line("Terlewat? Lapor ke petugas.")


def _papers_needed(paper: PapersNeeded, columns: int) -> Iterator[Element]:
    yield from _head(paper.office, columns)
    yield Line("LENGKAPI DULU", size=2, bold=True)
    yield from _wrapped(paper.service, columns, bold=True)
    yield Gap()
    for needed in paper.papers[:_MOST_PAPERS]:
        yield from _listed(needed, columns)
    yield Gap()
    yield from _wrapped("Sudah lengkap? Ambil nomor di kios.", columns)
    yield Line(ascii_of(paper.when))


def _complaint(paper: ComplaintPaper, columns: int) -> Iterator[Element]:
    yield from _head(paper.office, columns)
    yield Line("NOMOR ANDA")
    yield Line(ascii_of(paper.number), size=_largest(paper.number, columns), bold=True)
    yield Gap()
    yield Line("KODE ANDA")
    yield Line(paper.code, bold=True)
    yield Line(ascii_of(paper.when))
    if opens_elsewhere(paper.address):
        yield Qr(paper.address)
        yield Line("Pindai untuk melihat kelanjutan,")
        yield from _wrapped(f"atau buka {urlsplit(paper.address).netloc}", columns)
    yield Line("Simpan. Jangan perlihatkan.")


def _trial(paper: TrialPaper, columns: int) -> Iterator[Element]:
    yield from _head(paper.office, columns)
    yield Line("CETAK UJI", size=2, bold=True)
    yield from _wrapped(paper.printer, columns)
    yield Line("".join(str(column % 10) for column in range(1, columns + 1)))
    yield Line("Angka di atas harus satu baris.")
    yield Qr("CETAK UJI")
    yield Line(ascii_of(paper.when))


def _head(office: str, columns: int) -> Iterator[Element]:
    yield from _wrapped(office.upper(), columns, bold=True)
    yield Line("-" * columns)


def _largest(number: str, columns: int) -> int:
    """The greatest size, at most 5, at which the number fills no more than five eighths of the line."""
    return max(1, min(5, columns * 5 // 8 // max(len(number), 1)))


def _wrapped(text: str, columns: int, *, bold: bool = False) -> Iterator[Element]:
    for line in textwrap.wrap(ascii_of(text), columns):
        yield Line(line, bold=bold)


def _listed(text: str, columns: int) -> Iterator[Element]:
    for line in textwrap.wrap(ascii_of(text), columns, initial_indent="[ ] ", subsequent_indent="    "):
        yield Line(line, centred=False)
