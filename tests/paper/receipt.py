"""A little ESC/POS interpreter: bytes become the paper that comes out of a printer, to be read by a test or drawn as a picture.

It knows the commands that we send, and raises for any other, so that a new one cannot go by unseen.
"""

from dataclasses import dataclass, field
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

CELL = (12, 24)
"""Dots of an ordinary letter (font A)."""
LINE = 30
"""Dots that an ordinary line feeds."""


@dataclass(frozen=True, slots=True)
class Text:
    words: str
    size: int
    bold: bool
    align: str


@dataclass(frozen=True, slots=True)
class Raster:
    """Black dots of a picture, row by row."""

    rows: tuple[tuple[bool, ...], ...]


@dataclass(slots=True)
class Receipt:
    """`printed` from top to bottom; `fed`: lines fed at the end; `cut`: how the paper was cut, or None."""

    printed: list[Text | Raster] = field(default_factory=list)
    fed: int = 0
    cut: bytes | None = None

    @property
    def lines(self) -> list[str]:
        """The words of each line that has some."""
        return [part.words for part in self.printed if isinstance(part, Text) and part.words]

    def columns(self) -> int:
        """The widest line, in ordinary letters."""
        return max(len(part.words) * part.size for part in self.printed if isinstance(part, Text))

    def code(self) -> list[list[bool]]:
        """The modules of the one QR code, found by its finder pattern: a first row of seven black modules."""
        (raster,) = [part for part in self.printed if isinstance(part, Raster)]
        dark = [row for row in raster.rows if any(row)]
        left = min(row.index(True) for row in dark)
        right = max(len(row) - row[::-1].index(True) for row in dark)
        run = next(count for count in range(1, len(dark[0])) if not dark[0][left + count])
        scale = run // 7
        return [list(row[left:right:scale]) for row in dark[::scale]]

    def scale(self) -> int:
        """Dots of one module."""
        (raster,) = [part for part in self.printed if isinstance(part, Raster)]
        return len([row for row in raster.rows if any(row)]) // len(self.code())


def modules_of(text: str) -> list[list[bool]]:
    """What the QR code of this text must look like."""
    return [[bool(module) for module in row] for row in segno.make(text, error="m", micro=False).matrix]


def read(job: bytes) -> Receipt:
    """The paper that these bytes make. Raises ValueError for a command that is not known here."""
    receipt = Receipt()
    size, bold, align, at = 1, False, "left", 0
    words = ""
    while at < len(job):
        byte, command = job[at : at + 1], job[at : at + 2]
        if byte == b"\n":
            receipt.printed.append(Text(words, size, bold, align))
            words, at = "", at + 1
        elif byte >= b" ":
            words, at = words + byte.decode("ascii"), at + 1
        elif command == b"\x1b@":
            size, bold, align, at = 1, False, "left", at + 2
        elif command == b"\x1d!":
            wide, high = job[at + 2] >> 4, job[at + 2] & 15
            if wide != high:
                raise ValueError("a letter that is not as wide as high")
            size, at = wide + 1, at + 3
        elif command == b"\x1bE":
            bold, at = bool(job[at + 2]), at + 3
        elif command == b"\x1ba":
            align, at = ("left", "center", "right")[job[at + 2]], at + 3
        elif command == b"\x1bt":
            at += 3  # which code page: everything is ASCII, so any will do
        elif command == b"\x1dv":
            width, height = (int.from_bytes(job[at + 4 + n : at + 6 + n], "little") for n in (0, 2))
            dots = job[at + 8 : at + 8 + width * height]
            rows = (dots[row * width : (row + 1) * width] for row in range(height))
            receipt.printed.append(
                Raster(tuple(tuple(bool(b >> n & 1) for b in r for n in range(7, -1, -1)) for r in rows))
            )
            at += 8 + width * height
        elif command == b"\x1bd":
            receipt.fed, at = job[at + 2], at + 3
        elif command == b"\x1dV":
            receipt.cut = job[at + 2 : at + 4]
            at = len(job)
        else:
            raise ValueError(f"unknown command {command!r} at {at}")
    return receipt


def drawn(job: bytes, dots: int, font: Path) -> Image.Image:
    """The paper as a picture, one point for each dot of a print head of that width, in a font of equal widths."""
    receipt = read(job)
    height = sum(len(part.rows) if isinstance(part, Raster) else LINE * part.size for part in receipt.printed)
    paper = Image.new("L", (dots, height + LINE * 2), 255)
    top = LINE
    for part in receipt.printed:
        match part:
            case Raster(rows=rows):
                for y, row in enumerate(rows):
                    for x, black in enumerate(row):
                        if black:
                            paper.putpixel((x, top + y), 0)
                top += len(rows)
            case Text():
                _write(paper, part, top, font)
                top += LINE * part.size
    return paper


def _write(paper: Image.Image, text: Text, top: int, font: Path) -> None:
    """Each letter in its own cell, as a print head does it."""
    cell_width, cell_height = CELL[0] * text.size, CELL[1] * text.size
    letters = ImageFont.truetype(font, int(cell_height * 0.8))
    left = (paper.width - len(text.words) * cell_width) // 2 if text.align == "center" else 0
    pen = ImageDraw.Draw(paper)
    for place, letter in enumerate(text.words):
        middle = left + place * cell_width + cell_width // 2
        # Bold is struck twice, a dot apart.
        for shift in (0, 1) if text.bold else (0,):
            pen.text((middle + shift, top + cell_height * 0.8), letter, fill=0, font=letters, anchor="ms")
