"""M4A and 3GP as phones record them: boxes within boxes (ISO/IEC 14496-12). Read without decoding a sound.

Boxes keep their places and sizes, because the table of samples counts bytes from the file's beginning; what may tell of the person, the
place or the device is overwritten with zeros under the name `free`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_HOLDS_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts"})
_TABLES = (b"stsd", b"stts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"ctts", b"stss", b"sgpd", b"sbgp")
_KEPT = frozenset((b"ftyp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"smhd", b"dref", b"elst", *_TABLES))
"""What is needed to play it. Everything else goes: `udta`, `meta`, `uuid` and whatever a maker thinks of next."""
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_SOUND = b"soun"
_MOST_BOXES = 2_000


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


def plain_recording(content: bytes) -> tuple[bytes, float]:
    """The same file with nothing but its sound, and its length in seconds. Raises `ValueError` for what is no plain sound recording."""
    made = bytearray(content)
    boxes = list(_boxes(content, 0, len(content)))
    handlers = [content[box.body + 8 : box.body + 12] for box in boxes if box.name == b"hdlr"]
    heads = [box for box in boxes if box.name == b"mvhd"]
    if handlers != [_SOUND] or len(heads) != 1:
        raise ValueError
    for box in boxes:
        if box.name in _DATED:
            made[box.body + 4 : box.body + 4 + 2 * _width(content, box)] = bytes(2 * _width(content, box))
        elif box.name == b"hdlr":
            # A name in words follows the fixed part of 24 bytes.
            made[box.body + 24 : box.end] = bytes(box.end - box.body - 24)
        elif box.name not in _KEPT | _HOLDS_BOXES:
            made[box.start + 4 : box.start + 8] = b"free"
            made[box.body : box.end] = bytes(box.end - box.body)
    return bytes(made), _seconds(content, heads[0])


def _boxes(content: bytes, start: int, end: int, depth: int = 0) -> Iterator[_Box]:
    at, count = start, 0
    while at < end:
        size = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        body = at + 8
        if size == 1:
            size, body = int.from_bytes(content[at + 8 : at + 16], "big"), at + 16
        elif size == 0 and depth == 0:
            size = end - at
        count += 1
        if size < body - at or at + size > end or count > _MOST_BOXES:
            raise ValueError
        box = _Box(name, at, body, at + size)
        yield box
        if name in _HOLDS_BOXES:
            yield from _boxes(content, body, box.end, depth + 1)
        at += size


def _width(content: bytes, box: _Box) -> int:
    """Bytes of a time: 8 in version 1, else 4."""
    return 8 if content[box.body] == 1 else 4


def _seconds(content: bytes, head: _Box) -> float:
    width = _width(content, head)
    at = head.body + 4 + 2 * width
    scale = int.from_bytes(content[at : at + 4], "big")
    length = int.from_bytes(content[at + 4 : at + 4 + width], "big")
    if not scale or at + 4 + width > head.end:
        raise ValueError
    return length / scale
