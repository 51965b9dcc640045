"""The picture of a printed ticket in the documentation, from the bytes that a printer gets: `python -m tests.paper.ticket_picture`."""

from pathlib import Path

from PIL import ImageOps

from server.paper.escpos import COLUMNS, library, rendered
from server.paper.slip import lines_of
from tests.paper.receipt import drawn
from tests.paper.sample_ticket import TICKET

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "tiket-cetak.png"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")


def main() -> None:
    with library():
        job = rendered(lines_of(TICKET, dict(COLUMNS)[58]), 58, cutter=False)
    paper = drawn(job, 384, FONT)
    # 58 mm of paper around the 48 mm that the head reaches, on a grey table.
    whole = ImageOps.expand(paper, (40, 8, 40, 24), 255)
    table = ImageOps.expand(whole, 16, 200)
    table.quantize(8).save(PICTURE, optimize=True)
    print(f"{PICTURE} {PICTURE.stat().st_size} B, job {len(job)} B")


if __name__ == "__main__":
    main()
