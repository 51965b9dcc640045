"""Photos, voice notes, the shelf where they wait, and the work that a phone does: everything beside the text of a complaint."""

import asyncio
import base64
import hashlib
import io
import json
import os
import shutil
import struct
import subprocess
import zlib
from typing import Any

import altcha
import pytest
from PIL import Image

from display.assets import ASSETS
from server.complaints.draft_files import KEPT_S, DraftFiles, ShelfFull
from server.complaints.photo import MOST_PHOTO_BYTES, checked_photo
from server.complaints.proof_of_work import TTL_S, ProofOfWork
from server.complaints.voice_note import NotAVoiceNote, checked_voice, media_type
from server.picture_check import NotUsable
from tests.complaints.staffed_office import FalseSeconds

pytestmark = pytest.mark.usefixtures("real_children")

# Photos


def jpeg(width: int = 2400, height: int = 1200, *, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "KENARI-KAMERA"
    exif.get_ifd(0x8825)[1] = "S"
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("black", (0, 0, width // 2, height))
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif, comment=b"KENARI-CATATAN", quality=70)
    return made.getvalue()


async def test_a_photo_is_made_anew_upright_and_bare() -> None:
    made = await checked_photo(jpeg(orientation=6))

    assert media_type(made) == "image/webp"
    assert b"KENARI" not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (800, 1600)
        assert not picture.getexif()
        assert "icc_profile" not in picture.info
        # Turned by a quarter: what was left is above.
        above, below = picture.convert("L").getpixel((400, 100)), picture.convert("L").getpixel((400, 1500))
        assert isinstance(above, int)
        assert isinstance(below, int)
        assert above < 64 < 192 < below


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_other_kinds_are_taken_too(kind: str) -> None:
    made = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(made, kind)
    assert media_type(await checked_photo(made.getvalue())) == "image/webp"


def bomb(width: int, height: int) -> bytes:
    """A PNG whose head promises that many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    made = io.BytesIO()
    Image.new("RGB", (1, 1)).save(made, "PNG")
    whole = bytearray(made.getvalue())
    whole[16:29] = head
    whole[29:33] = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "bukan gambar"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan gambar"),
        (b"GIF89a" + bytes(40), "bukan gambar"),
        (jpeg()[:300], "bukan gambar"),
        (bomb(60_000, 60_000), "terlalu besar"),
        (bytes(MOST_PHOTO_BYTES + 1), "8 MB"),
    ],
    ids=["nothing", "svg", "gif", "cut short", "bomb", "too many bytes"],
)
async def test_what_is_no_photo_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(NotUsable, match=words):
        await checked_photo(content)


# Voice notes


def wav(seconds: float = 1.0, *, more: bytes = b"") -> bytes:
    sound = bytes(int(8_000 * seconds) * 2)
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8_000, 16_000, 2, 16)
    chunks = form + more + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def m4a(seconds: float = 2.0, *, handler: bytes = b"soun", brand: bytes = b"M4A ") -> bytes:
    """A recorder's file: place and device in `udta`, dates in the heads, a name behind the handler."""
    head = box(b"mvhd", bytes(4), b"\x77" * 8, struct.pack(">II", 1_000, int(seconds * 1_000)), bytes(80))
    media = box(
        b"mdia",
        box(b"mdhd", bytes(4), b"\x77" * 8, bytes(12)),
        box(b"hdlr", bytes(8), handler, bytes(12), b"KENARI-ALAT\0"),
        box(b"minf", box(b"stbl", box(b"stco", bytes(4), struct.pack(">I", 1), struct.pack(">I", 48)))),
    )
    track = box(b"trak", box(b"tkhd", bytes(4), b"\x77" * 8, bytes(72)), media)
    place = box(b"udta", box(b"\xa9xyz", b"KENARI-TEMPAT-6.2+106.8/"), box(b"meta", b"KENARI-JUDUL"))
    return (
        box(b"ftyp", brand, bytes(4))
        + box(b"mdat", b"suara" * 10)
        + box(b"moov", head, track, place)
        + box(b"uuid", b"KENARI-LAIN")
    )


def amr(frames: int = 50) -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * frames


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (wav(more=b"LIST" + struct.pack("<I", 12) + b"INFOKENARI-X"), "audio/wav"),
        (m4a(), "audio/mp4"),
        (m4a(brand=b"3gp4"), "audio/3gpp"),
        (amr(), "audio/amr"),
    ],
    ids=["wav", "m4a", "3gp", "amr"],
)
def test_a_voice_note_keeps_its_sound_and_nothing_else(content: bytes, kind: str) -> None:
    made = checked_voice(content)

    assert media_type(made) == kind
    assert b"KENARI" not in made
    assert b"\x77" not in made
    if kind in {"audio/mp4", "audio/3gpp"}:
        # Every byte in its place: the table of samples counts from the beginning.
        assert len(made) == len(content)
        assert made.index(b"suara") == content.index(b"suara")
        assert b"stco" in made


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (wav(62), "lebih dari 1 menit"),
        (m4a(61.9), "lebih dari 1 menit"),
        (amr(50 * 62), "lebih dari 1 menit"),
        (m4a(handler=b"vide"), "tidak dapat dibaca"),
        (m4a(0), "tidak dapat dibaca"),
        (m4a()[:80], "tidak dapat dibaca"),
        (wav(0), "tidak dapat dibaca"),
        (b"#!AMR\n\xff\xff", "tidak dapat dibaca"),
        (b"ID3" + bytes(100), "bukan rekaman"),
        (b"", "bukan rekaman"),
        (bytes(4 * 1024 * 1024 + 1), "4 MB"),
    ],
)
def test_what_is_no_voice_note_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(NotAVoiceNote, match=words):
        checked_voice(content)


