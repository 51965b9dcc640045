"""The texts of notes on tickets, for pictures. They stand in an erasable table and are read when a picture first wants them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from display.counter_views import Note

_log = logging.getLogger("silakan.notes")
_KEPT = 200


class NoteTexts:
    """`read` gives the text of a note, None when it is erased. `changed` is told when there is more to be shown."""

    def __init__(self, read: Callable[[str], Awaitable[str | None]], changed: Callable[[], None]) -> None:
        self._read = read
        self._changed = changed
        self._texts: dict[str, str] = {}
        self._wanted: set[str] = set()
        self._asked = asyncio.Event()

    def of(self, ids: Sequence[str]) -> tuple[Note, ...]:
        """Those that are known and not erased. The others are read, and `changed` is told."""
        unknown = [note_id for note_id in ids if note_id not in self._texts]
        if unknown:
            self._wanted.update(unknown)
            self._asked.set()
        return tuple(Note(note_id, text) for note_id in ids if (text := self._texts.get(note_id, "")))

    async def load(self, ids: Sequence[str]) -> None:
        """Have all of them known, for a page that is not drawn again by itself."""
        for note_id in ids:
            if note_id not in self._texts:
                self._texts[note_id] = await self._read(note_id) or ""
        while len(self._texts) > _KEPT:
            del self._texts[next(iter(self._texts))]

    def forget(self, note_id: str) -> None:
        """The note was erased."""
        self._texts[note_id] = ""
        self._changed()

    async def keep_reading(self) -> None:
        """Read what pictures want, until cancelled."""
        while True:
            await self._asked.wait()
            self._asked.clear()
            wanted, self._wanted = sorted(self._wanted), set()
            try:
                await self.load(wanted)
            except Exception:  # noqa: BLE001
                # The next picture asks again; a tablet without its notes is better than none.
                _log.exception("notes not read")
            else:
                self._changed()
