"""What a request brings: counted while it comes in, and given up when it does not come."""

import asyncio
from collections import deque

from starlette.types import Message, Receive


class TooLarge(Exception):
    """A body turned out to be longer than a body may be."""


class TooSlow(Exception):
    """The rest of a body does not come."""


class Body:
    """Counts what comes in, for a client that does not say how much it sends, and gives up one that falls silent or sends a drop at a
    time: it would keep its place among the public's for ever.
    """

    def __init__(self, receive: Receive, most: int, patience_s: float, slowest: float) -> None:
        """At most `most` bytes; `patience_s` of silence; after that much time at least `slowest` bytes a second on the whole."""
        self._receive = receive
        self._most = most
        self._patience_s = patience_s
        self._slowest = slowest
        self._clock = asyncio.get_running_loop().time
        self._began = self._clock()
        self._came = 0
        self._ahead: deque[Message] = deque()
        self._failed: TooLarge | TooSlow | None = None
        self.complete = False
        self.untouched = True

    async def gather(self, most: int) -> None:
        """Let it come, up to about `most` bytes, before anybody asks for it. What goes wrong is said to whoever asks."""
        while not self.complete and self._failed is None and self._came <= most:
            try:
                event = await self._next()
            except (TooLarge, TooSlow) as error:
                self._failed = error
                return
            self._ahead.append(event)
            if event["type"] != "http.request":
                return  # the client has gone

    async def receive(self) -> Message:
        """As an ASGI application receives. Raises `TooLarge` or `TooSlow`."""
        if self._ahead:
            return self._ahead.popleft()
        if self._failed is not None:
            raise self._failed
        if self.complete:
            return await self._receive()
        return await self._next()

    async def _next(self) -> Message:
        self.untouched = False
        late_at = self._began + self._patience_s + self._came / self._slowest
        try:
            async with asyncio.timeout_at(min(self._clock() + self._patience_s, late_at)):
                event = await self._receive()
        except TimeoutError:
            raise TooSlow from None
        if event["type"] == "http.request":
            self.complete = not event.get("more_body", False)
            self._came += len(event.get("body", b""))
            if self._came > self._most:
                raise TooLarge
        return event
