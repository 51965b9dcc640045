"""One Chromium for the whole run, one server for every test."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from server.config import Config, Limits, Times
from server.domain.frozen import replace
from server.domain.patience import DEFAULT_PATIENCE, Patience
from tests.browser.hall import Hall, MakeHall
from tests.browser.running_server import RunningServer
from tests.live_office import EASY

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu"]
TOKEN = "a-token-for-tests-and-for-nothing-else"
# What a kiosk shows stands until somebody touches it: a test looks at it as long as its machine needs.
UNHURRIED = Times(kiosk_idle=600, kiosk_result=600)
TIMES = replace(UNHURRIED, hero=1.0)
# One person at a kiosk after another, without the pause that stops a drumming child.
LIMITS = Limits(kiosk_pause=0)


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    """A slow machine is no fault of the page; also for tests that start a browser of their own."""
    expect.set_options(timeout=30_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=FLAGS
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def make_hall(chromium: Browser, tmp_path: Path) -> AsyncIterator[MakeHall]:
    """Makes the hall of a new office."""
    async with AsyncExitStack() as open_halls:

        async def make(
            times: Times = TIMES, office_toml: str | None = None, patience: Patience = DEFAULT_PATIENCE
        ) -> Hall:
            config = Config(
                tmp_path / "data",
                host="0.0.0.0",
                api_token=TOKEN,
                times=times,
                limits=LIMITS,
                office_toml=office_toml,
                patience=patience,
                stretching=EASY,
            )
            server = await open_halls.enter_async_context(RunningServer(config))
            return await open_halls.enter_async_context(Hall(chromium, server))

        yield make


@pytest_asyncio.fixture(loop_scope="session")
async def hall(make_hall: MakeHall) -> Hall:
    """The sample office with real times, but for the hero, which changes after a second, and the kiosk, which waits for its visitors."""
    return await make_hall()
