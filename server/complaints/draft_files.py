"""Photos and the voice note of complaints that are still being written: made anew, in memory and nowhere else, for twenty minutes.

The browser carries only a random token; text never comes here. When the shelf is full, nobody's photos are pushed out for a stranger's:
the newcomer is told to send without, and can add photos later with the code.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from server.complaints.photo import MOST_PHOTOS

KEPT_S = 1200.0
MOST_BYTES = 24 * 1024 * 1024
_SOURCES = 4
_SLOTS = 3
PATIENCE_S = 20.0
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


@dataclass(frozen=True, slots=True)
class _Draft:
    until: float
    source: str
    files: Files


class DraftFiles:
    """`now` gives seconds of a clock that never jumps; `random(n)` n random bytes. `most_bytes`: of all drafts together.

    `source`: a code of the network address that files come from. Each may fill a quarter, and send one large file at a time, so that
    one machine cannot keep everybody's photos out. `patience_s`: so long a file waits for room.
    """

    def __init__(
        self,
        now: Callable[[], float],
        random: Callable[[int], bytes],
        most_bytes: int = MOST_BYTES,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._patience_s = patience_s
        self._now = now
        self._random = random
        self._most_bytes = most_bytes
        self._drafts: dict[str, _Draft] = {}
        self._sending: set[str] = set()
        self._ended = asyncio.Event()

    @asynccontextmanager
    async def room(self, source: str) -> AsyncIterator[None]:
        """Room to read a file: only three large ones at a time, for each is held in memory. Raises `ShelfFull` when none comes free."""
        try:
            async with asyncio.timeout(self._patience_s):
                while source in self._sending or len(self._sending) >= _SLOTS:
                    await self._ended.wait()
        except TimeoutError:
            raise ShelfFull from None
        self._sending.add(source)
        try:
            yield
        finally:
            self._sending.remove(source)
            self._ended.set()
            self._ended = asyncio.Event()

    def of(self, token: str) -> Files:
        """What lies under that token; nothing when its time is over."""
        self._tidy()
        draft = self._drafts.get(token)
        return NO_FILES if draft is None else draft.files

    def add_photo(self, token: str, photo: bytes, source: str) -> str:
        """The token of the draft that now has one photo more; a new one where there was none. Raises `ShelfFull`."""
        files = self.of(token)
        if len(files.photos) >= MOST_PHOTOS:
            raise ShelfFull
        return self._put(token, replace(files, photos=(*files.photos, photo)), source)

    def drop_photo(self, token: str, place: int) -> None:
        """Without the photo at that place, counted from 0."""
        files = self.of(token)
        photos = (*files.photos[:place], *files.photos[place + 1 :])
        if photos != files.photos:
            self._drafts[token] = replace(self._drafts[token], files=replace(files, photos=photos))

    def drop_voice(self, token: str) -> None:
        files = self.of(token)
        if files.voice:
            self._drafts[token] = replace(self._drafts[token], files=replace(files, voice=b""))

    def put_voice(self, token: str, voice: bytes, source: str) -> str:
        """The token of the draft that now has this voice note. Raises `ShelfFull`."""
        return self._put(token, replace(self.of(token), voice=voice), source)

    def forget(self, token: str) -> None:
        """The complaint was sent, or given up."""
        self._drafts.pop(token, None)

    def _put(self, token: str, files: Files, source: str) -> str:
        self._tidy()
        others = [draft for key, draft in self._drafts.items() if key != token]
        all_, own = (sum(each.files.size for each in some) for some in (others, _of(source, others)))
        if all_ + files.size > self._most_bytes or own + files.size > self._most_bytes // _SOURCES:
            raise ShelfFull
        # A token that somebody made up, or whose time is over, is nobody's.
        kept = token if _TOKEN.fullmatch(token) and token in self._drafts else self._random(_TOKEN_BYTES).hex()
        self._drafts[kept] = _Draft(self._now() + KEPT_S, source, files)
        return kept

    def _tidy(self) -> None:
        now = self._now()
        for token in [token for token, draft in self._drafts.items() if draft.until <= now]:
            del self._drafts[token]


def _of(source: str, drafts: Iterable[_Draft]) -> list[_Draft]:
    return [draft for draft in drafts if draft.source == source]
