"""An announcer whose loudspeaker is the TV: claims the room, hands finished sound to the server, and hears what becomes of it."""

import asyncio
import io
import json
import math
import wave
from collections.abc import Callable
from typing import Any, Self

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.browser.running_server import RunningServer

TV_SPEAKS = '\n[[rooms]]\nname = "aula"\ntitle = "Aula"\ncounters = ["1", "2", "3", "4"]\nspeaker = "tv"\n'
_PATIENCE_S = 30.0
_RATE = 22_050


def tone(seconds: float) -> bytes:
    """A WAV file."""
    made = io.BytesIO()
    values = (round(8_000 * math.sin(at / 8)) for at in range(round(seconds * _RATE)))
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(b"".join(value.to_bytes(2, "little", signed=True) for value in values))
    return made.getvalue()


class TvAnnouncer:
    """`fence` is the number of its lease."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._headers = {"Authorization": f"Bearer {server.config.api_token}"}
        self._socket: ClientConnection | None = None
        self._beating: asyncio.Task[None] | None = None
        self.fence = 0

    async def __aenter__(self) -> Self:
        address = f"{self._server.url.replace('http', 'ws', 1)}/feed?only=calls"
        self._socket = await connect(
            address, additional_headers=self._headers, proxy=None, ping_interval=None, close_timeout=1
        )
        await self.say(ready={"voice": "pyttsx3", "sound": "speech", "why": None})
        await self.say(claim={"room": "", "me": "uji"})
        self.fence = (await self.until(lambda frame: "lease" in frame))["lease"]["fence"]
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

    async def until(self, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The next frame that is wanted; those before it are dropped."""
        assert self._socket is not None
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                frame = json.loads(await self._socket.recv())
                if wanted(frame):
                    assert isinstance(frame, dict)
                    return frame

    async def until_ready(self, *, ready: bool) -> str:
        """Until the room's TV can sound, or cannot; then why."""
        frame = await self.until(lambda frame: frame.get("tv", {}).get("ready") is ready)
        return str(frame["tv"]["why"])

    async def next_call(self) -> int:
        return int((await self.until(lambda frame: frame.get("kind") in {"ticket_called", "ticket_recalled"}))["seq"])

    async def becomes(self, seq: int) -> dict[str, Any]:
        """What a sound that was handed over comes to next."""
        told = (await self.until(lambda frame: frame.get("tv", {}).get("seq") == seq))["tv"]
        assert isinstance(told, dict)
        return told

    async def hand_over(self, seq: int, sound: bytes) -> None:
        async with httpx.AsyncClient(timeout=_PATIENCE_S, trust_env=False) as client:
            answer = await client.put(
                f"{self._server.url}/api/v1/rooms/-/sound/{seq}",
                content=sound,
                headers={**self._headers, "x-fence": str(self.fence)},
            )
        answer.raise_for_status()

    async def _beat(self) -> None:
        while True:
            await self.say(beat=1)
            await asyncio.sleep(2)
