"""A server that shows what a test tells it, hears what the page says, and can fall silent or go away."""

import asyncio
import contextlib
import json
import re
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from display.assets import ASSETS
from display.render import Renderer
from display.views import Live, View
from tests.display.samples import COUNTER

#: As strict as the real one. Chromium 69 does not count a socket of the same host as 'self', hence its address.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self' ws://{host}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

Answer = Callable[[dict[str, str]], Awaitable[Response]]

_HOUR_MS = 3_600_000

#: Tries again at once, and never takes a busy machine for a line that was cut.
QUICK = Live(
    screen="test",
    seq=1,
    epoch="e1",
    beat_ms=60,
    silence_ms=_HOUR_MS,
    retry_first_ms=40,
    retry_most_ms=200,
    hero_ms=250,
)

#: Short, so that a test of silence takes less than a second.
SOON_CUT_OFF = replace(QUICK, silence_ms=400)

#: For pages whose clock is stopped: minutes pass at once, and the line stands all the while.
STEADY = Live(screen="test", seq=1, epoch="e1", silence_ms=_HOUR_MS)


class FakeOffice:
    """`view` and `live` make the page; `settings` overwrite data attributes of its body. Every list grows in order."""

    def __init__(self, renderer: Renderer | None = None) -> None:
        """`renderer`: one of the version `v1` whose templates are compiled already."""
        self.view: View = COUNTER
        self.live = QUICK
        self.settings: dict[str, int] = {}
        self.online = True
        self.pages = 0
        self.connections: list[dict[str, str]] = []
        self.heard: list[dict[str, object]] = []
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.answer: Answer = _done
        self.url = ""
        self._renderer = renderer or Renderer(version="v1")
        self._sockets: set[WebSocket] = set()
        self._changed = asyncio.Condition()
        self._awake = asyncio.Event()
        self._awake.set()
        self._server = _Server(
            uvicorn.Config(
                Starlette(
                    routes=[
                        Mount("/assets", StaticFiles(directory=ASSETS)),
                        WebSocketRoute("/screen/{name}", self._screen),
                        Route("/{path:path}", self._page, methods=["GET"]),
                        Route("/{path:path}", self._post, methods=["POST"]),
                    ]
                ),
                ws="websockets-sansio",
                lifespan="off",
                log_level="critical",
                timeout_graceful_shutdown=1,
            )
        )

    @contextlib.asynccontextmanager
    async def open(self) -> "contextlib.AsyncIterator[FakeOffice]":
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            serving = asyncio.create_task(self._server.serve(sockets=[listener]))
            try:
                yield self
            finally:
                self.thaw()
                await self.hang_up()
                self._server.should_exit = True
                await serving

    async def show(self, view: View, *, seq: int | None = None, **more: object) -> None:
        """Send the whole of `view` to every page, as the office's newest picture."""
        self.view = view
        self.live = replace(self.live, seq=self.live.seq + 1 if seq is None else seq)
        for page in list(self._sockets):
            await page.send_text(self._frame(**more))

    async def send(self, frame: dict[str, object]) -> None:
        for page in list(self._sockets):
            await page.send_text(json.dumps(frame))

    async def hang_up(self) -> None:
        """Close every socket, cleanly."""
        for page in list(self._sockets):
            self._sockets.discard(page)
            await page.close()

    def freeze(self) -> None:
        """Fall silent with every connection open, as a process does that is stopped."""
        self._awake.clear()

    def thaw(self) -> None:
        self._awake.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something that a page did makes `true` true."""
        async with asyncio.timeout(30), self._changed:
            await self._changed.wait_for(true)

    def _frame(self, **more: object) -> str:
        parts = self._renderer.parts(self.view)
        return json.dumps({"seq": self.live.seq, "epoch": self.live.epoch, "parts": parts, **more})

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _page(self, request: Request) -> Response:
        if not self.online:
            return Response("", 503)
        self.pages += 1
        html = self._renderer.page(self.view, self.live)
        for name, value in self.settings.items():
            html = re.sub(rf'data-{name}="[^"]*"', f'data-{name}="{value}"', html)
        await self._tell()
        return HTMLResponse(
            html, headers={"content-security-policy": CSP.format(host=request.url.netloc), "cache-control": "no-store"}
        )

    async def _post(self, request: Request) -> Response:
        fields = {name: str(value) for name, value in (await request.form()).items()}
        self.posts.append((request.url.path, fields))
        await self._tell()
        return await self.answer(fields)

    async def _screen(self, page: WebSocket) -> None:
        if not self.online:
            await page.close()
            return
        await self._awake.wait()
        beating = None
        try:
            await page.accept()
            self.connections.append(dict(page.query_params))
            await page.send_text(self._frame())
            self._sockets.add(page)
            await self._tell()
            beating = asyncio.create_task(self._beat(page))
            while True:
                self.heard.append(json.loads(await page.receive_text()))
                await self._tell()
        except (WebSocketDisconnect, RuntimeError):
            pass  # the page went away, or the test hung up
        finally:
            self._sockets.discard(page)
            if beating is not None:
                beating.cancel()

    async def _beat(self, page: WebSocket) -> None:
        while True:
            await asyncio.sleep(self.live.beat_ms / 1000)
            await self._awake.wait()
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # just closed
                await page.send_text('{"beat":1}')


class _Server(uvicorn.Server):
    """Leaves the signals to pytest."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _done(fields: dict[str, str]) -> Response:
    return JSONResponse({"called": "C008", "version": 414, "seq": 414})