class Counted(bytes):
    """Says how often somebody looked into it."""

    looked = 0

    def __getitem__(self, at: Any) -> Any:
        type(self).looked += 1
        return super().__getitem__(at)


@pytest.mark.parametrize(
    ("flood", "words"),
    [
        (b"#!AMR\n" + b"\x7c" * 1_000_000, "lebih dari 1 menit"),
        (b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 100_000, "tidak dapat dibaca"),
    ],
)
def test_a_file_of_a_million_empty_parts_is_given_up_early(flood: bytes, words: str) -> None:
    Counted.looked = 0
    with pytest.raises(NotAVoiceNote, match=words):
        checked_voice(Counted(flood))
    assert Counted.looked < 10_000


def test_a_chopped_recording_never_breaks_the_reader() -> None:
    whole = m4a()
    for end in range(len(whole)):
        try:
            checked_voice(whole[:end])
        except NotAVoiceNote:
            continue


# The shelf


def test_files_of_a_draft_wait_twenty_minutes() -> None:
    seconds = FalseSeconds()
    shelf = DraftFiles(seconds, os.urandom)
    token = shelf.add_photo("", b"satu", "a")
    assert shelf.add_photo(token, b"dua", "a") == token
    shelf.put_voice(token, b"suara", "a")
    shelf.drop_photo(token, 0)
    assert shelf.of(token).photos == (b"dua",)
    assert shelf.of(token).voice == b"suara"

    seconds.now += KEPT_S - 1
    assert shelf.of(token).photos == (b"dua",)
    seconds.now += 2
    assert shelf.of(token).photos == ()
    # A token whose time is over is nobody's: what is put there begins anew.
    assert shelf.add_photo(token, b"tiga", "a") != token


def test_a_full_shelf_turns_the_newcomer_away_and_takes_nothing_from_others() -> None:
    shelf = DraftFiles(FalseSeconds(), os.urandom, most_bytes=40)
    token, *_ = [shelf.add_photo("", b"123456789", source) for source in "abcd"]
    with pytest.raises(ShelfFull):
        shelf.add_photo("", b"12345", "e")
    assert shelf.of(token).photos == (b"123456789",)
    shelf.forget(token)
    shelf.add_photo("", b"12345", "e")


def test_one_address_fills_a_quarter_and_the_others_still_find_room() -> None:
    seconds = FalseSeconds()
    shelf = DraftFiles(seconds, os.urandom, most_bytes=40)
    mine = shelf.add_photo("", b"12345", "a")
    other = shelf.add_photo("", b"12345", "a")
    for token in ("", mine, other):
        with pytest.raises(ShelfFull):
            shelf.add_photo(token, b"1", "a")
    assert shelf.of(shelf.add_photo("", b"1234567890", "b")).photos
    # Taking away needs no room, and what is over counts no more.
    shelf.drop_photo(mine, 0)
    shelf.add_photo(mine, b"54321", "a")
    seconds.now += KEPT_S + 1
    shelf.add_photo("", b"1234567890", "a")


