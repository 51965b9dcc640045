"""A printer in the network, usually on port 9100."""

import re
import socket
import sys

from server.paper.connection import HungUp, Unreachable, opened
from server.paper.printer import Trouble

PORT = 9100
_AT_ONCE = 16


class NetworkLine:
    """`address`: host or host:port. Raises `Unreachable`."""

    def __init__(self, address: str, within_s: float) -> None:
        from escpos.printer import Network

        host, port = _host_and_port(address)
        self._printer = Network(host, port=port, timeout=within_s, profile="default")
        opened(self._printer)
        self._socket: socket.socket = self._printer.device

    def ask(self, question: bytes, within_s: float) -> bytes:
        self._socket.settimeout(within_s)
        try:
            answer = self._printer.query_status(question)
        except TimeoutError:
            return b""
        except OSError as error:
            raise HungUp from error
        if not answer:
            raise HungUp
        return bytes(answer)

    def send(self, job: bytes, within_s: float) -> None:
        self._socket.settimeout(within_s)
        try:
            self._printer._raw(job)
        except TimeoutError:
            raise
        except OSError as error:
            raise HungUp from error

    def trouble(self) -> Trouble | None:
        return None

    def finish(self, within_s: float) -> bool:
        try:
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(within_s)
            while self._socket.recv(_AT_ONCE):
                pass  # late answers; closing on top of them would reset the line and lose the rest of the job
        except TimeoutError:
            pass  # many printers never hang up; what counts is whether they took everything
        except OSError as error:
            raise HungUp from error
        return _unsent(self._socket) == 0

    def close(self) -> None:
        self._printer.close()


def _host_and_port(address: str) -> tuple[str, int]:
    found = re.fullmatch(r"([^:\s]+)(?::(\d{1,5}))?", address.strip())
    if found is None or int(found[2] or PORT) > 65_535:
        raise Unreachable(Trouble.BROKEN)
    return found[1], int(found[2] or PORT)


def _unsent(connection: socket.socket) -> int:
    """Bytes that the other machine has not acknowledged; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(4)), sys.byteorder)
