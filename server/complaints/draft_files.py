"""Photos and the voice note of complaints that are still being written: made anew, in memory and nowhere else, for twenty minutes.

The browser carries only a random token; text never comes here. When the shelf is full, nobody's photos are pushed out for a stranger's:
the newcomer is told to send without, and can add photos later with the code.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from server.complaints.photo import MOST_PHOTOS

KEPT_S = 1200.0
MOST_BYTES = 24 * 1024 * 1024
_SLOTS = 3
_PATIENCE_S = 20.0
_SMALL_BYTES = 64 * 1024
_TOKEN_BYTES = 16
_TOKEN = re.compile(r"[0-9a-f]{32}")


class ShelfFull(Exception):
    """There is no room for another file just now."""


@dataclass(frozen=True, slots=True)
class Files:
    photos: tuple[bytes, ...] = ()
    voice: bytes = b""

    @property
    def size(self) -> int:
        return sum(map(len, self.photos)) + len(self.voice)


NO_FILES = Files()


class DraftFiles:
    """`now` gives seconds of a clock that never jumps; `random(n)` n random bytes. `most_bytes`: of all drafts together."""

    def __init__(self, now: Callable[[], float], random: Callable[[int], bytes], most_bytes: int = MOST_BYTES) -> None:
        self._now = now
        self._random = random
        self._most_bytes = most_bytes
        self._drafts: dict[str, tuple[float, Files]] = {}
        self._slots = asyncio.Semaphore(_SLOTS)

    @asynccontextmanager
    async def room(self, size: int) -> AsyncIterator[None]:
        """Room to read a form of that many bytes (0: not told): only three large ones at a time, for each is held in memory.

        Raises `ShelfFull` when none comes free.
        """
        if 0 < size <= _SMALL_BYTES:
            yield
            return
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._slots.acquire()
        except TimeoutError:
            raise ShelfFull from None
        try:
            yield
        finally:
            self._slots.release()

    def of(self, token: str) -> Files:
        """What lies under that token; nothing when its time is over."""
        self._tidy()
        return self._drafts.get(token, (0.0, NO_FILES))[1]

    def add_photo(self, token: str, photo: bytes) -> str:
        """The token of the draft that now has one photo more; a new one where there was none. Raises `ShelfFull`."""
        files = self.of(token)
        if len(files.photos) >= MOST_PHOTOS:
            raise ShelfFull
        return self._put(token, replace(files, photos=(*files.photos, photo)))

    def drop_photo(self, token: str, place: int) -> None:
        """Without the photo at that place, counted from 0."""
        files = self.of(token)
        photos = (*files.photos[:place], *files.photos[place + 1 :])
        if photos != files.photos:
            self._put(token, replace(files, photos=photos))

    def put_voice(self, token: str, voice: bytes) -> str:
        """The token of the draft that now has this voice note; b"" takes it away. Raises `ShelfFull`."""
        return self._put(token, replace(self.of(token), voice=voice))

    def forget(self, token: str) -> None:
        """The complaint was sent, or given up."""
        self._drafts.pop(token, None)

    def _put(self, token: str, files: Files) -> str:
        others = sum(kept.size for key, (_, kept) in self._drafts.items() if key != token)
        if others + files.size > self._most_bytes:
            raise ShelfFull
        # A token that somebody made up, or whose time is over, is nobody's.
        kept = token if _TOKEN.fullmatch(token) and token in self._drafts else self._random(_TOKEN_BYTES).hex()
        self._drafts[kept] = (self._now() + KEPT_S, files)
        return kept

    def _tidy(self) -> None:
        now = self._now()
        for token in [token for token, (until, _) in self._drafts.items() if until <= now]:
            del self._drafts[token]
