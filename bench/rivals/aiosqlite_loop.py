"""Rival: a live queue display as most would write it. aiosqlite statement by statement, then `send_text` to everyone in turn."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import aiosqlite
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bench.answering import Request, answer_all
from bench.rivals.bare_sqlite import INSERT, READ_NEXT, TABLES, UPDATE, data_of
from bench.rivals.plain_uvicorn import serving
from display.clock_view import Clock
from display.render import TEMPLATES, Renderer
from display.views import CallCard, CounterRow, TvView

_CHANGED = ("calls", "counters", "tally")
_CLOCK = Clock(0, 420, "WIB", "Sen, 23 Nov", "09.41")
_ROWS = tuple(CounterRow(str(n), f"Loket {n}", "KTP, KK", "", "open", "", latest=n == 1) for n in range(1, 5))


class Display:
    """`payload`: what is sent when nothing is to be drawn."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        self.payload = ""
        self._database = database
        self._renderer = Renderer(TEMPLATES)
        self._everyone: set[WebSocket] = set()

    async def watch(self, socket: WebSocket) -> None:
        await socket.accept()
        self._everyone.add(socket)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            self._everyone.discard(socket)

    async def call_next(self, _: WebRequest) -> Response:
        number = await self._commit()
        text = self.payload or self._drawn(number)
        for socket in tuple(self._everyone):
            await socket.send_text(text)
        return JSONResponse({"called": f"A{number:03d}"})

    async def _commit(self) -> int:
        await self._database.execute("BEGIN IMMEDIATE")
        async with self._database.execute(READ_NEXT) as cursor:
            row = await cursor.fetchone()
        assert row is not None
        number = int(row[0])
        await self._database.execute(UPDATE, (number + 1,))
        await self._database.execute(INSERT, (data_of(number), number))
        await self._database.commit()
        return number

    def _drawn(self, number: int) -> str:
        ticket = f"A{number % 1_000:03d}"
        recent = tuple(f"A{(number - n) % 1_000:03d}" for n in range(1, 5))
        view = TvView(
            office="Kantor Desa Sukamaju",
            clock=_CLOCK,
            open=True,
            closed_message="",
            calls=(CallCard(number, ticket, "1", "Loket 1", 0, repeat=False),),
            counters=(replace(_ROWS[0], ticket=ticket), *_ROWS[1:]),
            recent=recent,
            waiting=number % 40,
            notes=(),
            let_in=True,
        )
        parts = self._renderer.parts(view)
        return msgspec.json.encode({"seq": number, "parts": {part: parts[part] for part in _CHANGED}}).decode()


async def main(folder: Path) -> None:
    async with aiosqlite.connect(folder / "display.db", isolation_level=None) as database:
        await database.executescript(TABLES)
        display = Display(database)

        async def handle(request: Request) -> Mapping[str, object]:
            display.payload = request["payload"]
            return {"ready": 1}

        routes = [
            Route("/api/v1/counters/1/next", display.call_next, methods=["POST"]),
            WebSocketRoute("/screen/tv", display.watch),
        ]
        async with serving(Starlette(routes=routes)):
            await answer_all(handle)


if __name__ == "__main__":
    directory = Path(sys.argv[1])
    directory.mkdir()
    asyncio.run(main(directory))
