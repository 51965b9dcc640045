"""Rival: what a Starlette application does without thinking. `send_text` to everyone, one after the other, on the same uvicorn."""

import asyncio
import time
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bench.answering import Request, answer_all
from bench.rivals.plain_uvicorn import serving


async def main() -> None:
    everyone: set[WebSocket] = set()

    async def watch(socket: WebSocket) -> None:
        await socket.accept()
        everyone.add(socket)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            everyone.discard(socket)

    text = ""

    async def handle(request: Request) -> Mapping[str, object]:
        nonlocal text
        if payload := request.get("payload"):
            text = payload
            return {"ready": 1}
        began = time.monotonic_ns()
        for socket in tuple(everyone):
            await socket.send_text(text)
        return {"at": began}

    async with serving(Starlette(routes=[WebSocketRoute("/screen/tv", watch)])):
        await answer_all(handle)


if __name__ == "__main__":
    asyncio.run(main())
