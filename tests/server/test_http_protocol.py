"""Whoever connects and asks for nothing is ended, and holds nobody up; whoever works is left alone.

It leans on uvicorn's internals: here it shows when they change.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket
from uvicorn.server import ServerState
from websockets.asyncio.client import connect

from server.app import uvicorn_server
from server.config import Config, Limits, Times
from server.listening import listen
from server.private.certificates import Certificates
from server.private.validity import names_of
from server.secure_listener import SecureListener
from server.web.connections import Connections
from server.web.http_protocol import HttpProtocol
from tests.domain.false_clock import FalseClock
from tests.live_office import PATIENCE_S
from tests.server.test_https_certificates import issue_here

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: x\r\nX-a: "
BRIEF = Times(head=0.1, shutdown=1)
THREE = Limits(connections_per_address=3)


class Application:
    """Answers when the whole body has come and `gate` is open; echoes on a socket. `came`: one for every request."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.came = asyncio.Queue[str]()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.came.put_nowait(scope["type"])
        if scope["type"] == "http":
            while (await receive()).get("more_body"):
                pass
            await self.gate.wait()
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            await send({"type": "http.response.body", "body": b"ya"})
            return
        peer = WebSocket(scope, receive, send)
        await peer.accept()
        await peer.send_text(await peer.receive_text())
        await peer.close()


