"""What runs beside the demo's server, and ends with it."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger("silakan.demo")


class Companions:
    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[object]] = []

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Run it until it ends or `end` is called. When it fails the log says so, and the server goes on."""
        task: asyncio.Task[object] = asyncio.create_task(work)
        task.add_done_callback(_tell_failure)
        self._tasks.append(task)

    async def end(self) -> None:
        """Cancel what still runs and wait for it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _tell_failure(task: asyncio.Task[object]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("a companion of the demo failed", exc_info=error)
