"""A press as an official's program makes it: one POST over a connection that stays open."""

import json
import secrets
import socket
from collections.abc import Mapping
from typing import Any, Self

from bench.ours import TOKEN


class Presser:
    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        """The answer. Raises `ConnectionError` for any status that is not 2xx."""
        return self._answered("POST", path, json.dumps(body).encode())

    def get(self, path: str) -> bytes:
        return self._asked("GET", path, b"")

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answered(self, method: str, path: str, body: bytes) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._asked(method, path, body))
        return answer

    def _asked(self, method: str, path: str, body: bytes) -> bytes:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAuthorization: Bearer {TOKEN}\r\n"
            f"Idempotency-Key: {secrets.token_hex(8)}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + body)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._read()
        top, _, rest = received.partition(b"\r\n\r\n")
        status, *lines = top.split(b"\r\n")
        if not status.split(b" ")[1].startswith(b"2"):
            raise ConnectionError(f"{method} {path}: {received!r}")
        fields = dict(line.lower().split(b": ", 1) for line in lines)
        while len(rest) < int(fields[b"content-length"]):
            rest += self._read()
        return rest

    def _read(self) -> bytes:
        data = self._socket.recv(65_536)
        if not data:
            raise ConnectionError("the server has closed the connection")
        return data
