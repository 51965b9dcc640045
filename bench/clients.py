"""A crowd of WebSocket clients in one process that does nothing but read and look at the clock.

It tells the time when the last of them has a whole frame. One `epoll` and a frame reader of a few lines, so that little of the
measured time is its own.
"""

import json
import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from typing import Any

_HANDSHAKE_END = b"\r\n\r\n"
_AT_ONCE = 100
_KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Client:
    __slots__ = ("frames", "newest", "open", "rest", "socket")

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self.rest = b""
        self.open = False
        self.frames = 0
        self.newest = b""

    def take(self, data: bytes) -> int:
        """How many whole frames have come with `data`."""
        rest = self.rest + data if self.rest else data
        if not self.open:
            head, end, rest = rest.partition(_HANDSHAKE_END)
            if not end:
                self.rest = head
                return 0
            if not head.startswith(b"HTTP/1.1 101"):
                raise ConnectionError(head.decode(errors="replace"))
            self.open = True
        count = 0
        while len(rest) >= 2:
            start, length = 2, rest[1] & 127
            if length == 126:
                start, length = 4, int.from_bytes(rest[2:4])
            elif length == 127:
                start, length = 10, int.from_bytes(rest[2:10])
            if len(rest) < start + length:
                break
            if rest[0] == 0x88:
                raise ConnectionError(f"closed: {rest[start : start + length]!r}")
            self.newest = rest[start : start + length]
            rest = rest[start + length :]
            count += 1
        self.rest = rest
        self.frames += count
        return count


class Crowd:
    def __init__(self) -> None:
        self._poll = select.epoll()
        self._poll.register(0, select.EPOLLIN)
        self._clients: dict[int, Client] = {}
        self._readers = 0
        self._left = 0
        self._stalled: Client | None = None
        self._asked = b""
        self._quiet_s = 0.0
        self._buffer = memoryview(bytearray(262_144))

    def run(self) -> None:
        while True:
            ready = self._poll.poll(self._quiet_s or None)
            if not ready:
                self._quiet_s = 0.0
                _say(settled=1)
            for number, _ in ready:
                if number == 0:
                    if not self._listen():
                        return
                else:
                    self._read(self._clients[number])

    def _listen(self) -> bool:
        data = os.read(0, 65_536)
        if not data:
            return False
        *lines, self._asked = (self._asked + data).split(b"\n")
        for line in lines:
            self._obey(json.loads(line))
        return True

    def _obey(self, request: dict[str, Any]) -> None:
        match request["do"]:
            case "connect":
                self._connect(request)
                _say(connected=len(self._clients))
            case "arm":
                self._left = self._readers
                _say(armed=self._left)
            case "settle":
                self._left = 0
                self._quiet_s = request["quiet_s"]
            case "stall":
                self._stalled = next(iter(self._clients.values()))
                self._poll.unregister(self._stalled.socket)
                self._readers -= 1
                _say(stalled=1)
            case "resume":
                assert self._stalled is not None
                self._poll.register(self._stalled.socket, select.EPOLLIN)
                _say(resumed=1)
            case "newest":
                assert self._stalled is not None
                _say(newest=self._stalled.newest.decode())
            case unknown:
                _say(failed=f"unknown request {unknown}")

    def _read(self, client: Client) -> None:
        try:
            # Into one buffer for all: `recv` of that size takes fresh memory from the kernel for each read, which is
            # 17 us, more than any server here needs for a message.
            length = client.socket.recv_into(self._buffer)
        except BlockingIOError:
            return
        if not length:
            raise ConnectionError("the server has closed a connection")
        count = client.take(bytes(self._buffer[:length]))
        if self._left > 0 and count and client is not self._stalled:
            self._left -= count
            if self._left <= 0:
                _say(last=time.monotonic_ns())

    def _connect(self, request: dict[str, Any]) -> None:
        """Open so many sockets; each is there when it has its handshake and `greetings` frames."""
        wanted = range(request["count"])
        for first in range(0, len(wanted), _AT_ONCE):
            batch = [Client(_opened(request)) for _ in wanted[first : first + _AT_ONCE]]
            for client in batch:
                client.socket.sendall(_hello(request))
            for client in batch:
                while not client.open or client.frames < request["greetings"]:
                    data = client.socket.recv(262_144)
                    if not data:
                        raise ConnectionError("the server has closed a connection that was opening")
                    client.take(data)
                client.socket.setblocking(False)
                self._poll.register(client.socket, select.EPOLLIN)
                self._clients[client.socket.fileno()] = client
        self._readers = len(self._clients)


def _opened(request: dict[str, Any]) -> socket.socket:
    connected = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if request["receive_buffer"]:
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, request["receive_buffer"])
    connected.settimeout(30)
    connected.connect(("127.0.0.1", request["port"]))
    return connected


def _hello(request: dict[str, Any]) -> bytes:
    return "\r\n".join(_lines(request)).encode() + _HANDSHAKE_END


def _lines(request: dict[str, Any]) -> Iterator[str]:
    yield f"GET {request['path']} HTTP/1.1"
    yield f"Host: 127.0.0.1:{request['port']}"
    yield "Upgrade: websocket"
    yield "Connection: Upgrade"
    yield f"Sec-WebSocket-Key: {_KEY}"
    yield "Sec-WebSocket-Version: 13"
    if request["token"]:
        yield f"Authorization: Bearer {request['token']}"


def _say(**answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Crowd().run()
