"""Erasing by age what officials typed about people: notes on tickets, visitors' names, free announcements.

Free announcements that were heard in the browser before they were made lie there as sound, which goes as late as the text does.
Whom to call for a letter goes with the letter, and what printed tickets hold with its day; both are erased where they are kept.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from server.config import Keeping
from server.domain.moment import Moment

_DAY_MS = 86_400_000
_log = logging.getLogger("silakan.forgetting")


class Notes(Protocol):
    """What the store offers for this."""

    async def forget_notes(self, kind: str, before_ms: int) -> None: ...


async def forget(notes: Notes, now: Moment, keeping: Keeping) -> None:
    """Erase what is old enough. A clock that is not to be believed erases nothing: what is erased does not come back."""
    if now.doubtful:
        return
    for kind, days in (
        ("", keeping.notes),
        ("visitor", keeping.notes),
        ("announcement", keeping.announcements),
    ):
        await notes.forget_notes(kind, now.wall_ms - days * _DAY_MS)


def forget_sounds(folder: Path, now: Moment, keeping: Keeping) -> None:
    """Erase sound that nobody has listened to for as long as a free announcement is kept."""
    if now.doubtful:
        return
    for path in folder.glob("*.wav"):
        # Erased meanwhile to make room for another one.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime * 1_000 < now.wall_ms - keeping.announcements * _DAY_MS:
                path.unlink()


async def keep_forgetting(
    notes: Notes,
    now: Callable[[], Moment],
    keeping: Keeping,
    every_s: float = 3600.0,
    sounds: Path | None = None,
) -> None:
    """Erase again and again, until cancelled. `sounds`: the folder of what was made for people's browsers."""
    while True:
        try:
            await forget(notes, now(), keeping)
            if sounds is not None:
                await asyncio.to_thread(forget_sounds, sounds, now(), keeping)
        except Exception:  # noqa: BLE001
            # A medium that fails now may work in an hour; the office goes on meanwhile.
            _log.exception("old notes not erased")
        await asyncio.sleep(every_s)
