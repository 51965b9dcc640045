"""Processes that hang or die: the other side notices, and nothing is lost or done twice when they come back."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from server.domain.access import Role
from server.private.doorkeeper import Doorkeeper
from server.store.sqlite import SqliteStore
from tests.domain.false_clock import FalseClock
from tests.faults.server_process import ROOT, ServerProcess
from tests.live_office import PATIENCE_S, TOKEN, Wire

HASTY = str(Path(__file__).with_name("hasty_server.py"))
HOLLOW = str(Path(__file__).with_name("hollow_announcer.py"))


@asynccontextmanager
async def hasty(data: Path) -> AsyncIterator[ServerProcess]:
    async with ServerProcess.run(data, [HASTY, str(data)]) as server:
        yield server


@asynccontextmanager
async def wire(server: ServerProcess, path: str) -> AsyncIterator[Wire]:
    """A socket that beats, as a page or a program does."""
    address = f"ws{server.url.removeprefix('http')}{path}"
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with connect(address, additional_headers=headers, proxy=None, close_timeout=1, ping_interval=None) as raw:

        async def beat() -> None:
            while True:
                await raw.send('{"beat":1}')
                await asyncio.sleep(0.3)

        beating = asyncio.create_task(beat())
        try:
            yield Wire(raw)
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)


async def test_a_frozen_server_is_silent_and_loses_nothing(tmp_path: Path) -> None:
    async with hasty(tmp_path / "data") as server, server.api() as api, wire(server, "/feed?after=0") as feed:
        await api.post("day/open")
        await feed.until(lambda event: event.get("kind") == "day_opened")
        server.freeze()
        # What is under way when it freezes may still arrive; then nothing does, although the connection stands.
        silent = False
        while not silent:
            try:
                async with asyncio.timeout(1):
                    await feed.raw.recv()
            except TimeoutError:
                silent = True
        async with server.api(timeout=0.5) as impatient:
            for _ in range(2):
                with pytest.raises(httpx.TimeoutException):
                    await impatient.post("tickets", json={"service": "A"}, headers={"Idempotency-Key": "k"})

        server.thaw()

        again = await api.post("tickets", json={"service": "A"}, headers={"Idempotency-Key": "k"})
        assert again.json()["ticket"] == "A001"
        assert (await feed.until(lambda event: "kind" in event))["ticket"] == "A001"
        assert (await api.post("tickets", json={"service": "A"})).json()["ticket"] == "A002"


async def announcers_token(data: Path) -> str:
    """Let an announcer in, on the data of a server that does not run."""
    store = SqliteStore(data)
    await store.open()
    token = await Doorkeeper(store, FalseClock().now).admit(Role.ANNOUNCER)
    await store.close()
    return token


def says_nothing_of_the_announcer(picture: dict[str, Any]) -> bool:
    alarms = picture.get("parts", {}).get("alarms")
    return alarms is not None and 'data-code="announcer"' not in alarms


@pytest.mark.parametrize("fate", ["killed", "hung"])
async def test_the_tablet_says_that_the_announcer_is_gone(tmp_path: Path, fate: str) -> None:
    data = tmp_path / "data"
    token = await announcers_token(data)
    async with hasty(data) as server, wire(server, "/screen/counter-1") as tablet:
        await tablet.until_part("alarms", "Pengeras suara terputus")
        environment = {**os.environ, "SILAKAN_TOKEN": token, "PYTHONPATH": str(ROOT)}
        announcer = await asyncio.create_subprocess_exec(sys.executable, HOLLOW, server.url, env=environment)
        try:
            await tablet.until(says_nothing_of_the_announcer)
            os.kill(announcer.pid, signal.SIGKILL if fate == "killed" else signal.SIGSTOP)

            await tablet.until_part("alarms", "Pengeras suara terputus")

            if fate == "hung":
                os.kill(announcer.pid, signal.SIGCONT)
                await tablet.until(says_nothing_of_the_announcer)
        finally:
            with suppress(ProcessLookupError):  # it may be dead already without asyncio knowing
                os.kill(announcer.pid, signal.SIGKILL)
            async with asyncio.timeout(PATIENCE_S):
                await announcer.wait()


async def test_a_server_that_dies_ends_its_sockets(tmp_path: Path) -> None:
    """Pages and programs notice at once and come back by themselves."""
    async with hasty(tmp_path / "data") as server, wire(server, "/screen/tv") as tv:
        await tv.next()
        server.kill()

        assert await tv.close_code() == 1006


async def test_a_server_that_is_stopped_ends_its_sockets_and_itself(tmp_path: Path) -> None:
    async with hasty(tmp_path / "data") as server, wire(server, "/screen/tv") as tv, wire(server, "/feed") as feed:
        await tv.next()
        await feed.next()
        server.terminate()

        assert await tv.close_code() == 1012
        assert await feed.close_code() == 1012
        await server.ended()
        assert "Traceback" not in server.log
