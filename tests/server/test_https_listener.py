"""The second listener: the same application and the same frames over TLS, and one stop for both.

It leans on how uvicorn opens its first listener: here it shows when that changes.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect

from server.app import uvicorn_server
from server.config import Config, Times
from server.listening import listen
from server.private.certificates import Certificates
from server.private.validity import names_of
from server.secure_listener import SecureListener
from server.web.frames import FrameProtocol, Port, message, port_of
from tests.domain.false_clock import FalseClock
from tests.live_office import PATIENCE_S
from tests.server.test_https_certificates import issue_here

HERE = names_of("balai-desa", [])


@dataclass(eq=False)
class TwoDoors:
    """A running server with its plain and its secure port, and what its small application has met."""

    plain: int = 0
    secure: int = 0
    trusting: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    server: uvicorn.Server | None = None
    ports: asyncio.Queue[Port] = field(default_factory=asyncio.Queue)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Tells the scheme; a socket's port is handed to the test."""
        if scope["type"] == "http":
            words = scope["scheme"].encode()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": words})
            return
        peer = WebSocket(scope, receive, send)
        await peer.accept()
        await peer.send_text(scope["scheme"])
        self.ports.put_nowait(port_of(peer, 1.0))
        with suppress(WebSocketDisconnect):
            while True:
                await peer.receive_text()

    async def get(self, port: int, scheme: str) -> str:
        async with httpx.AsyncClient(verify=self.trusting, trust_env=False, timeout=PATIENCE_S) as client:
            return (await client.get(f"{scheme}://127.0.0.1:{port}/")).text

    def wire(self, **how: Any) -> connect:
        return connect(
            f"wss://127.0.0.1:{self.secure}/",
            ssl=self.trusting,
            proxy=None,
            ping_interval=None,
            close_timeout=0.2,
            compression=None,
            **how,
        )


@asynccontextmanager
async def two_doors(data: Path) -> AsyncIterator[tuple[TwoDoors, "asyncio.Task[None]"]]:
    doors, certificates = TwoDoors(), Certificates(data, issue_here)
    async with AsyncExitStack() as house:
        tls = await house.enter_async_context(certificates.kept_fresh(lambda: HERE, FalseClock().now, "Uji"))
        plain, secure = listen("127.0.0.1", 0), listen("127.0.0.1", 0)
        house.enter_context(closing(plain))
        house.enter_context(closing(secure))
        doors.plain, doors.secure = plain.getsockname()[1], secure.getsockname()[1]
        doors.trusting = ssl.create_default_context(cadata=certificates.authority())
        doors.server = uvicorn_server(doors, Config(data, times=Times(shutdown=1)), SecureListener(secure, tls))
        serving = asyncio.create_task(doors.server.serve(sockets=[plain]))
        try:
            yield doors, serving
        finally:
            doors.server.should_exit = True
            async with asyncio.timeout(PATIENCE_S):
                await serving


async def test_one_application_answers_at_both_doors_and_knows_which(tmp_path: Path) -> None:
    async with two_doors(tmp_path) as (doors, _):
        assert await doors.get(doors.plain, "http") == "http"
        assert await doors.get(doors.secure, "https") == "https"
        async with doors.wire() as client:
            assert await client.recv() == "wss"


async def test_frames_that_are_encoded_once_go_out_over_tls(tmp_path: Path) -> None:
    async with two_doors(tmp_path) as (doors, _), doors.wire() as client:
        await client.recv()
        port = await doors.ports.get()
        assert isinstance(port, FrameProtocol)
        told = [message({"seq": n, "parts": {"calls": "<p>é</p>" * n}}) for n in range(0, 20_000, 4_000)]
        for one in told:
            port.write(one)
        assert [await client.recv() for _ in told] == [one.payload.decode() for one in told]


async def test_a_slow_reader_over_tls_is_paused_and_goes_on_when_it_reads_again(tmp_path: Path) -> None:
    big = message("x" * 60_000)
    async with two_doors(tmp_path) as (doors, _), doors.wire(max_queue=1, max_size=None) as client:
        await client.recv()
        port = await doors.ports.get()
        resumed = asyncio.Event()
        port.resumed = resumed.set
        written = 0
        async with asyncio.timeout(PATIENCE_S):
            while not port.paused:
                port.write(big)
                written += 1
                await asyncio.sleep(0)
            for _ in range(written):
                assert await client.recv() == big.payload.decode()
            await resumed.wait()
        assert not port.paused
        port.write(message("lagi"))
        assert await client.recv() == '"lagi"'


async def test_a_port_that_is_ended_ends_its_connection(tmp_path: Path) -> None:
    async with two_doors(tmp_path) as (doors, _), doors.wire() as client:
        await client.recv()
        (await doors.ports.get()).abort()
        async with asyncio.timeout(PATIENCE_S):
            await client.wait_closed()


async def test_whoever_speaks_something_else_at_the_secure_door_is_turned_away_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with two_doors(tmp_path) as (doors, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", doors.secure)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        with suppress(ConnectionResetError):
            assert b"HTTP" not in await reader.read()
        writer.close()
        with suppress(ConnectionResetError):
            await writer.wait_closed()
        assert await doors.get(doors.secure, "https") == "https"
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_it_stops_while_sockets_requests_and_handshakes_are_open(tmp_path: Path) -> None:
    async with two_doors(tmp_path) as (doors, serving), AsyncExitStack() as guests:
        wires: list[ClientConnection] = [await guests.enter_async_context(doors.wire()) for _ in range(3)]
        for wire in wires:
            await wire.recv()
        # One says nothing at all, one stops after its handshake, one in the middle of a request.
        silent = socket.create_connection(("127.0.0.1", doors.secure))
        guests.callback(silent.close)
        for started in (b"", b"GET / HT"):
            transport, _ = await asyncio.get_running_loop().create_connection(
                asyncio.Protocol, "127.0.0.1", doors.secure, ssl=doors.trusting
            )
            guests.callback(transport.abort)
            transport.write(started)
        assert doors.server is not None
        doors.server.should_exit = True
        async with asyncio.timeout(PATIENCE_S):
            await serving
            for wire in wires:
                await wire.wait_closed()
        assert {wire.close_code for wire in wires} == {1012}
        assert [listener.is_serving() for listener in doors.server.servers] == [False, False]
        for port in (doors.plain, doors.secure):
            with pytest.raises(OSError, match=r"Connect call failed"):
                await asyncio.open_connection("127.0.0.1", port)