async def test_one_address_sends_one_large_file_at_a_time_and_three_send_at_once() -> None:
    shelf = DraftFiles(FalseSeconds(), os.urandom)
    begun: list[str] = []

    async def send(source: str, end: asyncio.Event) -> None:
        async with shelf.room(source):
            begun.append(source)
            await end.wait()

    first, others = asyncio.Event(), asyncio.Event()
    sent = [asyncio.create_task(send("a", first)) for _ in range(3)]
    sent += [asyncio.create_task(send(source, others)) for source in "bcd"]
    await turns()
    assert begun == ["a", "b", "c"]
    sent[0].cancel()
    await turns()
    # The next in line, of whatever address has no place yet.
    assert begun[3] in {"a", "d"}
    first.set()
    others.set()
    await asyncio.gather(*sent, return_exceptions=True)
    assert sorted(begun) == ["a", "a", "a", "b", "c", "d"]


async def test_who_waits_too_long_for_room_is_told_so() -> None:
    shelf = DraftFiles(FalseSeconds(), os.urandom, patience_s=0.001)
    async with shelf.room("a"):
        with pytest.raises(ShelfFull):
            async with shelf.room("a"):
                pass
    async with shelf.room("a"):
        pass


async def turns() -> None:
    """Let everybody who can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_no_more_than_three_photos() -> None:
    shelf = DraftFiles(FalseSeconds(), os.urandom)
    token = shelf.add_photo("", b"1", "a")
    for photo in (b"2", b"3"):
        shelf.add_photo(token, photo, "a")
    with pytest.raises(ShelfFull):
        shelf.add_photo(token, b"4", "a")


# Proof of work


def solved(challenge: str) -> str:
    asked = json.loads(challenge)
    found = altcha.solve_challenge_v1(asked["challenge"], asked["salt"], asked["algorithm"], asked["maxNumber"])
    assert found is not None
    told = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**told, "number": found.number}).encode()).decode()


def test_work_counts_once_and_not_for_ever() -> None:
    seconds = FalseSeconds()
    work = ProofOfWork(seconds, os.urandom, most_number=100)
    first, second = solved(work.challenge()), solved(work.challenge())

    assert work.accept(first)
    assert not work.accept(first)
    seconds.now += TTL_S + 1
    assert not work.accept(second)


_NODE = """
const { readFileSync } = require("fs");
require("vm").runInThisContext(readFileSync(process.argv[1], "utf-8"));
const asked = JSON.parse(readFileSync(0, "utf-8"));
proofOfWork.solve(asked.challenge, (solution) => {
  console.log(JSON.stringify({ solution, hashes: asked.texts.map(proofOfWork.hash) }));
});
"""


def test_the_phones_own_solver_counts_as_the_library_does() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is missing: the phone's solver cannot be held against the library")
    work = ProofOfWork(FalseSeconds(), os.urandom, most_number=2_000)
    # Around the ends of SHA-256's blocks of 64 bytes.
    texts = ["", "abc", *("x" * length for length in (54, 55, 56, 63, 64, 65, 118, 119, 120, 247))]
    asked = {"challenge": json.loads(work.challenge()), "texts": texts}
    answer = subprocess.run(
        [node, "-e", _NODE, str(ASSETS / "proof-of-work.js")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(answer.stdout)
    assert told["hashes"] == [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    assert work.accept(told["solution"])


def test_somebody_elses_work_does_not_count() -> None:
    work = ProofOfWork(FalseSeconds(), os.urandom, most_number=100)
    stranger = ProofOfWork(FalseSeconds(), os.urandom, most_number=100)
    assert not work.accept(solved(stranger.challenge()))


@pytest.mark.parametrize(
    "solution",
    [
        "",
        "x",
        "e30=",
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b'{"salt":1}').decode(),
        "A" * 3_000,
        "\u00e9",
    ],
)
def test_nonsense_is_no_work(solution: str) -> None:
    assert not ProofOfWork(FalseSeconds(), os.urandom).accept(solution)


def test_a_later_end_cannot_be_written_in() -> None:
    work = ProofOfWork(FalseSeconds(), os.urandom, most_number=100)
    told = json.loads(base64.b64decode(solved(work.challenge())))
    told["salt"] = told["salt"].replace("until=", "until=9&until=")
    assert not work.accept(base64.b64encode(json.dumps(told).encode()).decode())
