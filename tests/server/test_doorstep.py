"""Right after a start: the office is open, its site is still being loaded."""

import asyncio
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from display.render import Renderer
from server.app import serve
from server.config import Config
from server.listening import listen
from server.presence import Presence
from server.store.base import Unwritable
from server.web.doorstep import Doorstep
from tests.live_office import PATIENCE_S, VILLAGE_TOML
from tests.server.offices import an_office

Message = MutableMapping[str, Any]


class Crowd:
    """Requests that come to a doorstep, all of them together."""

    def __init__(self, doorstep: Doorstep, *asked: tuple[str, str]) -> None:
        self._doorstep = doorstep
        self._coming = len(asked)
        self._here = asyncio.Event()
        self.visitor = httpx.AsyncClient(transport=httpx.ASGITransport(app=self._enter), base_url="http://127.0.0.1")
        self.waiting = [asyncio.create_task(self.visitor.request(method, path)) for method, path in asked]

    async def arrive(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self._here.wait()

    async def answers(self) -> list[httpx.Response]:
        async with asyncio.timeout(PATIENCE_S):
            return await asyncio.gather(*self.waiting)

    async def _enter(self, scope: Any, receive: Any, send: Any) -> None:
        self._coming -= 1
        if self._coming == 0:
            self._here.set()  # the last one is on the doorstep before anybody else's turn comes
        await self._doorstep(scope, receive, send)


async def hall(scope: Message, _receive: Any, send: Any) -> None:
    """A site with one page, which says what was asked for."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": f"{scope['method']} {scope['path']}".encode()})


async def test_health_is_told_while_the_site_is_loaded() -> None:
    async with an_office() as office, Crowd(Doorstep(office, Presence())).visitor as monitor:
        well = await monitor.get("/healthz")
        office.medium.failed(Unwritable("disk full"))
        ill = await monitor.get("/healthz")

    assert (well.status_code, well.headers["content-type"], well.headers["cache-control"]) == (
        200,
        "application/json",
        "no-store",
    )
    assert well.json() == {
        "status": "ok",
        "day_open": True,
        "announcer": False,
        "voice": {},
        "screens": 0,
        "clock_doubtful": False,
    }
    assert (ill.status_code, ill.json()["status"]) == (503, "storage-failed")


async def test_everybody_else_waits_and_gets_what_they_came_for() -> None:
    async with an_office() as office:
        doorstep = Doorstep(office, Presence())
        crowd = Crowd(doorstep, ("GET", "/layar"), ("POST", "/healthz"), ("GET", "/healthz/x"))
        async with crowd.visitor as early:
            await crowd.arrive()
            assert (await early.get("/healthz")).status_code == 200
            assert not any(task.done() for task in crowd.waiting)
            doorstep.open(hall)

            said = [answer.text for answer in await crowd.answers()]
            assert said == ["GET /layar", "POST /healthz", "GET /healthz/x"]
            assert (await early.get("/healthz")).text == "GET /healthz"


async def test_without_a_site_nobody_waits_for_ever() -> None:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async with an_office() as office:
        doorstep = Doorstep(office, Presence())
        crowd = Crowd(doorstep, ("GET", "/layar"))
        async with crowd.visitor as early:
            await crowd.arrive()
            assert not crowd.waiting[0].done()
            doorstep.close()

            assert [answer.status_code for answer in await crowd.answers()] == [503]
            assert (await early.get("/healthz")).status_code == 503
            await doorstep({"type": "websocket", "path": "/feed"}, cast(Any, None), send)
    assert told == [{"type": "websocket.close", "code": 1012, "reason": ""}]


async def test_a_page_that_cannot_be_imported_ends_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # What `import` finds of a module that is broken, whichever page it is.
    monkeypatch.delitem(sys.modules, "server.web.site", raising=False)
    monkeypatch.setitem(sys.modules, "server.web.kiosk", None)
    monkeypatch.delattr("server.web.kiosk", raising=False)

    with pytest.raises(ImportError, match="kiosk"):
        await serve_until_it_ends(tmp_path)
    assert "the site cannot be opened" in caplog.text


async def test_a_template_that_cannot_be_compiled_ends_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Renderer) -> None:
        raise SyntaxError("a tag that nobody closes")

    monkeypatch.setattr(Renderer, "compile", broken)

    with pytest.raises(SyntaxError):
        await serve_until_it_ends(tmp_path)
    assert "the site cannot be opened" in caplog.text


async def serve_until_it_ends(folder: Path) -> None:
    """The whole of `serve`, which nobody here tells to stop."""
    async with asyncio.timeout(PATIENCE_S):
        await serve(Config(data=folder / "data", office_toml=VILLAGE_TOML), listen("127.0.0.1", 0))
