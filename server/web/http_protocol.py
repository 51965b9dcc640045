"""uvicorn's HTTP protocol, with an end for whoever connects and asks for nothing.

It leans on uvicorn's internals: tests/server/test_http_protocol.py fails when they change.
"""

import asyncio
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from server.web.connections import Connections


class HttpProtocol(H11Protocol):
    """One connection. It waits until a request's whole head has come and, until that is answered, again for the next.

    uvicorn ends one that falls silent after an answer, but neither one that never asks nor one that stops in the middle of a head.
    """

    def __init__(self, connections: Connections, head_s: float, **given: Any) -> None:
        """`head_s`: how long it may wait, in seconds. `given`: what uvicorn gives to every protocol."""
        super().__init__(**given)
        self._connections = connections
        self._head_s = head_s
        self._deadline: asyncio.TimerHandle | None = None
        self._number = -1
        self._unsent = 0
        self._is_socket = False
        self._works = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._number = transport.get_extra_info("socket").fileno()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        # From here on server/web/peers.py ends it when it falls silent.
        self._is_socket = True
        self._look()
        super().handle_websocket_upgrade(event)

    def _look(self) -> None:
        """After anything has happened: is a request being worked on?"""
        cycle = cast("RequestResponseCycle | None", self.cycle)  # None until the first request
        asked = self._is_socket or (cycle is not None and not cycle.response_complete)
        if asked and self._deadline is not None:
            self._stop_waiting()
        elif not asked and self._deadline is None and not self.transport.is_closing():
            self._wait()
        # While its body is still coming (server/web/body.py knows how long that may take) it makes room for others like a silent one.
        works = asked and (self._is_socket or (cycle is not None and not cycle.more_body))
        if works and not self._works:
            self._connections.works(self._number)
        elif self._works and not works:
            self._connections.waits(self._number)
        self._works = works

    def _wait(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._deadline = self.loop.call_later(self._head_s, self._too_late)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        # Whoever is still fetching the last answer on a slow line is not silent.
        if 0 < self.transport.get_write_buffer_size() < self._unsent:
            self._wait()
        else:
            self._deadline = None
            self.transport.abort()
