"""A TV or a program that stops reading harms nobody: not the others, not the memory, and not itself once it reads again."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from display.screen import TV
from server.config import Times
from server.domain.commands import Recall
from server.web.frames import FrameProtocol
from tests.conftest import Starter
from tests.live_office import PATIENCE_S, TOKEN, LiveOffice
from tests.server.offices import calling, done, taking

HIGH_WATER = 64 * 1_024  # asyncio's own: a transport that holds more tells its protocol to pause


@asynccontextmanager
async def idle_reader(
    live: LiveOffice, path: str, token: str = ""
) -> AsyncIterator[tuple[ClientConnection, FrameProtocol]]:
    """A client with small buffers that reads one message ahead and no more, and the server's end of it."""
    before = set(live.server.server_state.connections)
    plug = socket.socket()
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    plug.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plug, ("127.0.0.1", live.port))
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with connect(
        f"ws://{live.host}{path}",
        sock=plug,
        additional_headers=headers,
        proxy=None,
        close_timeout=0.1,
        ping_interval=None,
        compression=None,
        max_queue=1,
    ) as client:
        await live.settled(lambda: set(live.server.server_state.connections) - before)
        (end,) = set(live.server.server_state.connections) - before
        protocol = cast(Any, end)
        assert isinstance(protocol, FrameProtocol)
        # The kernel would take in megabytes before anybody notices.
        protocol.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        yield client, protocol


async def an_open_hall(live: LiveOffice) -> None:
    await (await live.api()).post("day/open")
    for number in range(12):
        await done(live.office, taking(number))
    await done(live.office, calling())


async def test_the_others_get_every_frame_and_the_slow_one_the_newest_picture(start: Starter) -> None:
    live = await start()
    await an_open_hall(live)
    async with idle_reader(live, "/screen/tv") as (slow, end):
        healthy = await live.wire("/screen/tv")
        await healthy.next()
        presses, most = 0, 0
        while not end.paused or presses < 40:
            seq = (await done(live.office, Recall("1")))["seq"]
            assert (await healthy.next())["seq"] == seq
            most = max(most, end.transport.get_write_buffer_size())
            presses += 1
            assert presses < 1_000, "the kernel swallows everything"
        skipped = live.running.context.screens.skipped
        assert skipped > 0
        assert most < HIGH_WATER + 32 * 1_024

        for _ in range(50):
            seq = (await done(live.office, Recall("1")))["seq"]
            assert (await healthy.next())["seq"] == seq
        # What is written while it does not read: nothing.
        assert end.transport.get_write_buffer_size() <= most
        assert live.running.context.screens.skipped == skipped + 50

        messages = []
        async with asyncio.timeout(PATIENCE_S):
            while not messages or messages[-1].get("seq", 0) < seq:
                messages.append(json.loads(await slow.recv()))
        seqs = [message["seq"] for message in messages if "seq" in message]
        assert seqs == sorted(set(seqs))
        assert len(seqs) < presses + 50
        assert set(messages[-1]["parts"]) == set(TV.parts)
        # And it is a screen like any other again.
        seq = (await done(live.office, Recall("1")))["seq"]
        assert json.loads(await slow.recv())["seq"] == seq


async def test_a_tv_that_never_reads_again_is_ended_for_its_silence(start: Starter) -> None:
    live = await start(times=Times(beat=0.05, silent_peer=2, send=60, tick=60, shutdown=1))
    await an_open_hall(live)
    async with idle_reader(live, "/screen/tv") as (slow, end):
        while not end.paused and not end.transport.is_closing():
            await done(live.office, Recall("1"))
            await asyncio.sleep(0.001)

        await live.settled(lambda: len(live.running.context.peers) == 0)
        assert end.transport.get_write_buffer_size() == 0
        assert live.running.context.peers.dropped == 1
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    await slow.recv()
        except ConnectionClosed:
            pass  # what it had taken in before the end was still readable
    # A press is still answered and shown to those who look.
    tv = await live.wire("/screen/tv")
    seq = (await done(live.office, Recall("1")))["seq"]
    await tv.until(lambda message: message.get("seq") == seq)


async def test_a_program_that_never_reads_its_feed_is_ended_after_the_time_for_a_send(start: Starter) -> None:
    live = await start(times=Times(beat=60, silent_peer=300, send=0.2, tick=60, shutdown=1))
    await an_open_hall(live)
    async with idle_reader(live, "/feed", TOKEN) as (_, end):
        healthy = await live.wire(f"/feed?after={live.office.head}&epoch={live.office.epoch}", TOKEN)
        await healthy.next()
        presses = 0
        while not end.transport.is_closing():
            seq = (await done(live.office, Recall("1")))["seq"]
            assert (await healthy.next())["seq"] == seq
            presses += 1
            assert end.transport.get_write_buffer_size() < HIGH_WATER + 4_096
            assert presses < 20_000

        await live.settled(lambda: len(live.running.context.peers) == 1)