class Guest:
    """A connection on which only what the test says is sent."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port))
        self._line.setblocking(False)

    async def says(self, words: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self._line, words)

    async def hears(self) -> bytes:
        """What comes next; b"" at the end."""
        async with asyncio.timeout(PATIENCE_S):
            try:
                return await asyncio.get_running_loop().sock_recv(self._line, 65_536)
            except ConnectionResetError:
                return b""

    async def hears_all(self) -> bytes:
        """What comes until the server ends it."""
        heard = b""
        while more := await self.hears():
            heard += more
        return heard

    def hears_nothing(self) -> bool:
        """Whether it is open, and nothing has come."""
        try:
            self._line.recv(1)
        except BlockingIOError:
            return True
        return False

    def close(self) -> None:
        self._line.close()


class House:
    """A running server whose own machine is counted like any other, so that a test can be its crowd."""

    def __init__(
        self, application: Application, connections: Connections, plain: int, secure: int, stack: ExitStack
    ) -> None:
        self.application = application
        self.connections = connections
        self.plain = plain
        self.secure = secure
        self._stack = stack

    async def guest(self, says: bytes = b"", port: int = 0) -> Guest:
        guest = self._stack.enter_context(closing(Guest(port or self.plain)))
        await guest.says(says)
        return guest

    async def at_work(self, says: bytes = GET) -> Guest:
        """One whose request has come in."""
        guest = await self.guest(says)
        async with asyncio.timeout(PATIENCE_S):
            await self.application.came.get()
        return guest

    def wire(self) -> connect:
        return connect(f"ws://127.0.0.1:{self.plain}/", proxy=None, ping_interval=None)


@asynccontextmanager
async def open_house(data: Path, times: Times, limits: Limits) -> AsyncIterator[House]:
    certificates = Certificates(data, issue_here)
    async with AsyncExitStack() as stack:
        tls = await stack.enter_async_context(
            certificates.kept_fresh(lambda: names_of("balai", []), FalseClock().now, "Uji")
        )
        plain, secure = listen("127.0.0.1", 0), listen("127.0.0.1", 0)
        stack.enter_context(closing(plain))
        stack.enter_context(closing(secure))
        application = Application()
        config = Config(data, times=times, limits=limits)
        server = uvicorn_server(application, config, SecureListener(secure, tls), own=lambda _host: False)
        serving = asyncio.create_task(server.serve(sockets=[plain]))
        while not server.started:  # noqa: ASYNC110 (uvicorn tells nobody)
            await asyncio.sleep(0)
        try:
            with ExitStack() as guests:
                yield House(
                    application,
                    cast("Connections", server._doorman),
                    plain.getsockname()[1],
                    secure.getsockname()[1],
                    guests,
                )
        finally:
            server.should_exit = True
            async with asyncio.timeout(PATIENCE_S):
                await serving


@pytest.mark.parametrize("says", [b"", HALF, GET + HALF, GET], ids=["silent", "half", "half after an answer", "idle"])
async def test_who_does_not_ask_is_ended(tmp_path: Path, says: bytes) -> None:
    async with open_house(tmp_path, BRIEF, Limits()) as house:
        came = await (await house.guest(says)).hears_all()
    assert came.startswith(b"HTTP/1.1 200") == says.startswith(GET)


async def test_an_upload_an_answer_and_a_socket_may_take_their_time(tmp_path: Path) -> None:
    async with open_house(tmp_path, BRIEF, Limits()) as house, house.wire() as wire:
        house.application.gate.clear()
        waits = await house.at_work()
        uploads = await house.at_work(POST + b"12345")
        # Two that ask for nothing come and go: more than the time in which they had to ask has passed for all.
        await (await house.guest()).hears_all()
        await (await house.guest(HALF)).hears_all()
        await uploads.says(b"67890")
        house.application.gate.set()
        assert b" 200 " in await waits.hears()
        assert b" 200 " in await uploads.hears()
        await wire.send("masih di sini")
        assert await wire.recv() == "masih di sini"


@pytest.mark.parametrize("door", ["plain", "secure"])
async def test_a_crowd_that_asks_for_nothing_keeps_nobody_behind_the_same_address_out(
    tmp_path: Path, door: str
) -> None:
    """At the secure door it is stuck in its TLS handshake, before any protocol knows of it."""
    async with open_house(tmp_path, Times(shutdown=1), THREE) as house:
        crowd = [await house.guest(b"" if door == "secure" else HALF, getattr(house, door)) for _ in range(3)]

        async with asyncio.timeout(PATIENCE_S):
            while len(house.connections) < 3:  # noqa: ASYNC110 (nobody tells a test that a connection was accepted)
                await asyncio.sleep(0)

        assert b" 200 " in await (await house.guest(GET)).hears()
        assert sum(one.hears_nothing() for one in crowd) == 2


async def test_bodies_that_trickle_in_make_room_for_who_asks(tmp_path: Path) -> None:
    async with open_house(tmp_path, Times(shutdown=1), THREE) as house:
        trickling = [await house.at_work(POST + b"1") for _ in range(3)]

        assert b" 200 " in await (await house.guest(GET)).hears()

        assert await trickling[0].hears_all() == b""
        for one in trickling[1:]:
            await one.says(b"234567890")
            assert b" 200 " in await one.hears()


async def test_who_comes_on_top_of_three_that_work_is_turned_away(tmp_path: Path) -> None:
    async with open_house(tmp_path, Times(shutdown=1), THREE) as house:
        house.application.gate.clear()
        async with house.wire() as wire:
            await house.application.came.get()
            at_work = [await house.at_work() for _ in range(2)]
            assert await (await house.guest(GET)).hears_all() == b""
            await wire.send("sudah")
            assert await wire.recv() == "sudah"
        house.application.gate.set()
        for one in at_work:
            assert b" 200 " in await one.hears()
        assert b" 200 " in await (await house.guest(GET)).hears()


class FakeTransport(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.unsent = 0
        self.aborted = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self if name == "socket" else default

    def fileno(self) -> int:
        return 7

    def getsockname(self) -> tuple[str, int]:
        return ("127.0.0.1", 1)

    getpeername = getsockname
    family = socket.AF_INET

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def is_closing(self) -> bool:
        return self.aborted

    def write(self, data: bytes | bytearray | memoryview) -> None: ...

    def abort(self) -> None:
        self.aborted = True


class Timers:
    """The loop, as far as a deadline needs one."""

    def __init__(self) -> None:
        self.set: list[Callable[[], None]] = []

    def call_later(self, _delay: float, call: Callable[[], None]) -> asyncio.TimerHandle:
        self.set.append(call)
        return asyncio.TimerHandle(0.0, call, (), asyncio.get_event_loop())


async def test_who_still_fetches_the_last_answer_on_a_slow_line_is_waited_for() -> None:
    config = uvicorn_server(Application(), Config(Path())).config
    timers, transport = Timers(), FakeTransport()
    protocol = HttpProtocol(
        Connections(Limits(), 8_192), 1.0, config=config, server_state=ServerState(), app_state={}, _loop=timers
    )
    transport.unsent = 60_000
    protocol.connection_made(transport)
    for left in (40_000, 20_000):
        transport.unsent = left
        timers.set[-1]()
        assert not transport.aborted
    timers.set[-1]()
    assert transport.aborted
