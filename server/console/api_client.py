"""The office's JSON API, as any program uses it: one kept connection, one request at a time. Standard library only."""

import http.client
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Reply:
    """`body` is the decoded JSON object, of a problem too."""

    status: int
    body: Mapping[str, object]

    @property
    def ok(self) -> bool:
        return self.status < 400


class ApiClient:
    """Blocking, for one thread at a time. Close it when done."""

    def __init__(self, server: str, token: str, *, timeout_s: float = 10.0) -> None:
        parts = urlsplit(server)
        self._token = token
        self._connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=timeout_s)

    def get(self, path: str) -> Reply:
        """`path` follows `/api/v1/`. Raises OSError or `http.client.HTTPException` when the server cannot be reached."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, body: Mapping[str, object]) -> Reply:
        """The same. A repeated attempt has one effect, because the key stays."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": secrets.token_hex(16)}
        return self._ask("POST", path, json.dumps(body), headers)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, content: str | None, headers: Mapping[str, str]) -> Reply:
        try:
            return self._once(method, path, content, headers)
        except (http.client.HTTPException, ConnectionError):
            # The server may have closed the kept connection in the meantime.
            self._connection.close()
            return self._once(method, path, content, headers)

    def _once(self, method: str, path: str, content: str | None, headers: Mapping[str, str]) -> Reply:
        named = {"Authorization": f"Bearer {self._token}", **headers}
        self._connection.request(method, f"/api/v1/{path}", content, named)
        with self._connection.getresponse() as response:
            return Reply(response.status, json.loads(response.read() or b"{}"))
