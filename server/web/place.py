"""One of the few places in which the public's requests are answered."""

import asyncio

from starlette.types import Message

from server.web.body import Body


class Place:
    """Held while a request is worked on: not while its body is coming, and not once the answer has begun.

    So who sends slowly or reads slowly keeps nobody out, and what is refused is refused before its body is looked at.
    """

    def __init__(self, room: asyncio.Semaphore, uploads: asyncio.Semaphore, most: int) -> None:
        """`uploads` are the places for bodies of more than `most` bytes."""
        self._room = room
        self._uploads = uploads
        self._most = most
        self._held: asyncio.Semaphore | None = None
        self._over = False

    async def take(self) -> None:
        await self._take(self._room)

    def leave(self) -> None:
        """For good. It may be left again and again."""
        self._over = True
        self._leave()

    async def receive(self, body: Body) -> Message:
        """The next piece of the body, of which as much as may be has come before the place is taken again."""
        if body.untouched and self._held is not None:
            self._leave()
            await body.gather(self._most)
            await self._take(self._room if body.complete else self._uploads)
        return await body.receive()

    async def _take(self, room: asyncio.Semaphore) -> None:
        if not self._over:
            await room.acquire()
            self._held = room

    def _leave(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.release()
