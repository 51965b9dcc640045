"""How a page becomes a picture of the guide: only what stands on it, in few colours."""

import io
from pathlib import Path

from PIL import Image, ImageChops

from tests.browser.guest import SETTLED, Guest

GUIDE = Path(__file__).resolve().parent / "gambar"
README = Path(__file__).resolve().parents[1] / "pictures"
MARGIN = 24
"""Pixels below the last thing on a picture."""
COLOURS = 96
"""Of a picture of a page, where nothing is a photograph."""


async def keep(guest: Guest, name: str, folder: Path = GUIDE, part: str = "") -> None:
    """The page as it stands, or the `part` of it that a selector names, with few colours."""
    await guest.page.evaluate(SETTLED)
    shot = await (guest.page.locator(part).screenshot() if part else guest.page.screenshot())
    picture = shortened(Image.open(io.BytesIO(shot)).convert("RGB"))
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)


def shortened(picture: Image.Image) -> Image.Image:
    """Without the empty ground below the last thing on the page."""
    ground = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, ground).getbbox()
    return picture if box is None else picture.crop((0, 0, picture.width, min(box[3] + MARGIN, picture.height)))
