"""One photo proves one repair: saved anew, shrunk, brightened or mirrored it is the same photo; another place is another."""

import io

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps

from server.complaints.proof_hash import alike, proof_hash, seen_before


def scene(seed: int) -> Image.Image:
    """Something like a photo: patches of light and dark with a little noise."""
    dice = np.random.default_rng(seed)
    coarse = Image.fromarray(dice.integers(0, 255, (12, 16), dtype=np.uint8), "L").resize(
        (640, 480), Image.Resampling.BICUBIC
    )
    noise = dice.integers(0, 12, (480, 640), dtype=np.uint8)
    return Image.fromarray(np.asarray(coarse) // 2 + noise, "L").convert("RGB")


def saved(picture: Image.Image, kind: str = "WEBP", quality: int = 80) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, quality=quality)
    return out.getvalue()


ALTERED = {
    "saved anew": lambda picture: saved(picture, "JPEG", 40),
    "shrunk": lambda picture: saved(picture.resize((320, 240))),
    "brightened": lambda picture: saved(ImageEnhance.Brightness(picture).enhance(1.3)),
    "mirrored": lambda picture: saved(ImageOps.mirror(picture)),
}


@pytest.mark.parametrize("how", ALTERED)
def test_the_same_photo_is_known_again(how: str) -> None:
    known = [proof_hash(saved(scene(seed))) for seed in range(5)]
    assert seen_before(ALTERED[how](scene(3)), known)
    assert not seen_before(ALTERED[how](scene(3)), known[:3])


def test_eighty_other_photos_are_other_photos() -> None:
    hashes = [proof_hash(saved(scene(seed).resize((160, 120)))) for seed in range(80)]
    pairs = [(one, other) for place, one in enumerate(hashes) for other in hashes[:place]]
    assert not any(alike(one, other) for one, other in pairs)
