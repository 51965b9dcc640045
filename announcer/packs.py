"""Clip packs from the server: fetched once, checked, and kept in a folder named by their digest."""

import asyncio
import hashlib
import http.client
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from announcer.voices.pack import MANIFEST, PackError, load_pack

MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 600
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CLIP = re.compile(r"[a-z0-9-]{1,80}\.wav")

# RuntimeError: an entry that is locked with a password.
_FAILURES = (OSError, EOFError, RuntimeError, http.client.HTTPException, zipfile.BadZipFile, zlib.error, PackError)


class Unfetched(Exception):
    """The pack is not here and could not be had; the message is for the log and holds no token."""


async def fetch(server: str, token: str, digest: str, folder: Path, *, within: float = 60.0) -> Path:
    """The folder `folder/{digest}` with the pack of that SHA-256, fetched when it is not there.

    `server` is an http(s) or ws(s) address; `within` is in seconds, for each step of the way. Raises Unfetched.
    """
    if not _DIGEST.fullmatch(digest):
        raise Unfetched("not a digest")
    place = folder / digest
    if await asyncio.to_thread(place.is_dir):
        # It got its name when it was whole and checked.
        return place
    try:
        content = await asyncio.to_thread(_download, server, token, digest, within)
        await asyncio.to_thread(unpack, content, place)
    except _FAILURES as error:
        raise Unfetched(f"pack {digest[:12]}: {type(error).__name__}: {error}") from error
    return place


def drop_all_but(folder: Path, digests: Collection[str]) -> None:
    """Removes the packs that nobody needs any more, and what a fetch that was cut off has left."""
    for path in folder.glob("*"):
        if path.is_dir() and path.name not in digests:
            shutil.rmtree(path, ignore_errors=True)  # a clip may be open on Windows: it goes the next time


def _download(server: str, token: str, digest: str, within: float) -> bytes:
    # http.client follows no redirection and no proxy of the environment, so the token reaches nobody else.
    parts = urlsplit(server)
    safe = parts.scheme in {"https", "wss"}
    connect = http.client.HTTPSConnection if safe else http.client.HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=within)
    try:
        connection.request(
            "GET",
            f"{parts.path.rstrip('/')}/api/v1/voice/packs/{digest}",
            headers={"authorization": f"Bearer {token}", "user-agent": "silakan-announcer"},
        )
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise PackError(f"status {answer.status}")
        content = answer.read(MOST_BYTES + 1)
    finally:
        connection.close()
    if len(content) > MOST_BYTES or hashlib.sha256(content).hexdigest() != digest:
        raise PackError("too large, cut off or altered")
    return content


def unpack(content: bytes, place: Path) -> None:
    """Takes a pack apart into the new folder `place`, whole or not at all: into a neighbour that gets the name at the end.

    Raises PackError and what `zipfile` raises for a file that is no pack.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=place.parent))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise PackError("more or larger files than a pack has")
            for entry in entries:
                if entry.filename != MANIFEST and not _CLIP.fullmatch(entry.filename):
                    raise PackError("a file that belongs to no pack")
                with archive.open(entry) as packed:
                    # One byte more than it says it has: a lie about the size ends here.
                    data = packed.read(entry.file_size + 1)
                (unfinished / entry.filename).write_bytes(data)
        load_pack(unfinished)
        unfinished.rename(place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
