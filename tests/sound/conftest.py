"""What sound tests share. Test folders are no packages here, so the modules beside this file are handed out as fixtures."""

import asyncio
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import ModuleType

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

PATIENCE = 90.0
"""Seconds: two announcements and a slow machine."""


def _beside(name: str) -> ModuleType:
    full = f"silakan_sound_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, Path(__file__).with_name(f"{name}.py"))
        assert spec
        assert spec.loader
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


@pytest.fixture(scope="session")
def likeness() -> ModuleType:
    """tests/sound/likeness.py"""
    return _beside("likeness")


@pytest.fixture(scope="session")
def recording() -> ModuleType:
    """tests/sound/recording.py"""
    return _beside("recording")


@pytest.fixture
async def null_sink(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[object]:
    """A running tests/sound/null_sink.py. What is missing is a failure, not a skip: the voice is half of the product."""
    module = _beside("null_sink")
    if missing := module.missing():
        if os.environ.get("ALLOW_SKIP") == "1":
            pytest.skip(f"needs {' '.join(missing)}")
        pytest.fail(f"needs {' '.join(missing)}: apt-get install pulseaudio pulseaudio-utils")
    # Not below the test's own folder: a socket's path may have 107 bytes.
    folder = tmp_path_factory.mktemp("pa")
    async with module.null_sink(folder) as sink:
        yield sink
    shutil.rmtree(folder, ignore_errors=True)


class SmallFeed:
    """As much of the feed as one announcer needs: a fresh picture, beats, events; what came up stands in `ups`."""

    def __init__(self) -> None:
        self.url = ""
        self.ups: list[dict[str, object]] = []
        self._seq = 100
        self._links: list[ServerConnection] = []
        self._news = asyncio.Event()

    async def run(self) -> AsyncIterator["SmallFeed"]:
        async with serve(self._serve, "127.0.0.1", 0, close_timeout=0.1) as server:
            self.url = f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
            yield self

    async def call(self, ticket: str, counter: str) -> int:
        self._seq += 1
        event = {"seq": self._seq, "kind": "ticket_called", "v": 1, "age": 0.0, "ticket": ticket, "counter": counter}
        for link in self._links:
            await link.send(json.dumps(event))
        return self._seq

    async def until(self, condition: Callable[[list[dict[str, object]]], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition(self.ups):
                self._news.clear()
                await self._news.wait()

    async def _serve(self, link: ServerConnection) -> None:
        await link.send(json.dumps({"hello": 1, "epoch": "sound", "head": self._seq}))
        await link.send(json.dumps({"reset": True, "epoch": "sound", "head": self._seq, "calls": []}))
        self._links.append(link)
        beating = asyncio.create_task(_beats(link))
        try:
            async for text in link:
                self.ups.append(json.loads(text))
                self._news.set()
        except ConnectionClosed:
            pass
        finally:
            beating.cancel()
            self._links.remove(link)


async def _beats(link: ServerConnection) -> None:
    try:
        while True:
            await link.send('{"beat":1}')
            await asyncio.sleep(4)
    except ConnectionClosed:
        pass


@pytest.fixture
async def small_feed() -> AsyncIterator[SmallFeed]:
    """A feed on 127.0.0.1."""
    async for feed in SmallFeed().run():
        yield feed
