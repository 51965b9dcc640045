"""Clip packs over the network: fetched once, whole or not at all, with the token shown to nobody else."""

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from announcer.packs import Unfetched, drop_all_but, fetch
from announcer.phrases import call_phrase
from announcer.voices.clip_pack import make_pack
from announcer.voices.clips import ClipVoice
from announcer.wav import RATE, read


class Shop:
    """Answers every request with `content` and notes what was asked."""

    def __init__(self) -> None:
        self.content = b""
        self.status = "200 OK"
        self.asked: list[str] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(f"HTTP/1.1 {self.status}\r\ncontent-length: {len(self.content)}\r\n\r\n".encode() + self.content)
        await writer.drain()
        writer.close()


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    shop = Shop()
    async with await asyncio.start_server(shop.serve, "127.0.0.1", 0) as server:
        shop.port = server.sockets[0].getsockname()[1]
        yield shop


@pytest.fixture
async def pack(tmp_path: Path) -> bytes:
    await make_pack(tmp_path / "made", None)
    return zipped({path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()})


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def manifest(**change: object) -> bytes:
    whole = {"v": 2, "name": "x", "language": "id", "sentence": "", "clips": {"nol": "nol.wav"}, **change}
    return json.dumps(whole).encode()


async def got(shop: Shop, content: bytes, folder: Path) -> Path:
    shop.content = content
    return await fetch(shop.url, "secret", hashlib.sha256(content).hexdigest(), folder, within=10)


async def test_a_pack_is_fetched_once_and_speaks(shop: Shop, pack: bytes, tmp_path: Path) -> None:
    folder = await got(shop, pack, tmp_path / "packs")
    assert await got(shop, pack, tmp_path / "packs") == folder
    (asked,) = shop.asked
    assert asked.startswith(f"GET /api/v1/voice/packs/{folder.name} HTTP")
    assert "authorization: Bearer secret" in asked
    await ClipVoice(folder).render(call_phrase("A012", "2"), tmp_path / "a.wav")
    assert 1.5 < len(read(tmp_path / "a.wav")) / RATE < 2.8


@pytest.mark.parametrize(
    "files",
    [
        {"nol.wav": b"x"},
        {"manifest.json": b"{}"},
        {"manifest.json": manifest(), "../nol.wav": b"x"},
        {"manifest.json": manifest(), "sub/nol.wav": b"x"},
        {"manifest.json": manifest(), "nol.sh": b"x"},
        {"manifest.json": manifest(clips={"nol": "/etc/passwd"})},
        {"manifest.json": manifest(), "nol.wav": bytes(70_000_000)},
        {"manifest.json": manifest(), **{f"a{number}.wav": b"" for number in range(601)}},
    ],
    ids=["no manifest", "empty", "upwards", "folder", "program", "outside", "bomb", "many"],
)
async def test_what_is_no_pack_leaves_nothing(shop: Shop, tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(Unfetched) as caught:
        await got(shop, zipped(files), tmp_path / "packs")
    assert "secret" not in str(caught.value)
    assert list((tmp_path / "packs").glob("*")) == []


async def test_what_is_not_what_was_asked_for_is_refused(shop: Shop, pack: bytes, tmp_path: Path) -> None:
    shop.content = pack
    with pytest.raises(Unfetched, match="altered"):
        await fetch(shop.url, "secret", "0" * 64, tmp_path, within=10)
    shop.status = "404 Not Found"
    with pytest.raises(Unfetched, match="404"):
        await got(shop, pack, tmp_path)
    shop.status = "302 Found\r\nlocation: http://127.0.0.1:1/"
    with pytest.raises(Unfetched, match="302"):
        await got(shop, pack, tmp_path)
    for digest in ("", "..", "A" * 64):
        with pytest.raises(Unfetched, match="digest"):
            await fetch(shop.url, "secret", digest, tmp_path, within=10)


async def test_without_a_server_it_says_so(tmp_path: Path) -> None:
    for server in ("http://127.0.0.1:1", "ws://", "nonsense"):
        with pytest.raises(Unfetched):
            await fetch(server, "secret", "0" * 64, tmp_path, within=5)


def test_packs_that_nobody_needs_go(tmp_path: Path) -> None:
    for name in ("a" * 64, "b" * 64, ".unfinished-x"):
        (tmp_path / name).mkdir()
    drop_all_but(tmp_path, {"a" * 64})
    assert [path.name for path in tmp_path.iterdir()] == ["a" * 64]
