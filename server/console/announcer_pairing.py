"""`silakan announce --pair`: the announcer is let in by a code, as any other device, and keeps its token."""

import http.client
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from server.console.failure import Failure
from server.console.screen import origin_of

_TOKEN = "token"  # noqa: S105 - the name of a file
_HEADERS = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}.items()


def kept_token(state: Path) -> str:
    """The token of an earlier pairing; "" without one."""
    try:
        return (state / _TOKEN).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def pair(server: str, state: Path, tell: Callable[[str], object], sleep: Callable[[float], object] = time.sleep) -> str:
    """Show a code until an official has confirmed it; the token, which is kept in `state`. Raises `Failure` and `Misuse`."""
    parts = urlsplit(origin_of(server))
    asked = _post(parts.hostname, parts.port, "/pasang", role="announcer")
    if not isinstance(asked.get("code"), str):
        raise Failure("Server tidak memberi kode; periksa alamatnya dan apakah kantor sudah disiapkan.")
    tell(f"Kode penyuara: {asked['code']}")
    tell("Ketik kode itu di halaman Perangkat (masuk sebagai Kasi Pelayanan atau admin). Berlaku 10 menit.")
    while True:
        answer = _post(parts.hostname, parts.port, "/pasang/jemput", secret=str(asked["secret"]))
        match answer.get("token", ""):
            case str(token) if token:
                _keep(state, token)
                return token
            case None:
                sleep(float(str(asked.get("interval", 3))))
            case _:
                raise Failure("Kode tidak diizinkan dalam 10 menit; jalankan lagi untuk mendapat kode baru.")


def _post(host: str | None, port: int | None, path: str, **fields: str) -> dict[str, object]:
    connection = http.client.HTTPConnection(host or "127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", path, urlencode(fields), dict(_HEADERS))
        answer = json.loads(connection.getresponse().read() or b"{}")
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Failure("Server tidak menjawab; periksa alamatnya dan apakah server berjalan.") from error
    finally:
        connection.close()
    return answer if isinstance(answer, dict) else {}


def _keep(state: Path, token: str) -> None:
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = state / f"{_TOKEN}.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - by its descriptor, so that it is never readable by others
        file.write(token)
    part.replace(state / _TOKEN)
