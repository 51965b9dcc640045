"""The network cable between a browser and the server, for pulling: a TCP relay that can freeze, be cut and be mended."""

import asyncio
from enum import StrEnum
from typing import Self


class Line(StrEnum):
    WHOLE = "whole"
    FROZEN = "frozen"
    """Connections stand and are accepted, but not a byte goes through: a server that was stopped in its tracks."""
    CUT = "cut"
    """Every connection ends at once, and none is made."""


class Cable:
    """Relays 127.0.0.1:`port` to the same address on another port."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._line = Line.WHOLE
        self._thaw = asyncio.Event()
        self._thaw.set()
        self._relays: set[asyncio.Task[None]] = set()
        self._door: asyncio.Server | None = None
        self._port = 0

    async def __aenter__(self) -> Self:
        self._door = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = self._door.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._door is not None
        self._door.close()
        await self._hang_up()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def freeze(self) -> None:
        self._line = Line.FROZEN
        self._thaw.clear()

    async def cut(self) -> None:
        self._line = Line.CUT
        await self._hang_up()

    async def mend(self) -> None:
        """Whole again. What was held back while frozen is lost with its connections, as it is when a machine starts anew."""
        if self._line is Line.FROZEN:
            await self._hang_up()
        self._line = Line.WHOLE
        self._thaw.set()

    async def thaw(self) -> None:
        """The server goes on where it stood: what was held back goes through now."""
        self._line = Line.WHOLE
        self._thaw.set()

    async def _hang_up(self) -> None:
        relays = tuple(self._relays)
        for relay in relays:
            relay.cancel()
        await asyncio.gather(*relays, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        relay = asyncio.create_task(self._relay(reader, writer))
        self._relays.add(relay)
        relay.add_done_callback(self._relays.discard)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward: asyncio.StreamWriter | None = None
        try:
            if self._line is Line.CUT:
                return
            await self._thaw.wait()
            answers, onward = await asyncio.open_connection("127.0.0.1", self._server_port)
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, onward))
                both.create_task(self._pump(answers, writer))
        except* OSError:
            pass  # one end has gone, or the server is away: the other end learns of it below
        finally:
            for end in (writer, onward):
                if end is not None:
                    end.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            await self._thaw.wait()
            writer.write(data)
            await writer.drain()
        # Half an end is no use to HTTP: the exception takes the other direction along.
        raise ConnectionResetError
