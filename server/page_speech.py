"""Speech for people's own browsers, the kiosk's pages and what the settings let one hear: made once, kept as files, one at a time."""

import asyncio
import hashlib
import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

_log = logging.getLogger("silakan.aloud")
SPEECH_FOLDER = "ucapan"
"""In the data folder."""
RECIPE = "2"
"""Raise it when the making changes, so that files of the old one are not used."""

Order = Mapping[str, object]
"""What the child of `server/speech_child.py` is asked to make, in the words of JSON. Equal ones are one file."""

_FILE = re.compile(r"[0-9a-f]{32}")


class SpeechMaker(Protocol):
    async def check(self) -> bool:
        """Whether there is an Indonesian voice."""

    async def make(self, order: Order, out: Path) -> bool:
        """Write a WAV; False when it could not."""


class Crowded(Exception):
    """As many are waiting for a file as may wait."""


class PageSpeech:
    """`folder` holds the files, at most `most_files` and `most_bytes`; `most_waiting` requests wait while one is made.

    `changed` is told when it is found out whether there is a voice. Until then, and without one, `available` is False: an
    English voice would be worse than none.
    """

    def __init__(
        self,
        folder: Path,
        maker: SpeechMaker,
        changed: Callable[[], object],
        *,
        most_files: int = 60,
        most_bytes: int = 30_000_000,
        most_waiting: int = 4,
    ) -> None:
        self.available = False
        self._folder = folder
        self._maker = maker
        self._changed = changed
        self._most_files = most_files
        self._most_bytes = most_bytes
        self._most_waiting = most_waiting
        self._waiting = 0
        self._making = asyncio.Lock()
        self._wanted: Order | None = None
        self._asked = asyncio.Event()

    def prepare(self, order: Order) -> None:
        """A page was shown that can be read aloud: find out whether there is a voice, and have this sound ready."""
        if self._wanted is None:
            self._wanted = order
            self._asked.set()

    async def keep_ready(self) -> None:
        """Do what was prepared, once; until cancelled. An office without a kiosk never starts a process for it."""
        await self._asked.wait()
        self.available = await self._maker.check()
        if self.available and self._wanted is not None:
            self._changed()
            await self.file(self._wanted)

    async def kept(self, name: str) -> Path | None:
        """The WAV of that name (the stem of a path that `file` gave), while it is kept."""
        path = self._folder / f"{name}.wav"
        is_ours = _FILE.fullmatch(name) is not None
        return path if is_ours and await asyncio.to_thread(_used, path) else None

    async def file(self, order: Order) -> Path | None:
        """The WAV of that order, made when it is not there; None when it cannot be made. Raises `Crowded`."""
        path = self._folder / f"{_name(order)}.wav"
        if await asyncio.to_thread(_used, path):
            return path
        if self._waiting >= self._most_waiting:
            raise Crowded
        self._waiting += 1
        try:
            async with self._making:
                if await asyncio.to_thread(_used, path):
                    return path  # made for somebody before us
                return path if await self._made(order, path) else None
        finally:
            self._waiting -= 1

    async def _made(self, order: Order, path: Path) -> bool:
        try:
            await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
            made = await self._maker.make(order, path)
            if made:
                await asyncio.to_thread(self._prune, path)
        except OSError as error:
            _log.warning("speech not kept: %s", error.strerror)
            return False
        return made

    def _prune(self, newest: Path) -> None:
        """The least recently used go first; the one that was asked for stays."""
        files = sorted(
            (path for path in self._folder.glob("*.wav") if path != newest),
            key=lambda path: path.stat().st_mtime_ns,
            reverse=True,
        )
        total = newest.stat().st_size
        for count, path in enumerate(files, start=2):
            total += path.stat().st_size
            if count > self._most_files or total > self._most_bytes:
                path.unlink(missing_ok=True)


def _name(order: Order) -> str:
    text = json.dumps(order, sort_keys=True)
    return hashlib.sha256(f"{RECIPE}\n{text}".encode()).hexdigest()[:32]


def _used(path: Path) -> bool:
    """Whether the file is there; it counts as used now."""
    try:
        os.utime(path)
    except OSError:
        return False  # absent, or gone at this moment: it is made anew
    return True
