"""The door to the complaints of an office: an office that nobody has complained to does without them, and without their memory."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from typing import TYPE_CHECKING

from server.once import NotLoaded, Once

if TYPE_CHECKING:
    from server.complaints.complaints import Complaints

_log = logging.getLogger("silakan.complaints")
FOLDER = "aduan"
"""What lies in a data directory once something of a complaint, or of who handles them, was kept."""

Loader = Callable[[], AbstractAsyncContextManager["Complaints"]]


class ComplaintsDoor:
    """`load` imports the complaints, on a thread, and gives what opens them. `used`: whether the office has any in its keeping."""

    def __init__(self, load: Loader, used: Callable[[], bool]) -> None:
        self._load = load
        self._used = used
        self._stack = AsyncExitStack()
        self._once = Once(self._open)
        self.opened: Complaints | None = None
        """The complaints as far as they are open now: for pictures, which may be drawn without."""

    async def open(self) -> "Complaints":
        """Loads and opens them for the first who asks. Raises `NotLoaded`."""
        return self.opened or await self._once.get()

    async def in_keeping(self) -> "Complaints | None":
        """The complaints of an office that has some; None where nobody has ever complained. Raises `NotLoaded`."""
        return await self.open() if self.opened is not None or self._used() else None

    async def keep_open(self) -> None:
        """Open them right away where there are any: their deadlines run and the TV shows them, also when nobody asks."""
        # What fails is told in the log and on their pages, and the queue goes on.
        with suppress(NotLoaded):
            await self.in_keeping()

    async def close(self) -> None:
        await self._once.end()
        await self._stack.aclose()
        self.opened = None

    async def _open(self) -> "Complaints":
        try:
            opening = await asyncio.to_thread(self._load)
            self.opened = await self._stack.enter_async_context(opening)
        except Exception as error:
            _log.exception("the complaints cannot be loaded")
            raise NotLoaded from error
        return self.opened
