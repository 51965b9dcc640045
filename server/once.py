"""Something that is made when somebody first wants it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class NotLoaded(Exception):
    """What was asked for could not be loaded; the log says why. The next who asks has it tried again."""


class Once(Generic[T]):
    """Made once, however many want it at the same time. What failed is tried again for the next who wants it."""

    def __init__(self, make: Callable[[], Awaitable[T]]) -> None:
        self._make = make
        self._making: asyncio.Task[T] | None = None

    async def get(self) -> T:
        """Whoever is cancelled while waiting takes it from nobody else. Raises what the making raises."""
        if self._making is None or _failed(self._making):
            self._making = asyncio.ensure_future(self._made())
        return await asyncio.shield(self._making)

    async def end(self) -> None:
        """Make no more of it: what is being made now is broken off, and its failure is nobody's any more."""
        if self._making is not None:
            self._making.cancel()
            await asyncio.gather(self._making, return_exceptions=True)

    async def _made(self) -> T:
        return await self._make()


def _failed(task: "asyncio.Task[T]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
