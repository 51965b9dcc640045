"""Where requests wait while the site is still being loaded, right after a start.

The office is open before its pages are: its log is read and folded in a moment, while importing the web framework, the templates'
engine and the pages takes longer. Plain ASGI, and imports none of them.
"""

import asyncio
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from server.office import Office
from server.presence import Presence
from server.web.vital_signs import vital_signs

_HEALTH = "/healthz"


class Doorstep:
    """An application that passes everything on to the site once that is open, and answers only `/healthz` until then.

    That answer is true: the office is open, and can be asked and changed. Everybody else waits, and then gets what they came for.
    """

    def __init__(self, office: Office, presence: Presence) -> None:
        self._office = office
        self._presence = presence
        self._site: ASGIApp = _closed
        self._decided = asyncio.Event()

    def open(self, site: ASGIApp) -> None:
        """Let everybody in, whoever waits first."""
        self._site = site
        self._decided.set()

    def close(self) -> None:
        """There will be no site: whoever waits is told so, and nobody waits any more."""
        self._decided.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._decided.is_set():
            if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == _HEALTH:
                await _say(*vital_signs(self._office, self._presence), send)
                return
            await self._decided.wait()
        await self._site(scope, receive, send)


async def _closed(scope: Scope, _receive: Receive, send: Send) -> None:
    """Nobody is let in. A socket ends before its handshake, a request with 503 and no words: those could not be loaded."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1012, "reason": ""})
    else:
        await _say(503, b"{}", send)


async def _say(status: int, body: bytes, send: Send) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def socket_protocol(**given: Any) -> asyncio.Protocol:
    """The site's WebSocket protocol for one connection, where uvicorn takes a class: imported when the first socket comes."""
    from server.web.frames import FrameProtocol

    return FrameProtocol(**given)
