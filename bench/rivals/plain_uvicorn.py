"""uvicorn for the rivals: the same version and the same settings as the office's, but its own WebSocket class."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

from bench.answering import say
from server.listening import listen


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[None]:
    """Serve until the block ends; the port is said to the bench."""
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="websockets-sansio",
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            ws_ping_timeout=None,
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        say(port=listening.getsockname()[1])
        yield
    finally:
        server.should_exit = True
        await task
        listening.close()
