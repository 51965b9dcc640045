"""The real office in a process of its own, told by the bench what shall happen in it.

Nothing of it is a special path: it is `server.app.open_office` with its own store, screens and sockets. It is only watched: a tap
on the encoder notes when a frame is ready to be written, and the clock may run faster, so that two calls that the bench makes
30 ms apart are as far from each other as in an office.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from socket import SO_SNDBUF, SOL_SOCKET
from unittest import mock

import msgspec

from bench.answering import Request, answer_all, say
from bench.flood import Flood
from bench.workload import commits_at_once, commits_in_turn
from display.render import Renderer
from display.screen import screen_of
from display.views import View
from server import app
from server.clock import SystemClock
from server.config import Config, Times
from server.description import Description
from server.domain.commands import CallNext, CancelTicket, Command, OpenDay, TakeTicket
from server.domain.patience import Patience
from server.listening import listen
from server.office import Done, Office
from server.private.secrets import new_ticket_token
from server.store.base import Entry
from server.store.sqlite import SqliteStore
from server.web import screens
from server.web.frames import Message, message
from server.web.peers import Peers
from server.web.screens import Screens

TOKEN = "bench-token"
_NEVER_MS = 10**15


@dataclass(frozen=True, slots=True)
class Setting:
    """How the office is to run. `send_buffer` bounds the kernel's buffer of every socket, in bytes; 0 leaves it alone."""

    data: str
    speed: float = 1.0
    beat_s: float = 3_600.0
    silent_peer_s: float = 7_200.0
    hero_s: float = 6.0
    send_buffer: int = 0
    as_json: bool = False
    one_each: bool = False
    port: int = 0

    def argument(self) -> str:
        return msgspec.json.encode(asdict(self)).decode()


class Tap:
    """Sees every frame that the screens encode; `at` is the monotonic time, in nanoseconds, when the newest was ready."""

    def __init__(self) -> None:
        self.at = 0
        self.newest = b""
        self._seen = asyncio.Event()

    def encode(self, content: object) -> Message:
        made = message(content)
        self.at = time.monotonic_ns()
        self.newest = made.payload
        self._seen.set()
        return made

    def forget(self) -> None:
        self._seen.clear()

    async def seen(self) -> None:
        async with asyncio.timeout(5):
            await self._seen.wait()


class OneEach(SqliteStore):
    """For comparison only: the same commits, every one by itself."""

    async def append(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            await super().append([entry])


class JsonRenderer(Renderer):
    """For comparison only: sends a view as data instead of HTML."""

    def parts(self, view: View, *_: object) -> dict[str, str]:
        return {screen_of(view).name: msgspec.json.encode(view).decode()}


@dataclass(slots=True)
class Desk:
    """Presses the buttons."""

    office: Office
    screens: Screens
    peers: Peers
    tap: Tap
    flood: Flood
    taken: list[str] = field(default_factory=list)

    async def handle(self, request: Request) -> Mapping[str, object]:
        match request["do"]:
            case "fill":
                await asyncio.gather(*(self._take("A") for _ in range(request["tickets"])))
                return {"waiting": sum(1 for _ in self.office.state.waiting())}
            case "tally":
                return await self._published(self._tally)
            case "call":
                return await self._published(partial(self._do, CallNext("1")))
            case "payload":
                return {"payload": self.tap.newest.decode()}
            case "head":
                return {"head": self.office.head, "skipped": self.screens.skipped, "sockets": len(self.peers)}
            case "commits in turn":
                return {"seconds": await commits_in_turn(self.office, request["count"])}
            case "commits at once":
                return {"per_second": await commits_at_once(self.office, request["count"], request["callers"])}
            case "flood":
                await self.flood.begin()
                return {"sent": self.flood.sent}
            case "flooding":
                return {"sent": self.flood.sent}
            case "calm":
                await self.flood.end()
                return {"sent": self.flood.sent}
            case _:
                return {"failed": f"unknown request {request}"}

    async def _published(self, press: Callable[[], Awaitable[object]]) -> Mapping[str, object]:
        """`at` is when the frame was ready to be written, `began` when the button was pressed."""
        self.tap.forget()
        began = time.monotonic_ns()
        await press()
        committed = time.monotonic_ns()
        await self.tap.seen()
        return {"at": self.tap.at, "began": began, "committed": committed}

    async def _tally(self) -> None:
        """One more or one less is waiting: the smallest change on the TV."""
        if self.taken:
            await self._do(CancelTicket(self.taken.pop()))
        else:
            # Of a service that counter 1 does not call.
            self.taken.append(await self._take("U"))

    async def _take(self, service: str) -> str:
        return str((await self._do(TakeTicket(service, False, new_ticket_token(), "api")))["ticket"])

    async def _do(self, command: Command) -> Mapping[str, object]:
        outcome = await self.office.do(command, actor="bench")
        assert isinstance(outcome, Done), f"{command}: {outcome}"
        return outcome.reply


async def main(setting: Setting) -> None:
    config = Config(
        data=Path(setting.data),
        api_token=TOKEN,
        times=Times(beat=setting.beat_s, silent_peer=setting.silent_peer_s, hero=setting.hero_s),
        patience=Patience(_NEVER_MS, _NEVER_MS, recall=0),
    )
    listening = listen("127.0.0.1", setting.port)
    if setting.send_buffer:
        listening.setsockopt(SOL_SOCKET, SO_SNDBUF, setting.send_buffer)
    tap = Tap()
    with ExitStack() as changes:
        changes.enter_context(mock.patch.object(screens, "message", tap.encode))
        if setting.as_json:
            changes.enter_context(mock.patch("display.render.Renderer", JsonRenderer))
        store: type[SqliteStore] = OneEach if setting.one_each else SqliteStore
        async with app.open_office(
            config, make_store=lambda given: store(given.data), make_clock=partial(_clock, setting.speed)
        ) as running:
            server = app.uvicorn_server(running.app, config)
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            office = running.context.office
            await office.do(OpenDay(), actor="bench")
            say(port=listening.getsockname()[1])
            context = running.context
            desk = Desk(office, context.screens, context.peers, tap, Flood(context.complaints_door))
            await answer_all(desk.handle)
            server.should_exit = True
            await serving
    listening.close()


def _clock(speed: float, description: Description, newest_ms: int) -> SystemClock:
    start_wall, start_mono = time.time(), time.monotonic()

    def passed() -> float:
        return (time.monotonic() - start_mono) * speed

    return SystemClock(
        description.zone,
        newest_ms=newest_ms,
        wall=lambda: start_wall + passed(),
        mono=lambda: start_mono + passed(),
    )


if __name__ == "__main__":
    asyncio.run(main(msgspec.json.decode(sys.argv[1], type=Setting)))
