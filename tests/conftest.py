"""What tests of the running server share."""

import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from display.assets import ASSETS, assets_version
from display.render import TEMPLATES, Renderer
from server import app, lasting
from server.config import Config
from server.private import accounts, hashing
from server.sealing import sealing
from server.sealing.stretch import HereStretcher
from server.store.base import Store
from server.store.memory import MemoryLog
from tests.live_office import LiveOffice, in_memory, on_disk
from tests.standing_child import REAL, standing_child

# Several parts of the suite share two processors: how long an example takes says nothing about the code. Fifty find what is plainly
# wrong; `make soak` draws many more. On a build machine they are the same every time.
settings.register_profile(
    "suite",
    settings.get_profile("ci" if "CI" in os.environ else "default"),
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# `make soak`: every rule with new examples each time.
settings.register_profile("long", max_examples=1_000, deadline=None)
settings.load_profile("suite")

# For each request the HTTP client looks for a module that is not installed, along the whole path. None says: it is not.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]

_REAL_HASHER = hashing._hasher


def pytest_collection_finish() -> None:
    """What has been imported and collected stays until the end: no search for garbage need walk through it again and again."""
    gc.collect()
    gc.freeze()
    # And less often through what comes and goes: it took one part in sixteen of the processor's time.
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_hidden_from_the_search_for_garbage() -> Iterator[None]:
    """Pages that are loaded late would freeze what tests have left behind, and a forgotten socket would never be found."""
    with mock.patch.object(lasting, "gc", mock.Mock(wraps=gc, freeze=mock.Mock())):
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """Ctrl-C is heeded, here and by every process that a test starts, also where a shell that runs the suite behind it has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _cheap_offices() -> Iterator[None]:
    """What an office in the test's own process need not pay for anew: templates are compiled once, PINs and passwords are hashed at the
    least cost, and secrets are stretched without a process for it.

    `real_hashing` brings the cost back where it is what is tried, `tests/sealing/test_stretching.py` holds the process, and an
    office that a test starts as a program of its own has all of it. That a password is not a usual one is looked up once for each.
    """
    with pytest.MonkeyPatch.context() as patch, standing_child(patch):
        patch.setattr(accounts, "weakness_of_password", cache(accounts.weakness_of_password))
        patch.setattr(app, "_make_renderer", cache(app._make_renderer))
        patch.setattr(hashing, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(sealing, "ChildStretcher", HereStretcher)
        yield


@pytest.fixture
def real_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs and passwords cost what they cost in an office."""
    monkeypatch.setattr(hashing, "_hasher", _REAL_HASHER)


@pytest.fixture
def real_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every child process of an office is a new one, and killed when it hangs."""
    for module, name, real in REAL:
        monkeypatch.setattr(module, name, real)


class Starter:
    """Starts servers; all of them on the same data, which outlives each of them."""

    def __init__(
        self, data: Path, make_store: Callable[[Config], Store], renderer: Renderer, stack: AsyncExitStack
    ) -> None:
        self._data = data
        self._make_store = make_store
        self._renderer = renderer
        self._stack = stack
        self._ends: dict[LiveOffice, AsyncExitStack] = {}

    async def __call__(self, **how: Any) -> LiveOffice:
        """A server; `how` as `LiveOffice.run` takes it."""
        own = await self._stack.enter_async_context(AsyncExitStack())
        how.setdefault("make_store", self._make_store)
        how.setdefault("renderer", self._renderer)
        live = await own.enter_async_context(LiveOffice.run(self._data, **how))
        self._ends[live] = own
        return live

    async def stop(self, live: LiveOffice) -> None:
        await self._ends.pop(live).aclose()


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """The real templates, compiled once: that takes longer than everything else in a server's start."""
    return Renderer(TEMPLATES, assets_version(ASSETS))


@pytest.fixture
async def start(tmp_path: Path, renderer: Renderer) -> AsyncIterator[Starter]:
    """Starts servers on one log in memory."""
    async with AsyncExitStack() as stack:
        yield Starter(tmp_path / "data", in_memory(MemoryLog()), renderer, stack)


@pytest.fixture
async def start_on_disk(tmp_path: Path, renderer: Renderer) -> AsyncIterator[Starter]:
    """Starts servers on one data directory with SQLite."""
    async with AsyncExitStack() as stack:
        yield Starter(tmp_path / "data", on_disk, renderer, stack)


@pytest.fixture(params=["memory", "sqlite"])
async def start_either(request: pytest.FixtureRequest, tmp_path: Path, renderer: Renderer) -> AsyncIterator[Starter]:
    """The same test on both stores."""
    make_store = in_memory(MemoryLog()) if request.param == "memory" else on_disk
    async with AsyncExitStack() as stack:
        yield Starter(tmp_path / "data", make_store, renderer, stack)


@pytest.fixture
async def live(start: Starter) -> LiveOffice:
    """A village's server on Monday, 23 November 2026, 08:00 WIB by a false clock; the service day is not open yet."""
    return await start()


@pytest.fixture
async def api(live: LiveOffice) -> httpx.AsyncClient:
    """Automation at `live`."""
    return await live.api()


@pytest.fixture
async def open_day(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """Automation at `live`, with the service day open."""
    assert (await api.post("day/open")).status_code == 200
    return api
