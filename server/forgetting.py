"""Erasing by age what officials typed about people: notes on tickets, visitors' names, free announcements.

Whom to call for a letter goes with the letter, and what printed tickets hold with its day; both are erased where they are kept.
"""

import asyncio
import logging
from collections.abc import Callable
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


async def keep_forgetting(notes: Notes, now: Callable[[], Moment], keeping: Keeping, every_s: float = 3600.0) -> None:
    """Erase again and again, until cancelled."""
    while True:
        try:
            await forget(notes, now(), keeping)
        except Exception:  # noqa: BLE001
            # A medium that fails now may work in an hour; the office goes on meanwhile.
            _log.exception("old notes not erased")
        await asyncio.sleep(every_s)
