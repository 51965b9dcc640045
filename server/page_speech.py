"""The kiosk's pages as sound: made once for each text, kept as files, and never more than one at a time."""

import asyncio
import hashlib
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

_log = logging.getLogger("silakan.aloud")
RECIPE = "1"
"""Raise it when the making changes, so that files of the old one are not used."""


class SpeechMaker(Protocol):
    async def check(self) -> bool:
        """Whether there is an Indonesian voice."""

    async def make(self, sentences: Sequence[str], out: Path) -> bool:
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
        self._wanted: Sequence[str] | None = None
        self._asked = asyncio.Event()

    def prepare(self, sentences: Sequence[str]) -> None:
        """A page was shown that can be read aloud: find out whether there is a voice, and have this text ready."""
        if self._wanted is None:
            self._wanted = tuple(sentences)
            self._asked.set()

    async def keep_ready(self) -> None:
        """Do what was prepared, once; until cancelled. An office without a kiosk never starts a process for it."""
        await self._asked.wait()
        self.available = await self._maker.check()
        if self.available:
            self._changed()
            await self.file(self._wanted or ())

    async def file(self, sentences: Sequence[str]) -> Path | None:
        """The WAV of these sentences, made when it is not there; None when it cannot be made. Raises `Crowded`."""
        path = self._folder / f"{_name(sentences)}.wav"
        if await asyncio.to_thread(_used, path):
            return path
        if self._waiting >= self._most_waiting:
            raise Crowded
        self._waiting += 1
        try:
            async with self._making:
                if await asyncio.to_thread(_used, path):
                    return path  # made for somebody before us
                return path if await self._made(sentences, path) else None
        finally:
            self._waiting -= 1

    async def _made(self, sentences: Sequence[str], path: Path) -> bool:
        try:
            await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
            made = await self._maker.make(sentences, path)
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


def _name(sentences: Sequence[str]) -> str:
    return hashlib.sha256("\n".join((RECIPE, *sentences)).encode()).hexdigest()[:32]


def _used(path: Path) -> bool:
    """Whether the file is there; it counts as used now."""
    try:
        os.utime(path)
    except OSError:
        return False  # absent, or gone at this moment: it is made anew
    return True
