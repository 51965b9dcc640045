"""The bell of one process."""

import asyncio


class MemoryBell:
    """One future for all listeners: a ring costs the same for one reader and for five thousand."""

    def __init__(self) -> None:
        self._head = 0
        self._next: asyncio.Future[None] | None = None

    def ring(self, head: int) -> None:
        self._head = max(self._head, head)
        if self._next is not None:
            self._next.set_result(None)
            self._next = None

    async def heard(self, after: int) -> int:
        while self._head <= after:
            if self._next is None:
                self._next = asyncio.get_running_loop().create_future()
            # Shielded: one listener that is cancelled must not cancel the ring for the others.
            await asyncio.shield(self._next)
        return self._head
