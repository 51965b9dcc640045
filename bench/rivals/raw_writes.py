"""Rival: the least that asyncio can do. One frame, encoded beforehand, written to every transport."""

import asyncio
import base64
import hashlib
import time
from collections.abc import Mapping

from websockets.frames import Frame, Opcode

from bench.answering import Request, answer_all, say

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class _Peer(asyncio.Protocol):
    def __init__(self, everyone: "set[asyncio.Transport]") -> None:
        self._everyone = everyone
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._head += data
        if b"\r\n\r\n" not in self._head:
            return
        lines = dict(line.split(b": ", 1) for line in self._head.split(b"\r\n")[1:-2])
        accept = base64.b64encode(hashlib.sha1(lines[b"Sec-WebSocket-Key"] + _GUID).digest())
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        self._everyone.add(self._transport)

    def connection_lost(self, _: Exception | None) -> None:
        self._everyone.discard(self._transport)


async def main() -> None:
    everyone: set[asyncio.Transport] = set()
    server = await asyncio.get_running_loop().create_server(lambda: _Peer(everyone), "127.0.0.1", 0, backlog=1_024)
    frame = b""

    async def handle(request: Request) -> Mapping[str, object]:
        nonlocal frame
        if payload := request.get("payload"):
            frame = Frame(Opcode.TEXT, payload.encode()).serialize(mask=False)
            return {"ready": 1}
        began = time.monotonic_ns()
        for transport in everyone:
            transport.write(frame)
        return {"at": began}

    async with server:
        say(port=server.sockets[0].getsockname()[1])
        await answer_all(handle)


if __name__ == "__main__":
    asyncio.run(main())
