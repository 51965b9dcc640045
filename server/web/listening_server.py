"""uvicorn as this office needs it."""

import asyncio
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from server.config import Config
from server.secure_listener import SecureListener, TwoDoorServer
from server.web.doorstep import socket_protocol


def uvicorn_server(app: ASGIApp, config: Config, secure: SecureListener | None = None) -> uvicorn.Server:
    """Heartbeats are ours, so its pings are off; compression costs three times the work."""
    chosen = uvicorn.Config(
        app,
        http="h11",
        # A function that makes one: all that uvicorn asks of the class.
        ws=cast("type[asyncio.Protocol]", socket_protocol),
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        ws_ping_timeout=None,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=config.times.shutdown,
    )
    return uvicorn.Server(chosen) if secure is None else TwoDoorServer(chosen, secure)
