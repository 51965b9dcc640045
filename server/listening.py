"""The sockets that a server listens on, and the connections that come in there."""

import errno
import logging
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

_log = logging.getLogger("silakan.listening")
_NO_FILE_LEFT = frozenset({errno.EMFILE, errno.ENFILE})
_LOG_EVERY_S = 60.0


class Connection(socket.socket):
    """One that was accepted. It tells when it is closed."""

    __slots__ = ("_left",)

    def __init__(self, accepted: socket.socket) -> None:
        """Takes the place of `accepted`."""
        self._left: Callable[[], None] | None = None
        super().__init__(accepted.family, accepted.type, accepted.proto, fileno=accepted.detach())

    def when_closed(self, left: Callable[[], None]) -> None:
        self._left = left

    def end(self) -> None:
        """Nothing more goes in or out: whoever reads from it, TLS handshake or not, finds its end, and closes it."""
        with suppress(OSError):  # the peer was faster
            self.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        left, self._left = self._left, None
        if left is not None:
            left()


class Doorman(Protocol):
    """Decides about every connection before a byte of it is read."""

    def admit(self, connection: Connection, host: str) -> bool:
        """False: it is closed at once. `host` is the peer's address."""


class Listener(socket.socket):
    """A listening socket at which somebody may stand and turn connections away.

    Where the event loop does not accept by this method (Windows) nobody is turned away.
    """

    __slots__ = ("_logged_at", "_now", "_spare", "doorman")

    def __init__(self, family: int, now: Callable[[], float] = time.monotonic) -> None:
        # The protocol is named because asyncio switches Nagle's algorithm off only then; otherwise every answer waits 40 ms.
        super().__init__(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self.doorman: Doorman | None = None
        self._now = now
        self._logged_at = float("-inf")
        self._spare = os.open(os.devnull, os.O_RDONLY)

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection. Raises `ConnectionAbortedError` where that one was turned away: asyncio looks again in its next turn."""
        try:
            accepted, address = super().accept()
        except OSError as error:
            if error.errno in _NO_FILE_LEFT and self._spare >= 0:
                self._turn_away_one(error)
            raise
        connection = Connection(accepted)
        if self.doorman is not None and not self.doorman.admit(connection, address[0]):
            connection.close()
            raise ConnectionAbortedError(errno.ECONNABORTED, "turned away")
        return connection, address

    def close(self) -> None:
        super().close()
        spare, self._spare = self._spare, -1
        if spare >= 0:
            os.close(spare)

    def _turn_away_one(self, why: OSError) -> None:
        """asyncio logs a traceback for every connection that it cannot accept, a thousand a second, and accepts none for a second.
        One file is kept for this moment: with it the connection is taken and closed.
        """
        if self._now() - self._logged_at >= _LOG_EVERY_S:
            self._logged_at = self._now()
            _log.warning("no file left for a connection (%s)", errno.errorcode.get(why.errno or 0, "?"))
        os.close(self._spare)
        self._spare = -1
        try:
            super().accept()[0].close()
        finally:
            with suppress(OSError):  # somebody else was faster: asyncio's own way is left
                self._spare = os.open(os.devnull, os.O_RDONLY)
        raise ConnectionAbortedError(errno.ECONNABORTED, "no file left") from why


def listen(host: str, port: int) -> Listener:
    """A listening socket of our own: a peer that stops acknowledging is dropped by the kernel after 20 s (Linux)."""
    listening = Listener(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 20_000)
        listening.bind((host, port))
        listening.listen(1_024)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening
