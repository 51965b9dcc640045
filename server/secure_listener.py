"""https beside http: one server with two listeners, the same application, the same connections, one stop."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import cast

import uvicorn

from server.domain.frozen import Frozen
from server.listening import Doorman, Listener

_HANDSHAKE_S = 10.0
_FAREWELL_S = 1.0


class SecureListener(Frozen):
    """A listening socket and the TLS that is spoken there."""

    listening: socket.socket
    context: ssl.SSLContext


class OfficeServer(uvicorn.Server):
    """uvicorn with somebody at its door, and with a second one where there is TLS.

    It has one TLS setting for all its sockets, and two of its servers would wait for their clients one after the other when they
    stop. So the second listener is opened here, in the same way as uvicorn opens the first.
    """

    def __init__(self, config: uvicorn.Config, doorman: Doorman, secure: SecureListener | None = None) -> None:
        super().__init__(config)
        self._doorman = doorman
        self._secure = secure

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in self._all(sockets):
            if isinstance(listening, Listener):
                listening.doorman = self._doorman
        await super().startup(sockets)
        if self._secure is None:
            return
        loop = asyncio.get_running_loop()
        # A peer that says nothing keeps its place for seconds, not for the usual minute of a handshake and half minute of a farewell.
        encrypted = await loop.create_server(
            self._protocol,
            sock=self._secure.listening,
            ssl=self._secure.context,
            backlog=self.config.backlog,
            ssl_handshake_timeout=_HANDSHAKE_S,
            ssl_shutdown_timeout=_FAREWELL_S,
        )
        self.servers.append(encrypted)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(self._all(sockets))

    def _all(self, sockets: list[socket.socket] | None) -> list[socket.socket]:
        return [*(sockets or ()), *([self._secure.listening] if self._secure else [])]

    def _protocol(self) -> asyncio.Protocol:
        # It finds out by itself whether its connection is encrypted, and names the scheme accordingly.
        make = cast("Callable[..., asyncio.Protocol]", self.config.http_protocol_class)
        return make(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)
