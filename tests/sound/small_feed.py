"""As much of the feed as one announcer needs: a fresh picture, a lease, beats, events; what came up stands in `ups`."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Self

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

PATIENCE = 90.0
"""Seconds: two announcements and a slow machine."""

Up = dict[str, object]


class SmallFeed:
    """A feed on 127.0.0.1 whose log begins at 100."""

    def __init__(self) -> None:
        self.url = ""
        self.ups: list[Up] = []
        self._seq = 100
        self._links: list[ServerConnection] = []
        self._news = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        feed = cls()
        async with serve(feed._serve, "127.0.0.1", 0, close_timeout=0.1) as server:
            feed.url = f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
            yield feed

    async def call(self, ticket: str, counter: str) -> int:
        return await self._event("ticket_called", ticket=ticket, counter=counter, service=ticket[0], room="")

    async def until(self, condition: Callable[[list[Up]], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition(self.ups):
                self._news.clear()
                await self._news.wait()

    async def told(self, ready: Up) -> None:
        """Wait until this is the newest that the announcer has said of itself."""
        await self.until(lambda ups: [up["ready"] for up in ups if "ready" in up][-1:] == [ready])

    @property
    def spoken(self) -> list[object]:
        return [up["spoken"] for up in self.ups if "spoken" in up]

    async def _event(self, kind: str, **fields: object) -> int:
        self._seq += 1
        event = {"seq": self._seq, "kind": kind, "v": 1, "age": 0.0, **fields}
        for link in self._links:
            await link.send(json.dumps(event))
        return self._seq

    async def _serve(self, link: ServerConnection) -> None:
        await link.send(json.dumps({"hello": 1, "epoch": "sound", "head": self._seq}))
        await link.send(json.dumps({"reset": True, "epoch": "sound", "head": self._seq, "calls": []}))
        self._links.append(link)
        beating = asyncio.create_task(_beats(link))
        try:
            async for text in link:
                up = json.loads(text)
                if "claim" in up:
                    await link.send(json.dumps({"lease": {"room": "", "fence": 1, "for_ms": 15_000}}))
                # Numbers of calls are what a test looks at; with which lease they come is the server's business.
                up.pop("fence", None)
                self.ups.append(up)
                self._news.set()
        except ConnectionClosed:
            pass
        finally:
            beating.cancel()
            self._links.remove(link)


async def _beats(link: ServerConnection) -> None:
    try:
        while True:
            await link.send('{"beat":1}')
            await asyncio.sleep(4)
    except ConnectionClosed:
        pass
