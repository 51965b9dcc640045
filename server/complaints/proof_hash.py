"""Whether two photos show the same picture: a difference hash of 64 bits, so that one photo cannot prove two repairs.

The hash (each pixel brighter than its right neighbour, on 9 x 8 greys) holds no picture: hashes of proof photos are kept in clear, those
of senders' photos are only made and compared in an official's session.
"""

import io
from collections.abc import Collection

MOST_APART = 6
"""Bits in which two hashes of one picture may differ after it was saved, shrunk or brightened anew; strangers differ in about 32."""
_WIDTH, _HEIGHT = 9, 8


def proof_hash(picture: bytes) -> str:
    """The hash of a photo that was made anew by `server.complaints.photo`: 16 hex digits. Blocks for some milliseconds."""
    return _hash(picture, mirrored=False)


def mirrored_hash(picture: bytes) -> str:
    """The hash of the same photo seen in a mirror, the cheapest way to make an old proof look new."""
    return _hash(picture, mirrored=True)


def alike(one: str, other: str) -> bool:
    """Whether two hashes may be of one picture."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= MOST_APART


def seen_before(picture: bytes, hashes: Collection[str]) -> bool:
    """Whether one of `hashes` is of this photo, as it is or mirrored."""
    ours = proof_hash(picture), mirrored_hash(picture)
    return any(alike(our, known) for our in ours for known in hashes)


def _hash(picture: bytes, *, mirrored: bool) -> str:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(picture), formats=("WEBP", "JPEG", "PNG")) as opened:
        grey = opened.convert("L")
    if mirrored:
        grey = ImageOps.mirror(grey)
    pixels = grey.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(_HEIGHT):
        for column in range(_WIDTH - 1):
            place = row * _WIDTH + column
            bits = bits << 1 | (pixels[place] > pixels[place + 1])
    return f"{bits:016x}"
