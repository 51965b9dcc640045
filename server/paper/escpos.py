"""A slip as the bytes that an ESC/POS printer understands, by `python-escpos`. Runs in the print child only: the library brings
24 MB, sets up logging as it is imported and leaves a directory behind.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never

import segno

from server.paper.slip import Element, Gap, Line, Qr

if TYPE_CHECKING:
    from escpos.printer import Dummy
    from PIL.Image import Image

PROFILES = Path(__file__).with_name("profiles.json")
"""The two widths of paper, as the library reads printers. Its own list of forty takes 0.15 s to read; a child reads it for each ticket."""

_NAMES = {58: "default", 80: "wide"}.items()
"""The library insists on a profile of the name `default`."""
COLUMNS = {58: 32, 80: 48}.items()
DOTS_PER_MM = 8
_QR_DOTS = 25 * DOTS_PER_MM
_LEAST_SCALE = 3
_TEAR_OFF = 4
"""Lines fed so that the last one can be torn off behind the print head."""


@contextmanager
def library() -> Iterator[None]:
    """Within this the library may be imported: it is told of our printers, and what it leaves behind is removed."""
    with tempfile.TemporaryDirectory(prefix="silakan-cetak-") as scratch:
        os.environ["ESCPOS_CAPABILITIES_FILE"] = str(PROFILES)
        tempfile.tempdir = scratch
        try:
            yield
        finally:
            tempfile.tempdir = None


def rendered(elements: Iterable[Element], paper: Literal[58, 80], *, cutter: bool) -> bytes:
    """`paper` in millimetres. The printer begins as if newly switched on, whatever another program left it in."""
    from escpos.printer import Dummy

    printer = Dummy(profile=dict(_NAMES)[paper])
    printer.hw("INIT")
    for element in elements:
        _put(printer, element)
    if cutter:
        printer.cut(feed=False)  # the printer itself feeds as far as its knife is away
    else:
        printer.print_and_feed(_TEAR_OFF)
    return bytes(printer.output)


def _put(printer: "Dummy", element: Element) -> None:
    match element:
        case Line(text=text, size=size, bold=bold, centred=centred):
            align = "center" if centred else "left"
            printer.set(align=align, bold=bold, custom_size=True, width=size, height=size)
            printer.textln(text)
        case Gap():
            printer.set(custom_size=True, width=1, height=1)
            printer.ln()
        case Qr(text=text):
            # Empty lines are its quiet zone. The picture is as wide as the paper, with the code in its middle: cheap printers
            # do not centre pictures.
            printer.set(align="left", custom_size=True, width=1, height=1)
            printer.ln()
            printer.image(_qr_picture(text), center=True)
            printer.ln()
        case _:
            assert_never(element)


def _qr_picture(text: str) -> "Image":
    """As a picture: what a printer calls a QR code of its own is missing on many cheap ones."""
    from PIL import Image

    code = segno.make(text, error="m", micro=False)
    scale = max(_LEAST_SCALE, _QR_DOTS // code.symbol_size(border=0)[0])
    rows = [bytes(row) for row in code.matrix_iter(scale=scale, border=0)]
    return Image.frombytes("L", (len(rows[0]), len(rows)), b"".join(rows)).point(lambda dark: 0 if dark else 255)
