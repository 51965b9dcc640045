"""Frames that are encoded once. They lean on uvicorn's internals: here it shows when those change."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
import uvicorn
from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State
from websockets.server import ServerProtocol

from server.app import uvicorn_server
from server.config import Config, Times
from server.listening import listen
from server.web.doorstep import socket_protocol
from server.web.frames import EXTENSION, AsgiPort, FrameProtocol, Port, message, port_of
from tests.conftest import Starter
from tests.live_office import PATIENCE_S, TOKEN, LiveOffice, end


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_frame_is_what_the_library_would_send(size: int) -> None:
    content = "x" * (size - 2) if size >= 2 else size
    told = message(content)
    library = ServerProtocol(state=State.OPEN, max_size=None)
    library.send_text(told.payload)

    assert told.frame == b"".join(library.data_to_send())


def test_a_message_is_json_in_utf_8() -> None:
    assert message({"kata": "terdengar ✓"}).payload == '{"kata":"terdengar ✓"}'.encode()


@asynccontextmanager
async def served(
    app: Any, protocol: type[asyncio.Protocol]
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A bare connection to `app` after the handshake."""
    server = uvicorn_server(app, Config(data=cast(Any, None)))
    server.config.ws = protocol
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    listening = listen("127.0.0.1", 0)
    await server.startup(sockets=[listening])
    try:
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(
            b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        async with asyncio.timeout(PATIENCE_S):
            assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
            yield reader, writer
        writer.close()
    finally:
        await end(server)


async def test_on_the_wire_both_ways_look_the_same() -> None:
    told = message({"seq": 1, "parts": {"calls": "<p>é</p>" * 40}})
    ports: list[Port] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        ports.append(port_of(socket, 1.0))
        await socket.send_text(told.payload.decode())
        ports[0].write(told)
        await receive()

    async with served(app, FrameProtocol) as (reader, _):
        uvicorns = await reader.readexactly(len(told.frame))
        ours = await reader.readexactly(len(told.frame))

    assert ours == uvicorns == told.frame
    assert isinstance(ports[0], FrameProtocol)


async def test_the_application_finds_the_port_in_its_scope() -> None:
    found: list[object] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        found.append(scope["extensions"].get(EXTENSION))
        await send({"type": "websocket.accept"})
        await receive()

    async with served(app, FrameProtocol):
        pass
    (port,) = found
    assert isinstance(port, FrameProtocol)


async def test_without_the_port_messages_go_through_asgi() -> None:
    ports: list[Port] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        port = port_of(socket, 1.0)
        ports.append(port)
        resumed = asyncio.Event()
        port.resumed = resumed.set
        port.write(message(1))
        assert port.paused
        port.write(message(2))  # dropped: whoever writes to a paused port has not looked
        await resumed.wait()
        assert not port.paused
        port.write(message(3))
        await receive()

    async with served(app, WebSocketsSansIOProtocol) as (reader, _):
        assert await reader.readexactly(6) == message(1).frame + message(3).frame
    assert isinstance(ports[0], AsgiPort)


class Sink:
    """A transport that remembers."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closing = self.aborted = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def is_closing(self) -> bool:
        return self.closing

    def abort(self) -> None:
        self.aborted = True

    def get_extra_info(self, name: str) -> object:
        return None


@pytest.fixture
async def protocol() -> FrameProtocol:
    """uvicorn's protocol after a handshake, on a sink."""
    config = uvicorn.Config(lambda scope: None, log_config=None)
    config.load()
    made = FrameProtocol(config, uvicorn.server.ServerState(), {})
    made.transport = cast(Any, Sink())
    made.handshake_complete = True
    return made


async def test_pausing_and_resuming_is_told(protocol: FrameProtocol) -> None:
    resumed: list[bool] = []
    protocol.resumed = lambda: resumed.append(protocol.paused)
    assert not protocol.paused
    protocol.pause_writing()
    assert protocol.paused
    assert resumed == []
    protocol.resume_writing()
    assert not protocol.paused
    assert resumed == [False]


@pytest.mark.parametrize("ended", ["not accepted", "close sent", "transport closing"])
async def test_nothing_is_written_where_no_frame_may_be(protocol: FrameProtocol, ended: str) -> None:
    sink = cast(Sink, protocol.transport)
    protocol.write(message(1))
    assert len(sink.written) == 1
    protocol.handshake_complete = ended != "not accepted"
    protocol.close_sent = ended == "close sent"
    sink.closing = ended == "transport closing"

    protocol.write(message(1))

    assert len(sink.written) == 1


async def test_aborting_ends_the_transport(protocol: FrameProtocol) -> None:
    protocol.abort()

    assert cast(Sink, protocol.transport).aborted


async def test_a_whole_office_works_without_the_port(start: Starter) -> None:
    live = await start(
        wire_protocol=WebSocketsSansIOProtocol, times=Times(beat=0.05, silent_peer=60, tick=60, shutdown=1)
    )
    api = await live.api()
    await api.post("day/open")
    tvs = [await live.wire("/screen/tv") for _ in range(3)]
    feed = await live.wire("/feed?after=0&epoch=memory", TOKEN)
    for tv in tvs:
        parts = {"day", "announced", "calls", "counters", "tally", "notes", "board-cards", "board-sums"}
        assert set((await tv.next())["parts"]) == parts
    for number in range(1, 6):
        await api.post("tickets", json={"service": "A"})
        await api.post("counters/1/next", json={})
        for tv in tvs:
            await tv.until_part("calls", f"A{number:03d}")
    await feed.until(lambda event: event.get("ticket") == "A005" and event["kind"] == "ticket_called")
    while not all(tv.beats for tv in tvs):
        # Beats are counted while a picture is waited for.
        await api.post("tickets", json={"service": "A"})
        for tv in tvs:
            await tv.next()


async def test_a_silent_peer_is_ended_without_the_port_too(start: Starter) -> None:
    live = await start(
        wire_protocol=WebSocketsSansIOProtocol, times=Times(beat=0.03, silent_peer=0.2, tick=60, shutdown=1)
    )
    silent = await live.wire("/screen/tv")

    await silent.close_code()
    await live.settled(lambda: len(live.running.context.peers) == 0)
    assert live.running.context.peers.dropped == 1


async def test_the_server_runs_with_the_port(live: LiveOffice) -> None:
    assert live.server.config.ws_protocol_class is socket_protocol
    assert (live.server.config.ws_max_size, live.server.config.ws_per_message_deflate) == (65_536, False)
    assert live.server.config.ws_ping_interval is None
