"""Where logos, pictures and videos lie: files of the data directory, each named by the SHA-256 of its bytes."""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from server.picture_check import NotUsable

FOLDER = "berkas"
MOST_VIDEO_BYTES = 50 * 1024 * 1024
KINDS: Mapping[str, str] = MappingProxyType(
    {"png": "image/png", "jpg": "image/jpeg", "mp4": "video/mp4", "webm": "video/webm"}
)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHUNK = 256 * 1024
_SPARED_S = 600


@dataclass(frozen=True, slots=True)
class ShelvedFile:
    path: Path
    media_type: str


class MediaShelf:
    """Every method reads or writes files: call it on a thread where that may take long."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def find(self, digest: str) -> ShelvedFile | None:
        if _DIGEST.fullmatch(digest) is None:
            return None
        for ending, media_type in KINDS.items():
            path = self._folder / f"{digest}.{ending}"
            if path.is_file():
                return ShelvedFile(path, media_type)
        return None

    def keep(self, content: bytes, ending: str) -> str:
        """Store a checked picture; its digest."""
        digest = hashlib.sha256(content).hexdigest()
        with self._new_file() as (path, file):
            file.write(content)
            self._name(path, file, f"{digest}.{ending}")
        return digest

    def keep_video(self, upload: BinaryIO) -> str:
        """Store an uploaded MP4 or WebM of at most 50 MB; its digest. Raises `NotUsable`."""
        ending = _container(upload.read(64))
        upload.seek(0)
        digest, size = hashlib.sha256(), 0
        with self._new_file() as (path, file):
            while chunk := upload.read(_CHUNK):
                size += len(chunk)
                if size > MOST_VIDEO_BYTES:
                    raise NotUsable("Video lebih besar dari 50 MB. Pendekkan atau kecilkan dulu, lalu unggah lagi.")
                digest.update(chunk)
                file.write(chunk)
            self._name(path, file, f"{digest.hexdigest()}.{ending}")
        return digest.hexdigest()

    def drop_all_but(self, needed: Collection[str]) -> None:
        """Remove what the office no longer shows, and what an upload that was cut off has left.

        What is younger than ten minutes stays: somebody may be about to name it.
        """
        newest = time.time() - _SPARED_S
        for path in self._folder.glob("*"):
            # A TV may be reading it, which some systems do not like: it goes the next time.
            with suppress(PermissionError, FileNotFoundError):
                if path.stem not in needed and path.stat().st_mtime < newest:
                    path.unlink()

    def _new_file(self) -> "_Unfinished":
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Unfinished(self._folder / f".{secrets.token_hex(8)}.baru")

    def _name(self, path: Path, file: BinaryIO, name: str) -> None:
        """It gets its name only when it is whole and on the medium."""
        file.flush()
        os.fsync(file.fileno())
        path.replace(self._folder / name)


class _Unfinished:
    """A file that is gone afterwards unless it was given its name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def __enter__(self) -> tuple[Path, BinaryIO]:
        self._file = self._path.open("xb")
        return self._path, self._file

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)


def _container(head: bytes) -> str:
    """The file's ending by what it begins with, whatever it is called (ISO 14496-12, section 4.3; RFC 8794)."""
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "webm"
    raise NotUsable("Berkas ini bukan video MP4 atau WebM. Pilih berkas lain.")
