"""An announcer without a loudspeaker: reads the real feed and says what the test wants it to say."""

import asyncio
import json
from typing import Self

from websockets.asyncio.client import ClientConnection, connect

from tests.browser.running_server import RunningServer


class Loudspeaker:
    """`alive`: whether it gives signs of life, as a program that hangs does not."""

    def __init__(self, server: RunningServer, *, alive: bool = True) -> None:
        self._address = f"{server.url.replace('http', 'ws', 1)}/feed?only=calls"
        self._headers = {"Authorization": f"Bearer {server.config.api_token}"}
        self._alive = alive
        self._socket: ClientConnection | None = None
        self._beating: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._socket = await connect(
            self._address, additional_headers=self._headers, proxy=None, ping_interval=None, close_timeout=1
        )
        await self.say(ready={"voice": "pyttsx3", "sound": "speech", "why": None})
        if self._alive:
            self._beating = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._socket is not None
        if self._beating is not None:
            self._beating.cancel()
        await self._socket.close()

    async def say(self, **words: object) -> None:
        assert self._socket is not None
        await self._socket.send(json.dumps(words))

    async def next_call(self) -> int:
        """The number of the next call or recall in the feed."""
        assert self._socket is not None
        async with asyncio.timeout(30):
            while True:
                event = json.loads(await self._socket.recv())
                if event.get("kind") in {"ticket_called", "ticket_recalled"}:
                    return int(event["seq"])

    async def _beat(self) -> None:
        while True:
            await self.say(beat=1)
            await asyncio.sleep(2)
