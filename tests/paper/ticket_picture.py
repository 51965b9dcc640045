"""The picture of a printed ticket in the documentation, from the bytes that a printer gets: `python -m tests.paper.ticket_picture`."""

from pathlib import Path

from PIL import ImageOps

from server.paper.escpos import COLUMNS, library, rendered
from server.paper.slip import TicketPaper, lines_of
from tests.paper.receipt import drawn

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "tiket-cetak.png"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
TICKET = TicketPaper(
    office="Kantor Desa Sukamaju",
    number="A012",
    service="Surat keterangan",
    ahead=4,
    when="Senin, 23 Nov 2026   09.41",
    address="http://192.168.1.50:8000/tiket/h7Kq2mXp9dB4sVwZ1nRc8A",
)


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
