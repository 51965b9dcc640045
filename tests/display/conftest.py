"""What tests in a real browser share: one Chromium for all, a page and a fake office for each.

They use the async interface on the session's loop: the sync one keeps a loop running, which no other async test survives.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from display.render import Renderer
from tests.display.fake_office import FakeOffice

ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=30_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=ARGS
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, errors: list[str]) -> AsyncIterator[Page]:
    """A page that fails its test when a script throws or the content policy refuses something."""
    context = await browser.new_context(
        viewport={"width": 1920, "height": 1080}, locale="id-ID", timezone_id="America/New_York"
    )
    page = await context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    # A navigation that a test left under way keeps Chromium from closing: better an error than a suite that stands still.
    async with asyncio.timeout(30):
        await context.close()


@pytest.fixture
def errors() -> Iterator[list[str]]:
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture(scope="session")
def compiled() -> Renderer:
    """The templates, compiled once for every fake office."""
    return Renderer(version="v1")


@pytest_asyncio.fixture(loop_scope="session")
async def office(compiled: Renderer) -> AsyncIterator[FakeOffice]:
    async with FakeOffice(compiled).open() as office:
        yield office


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lasting_office(compiled: Renderer) -> AsyncIterator[FakeOffice]:
    """One for many pictures that nobody presses on: a browser keeps scripts and letters of one address."""
    async with FakeOffice(compiled).open() as office:
        yield office


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lasting_page(browser: Browser) -> AsyncIterator[Page]:
    """A page for many pictures, whose content policy lets axe in: a window of its own takes longer than such a test."""
    context = await browser.new_context(
        viewport={"width": 1920, "height": 1080}, bypass_csp=True, locale="id-ID", timezone_id="America/New_York"
    )
    page = await context.new_page()
    page.set_default_timeout(30_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []
