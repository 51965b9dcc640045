"""uvicorn as this office needs it."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from server.config import Config
from server.file_limit import take_files
from server.lan import is_loopback
from server.secure_listener import OfficeServer, SecureListener
from server.web.connections import Connections
from server.web.doorstep import socket_protocol
from server.web.http_protocol import HttpProtocol


def uvicorn_server(
    app: ASGIApp,
    config: Config,
    secure: SecureListener | None = None,
    *,
    own: Callable[[str], bool] = is_loopback,
) -> OfficeServer:
    """Heartbeats are ours, so its pings are off; compression costs three times the work.

    `own`: whose connections are not counted.
    """
    connections = Connections(config.limits, take_files(config.limits.files), own=own)
    chosen = uvicorn.Config(
        app,
        http=cast("type[asyncio.Protocol]", partial(HttpProtocol, connections, config.times.head)),
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
    return OfficeServer(chosen, connections, secure)
