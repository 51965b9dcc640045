"""The TV as the only loudspeaker, on real sound: announcer process, server, a real browser, and what the hall heard and saw."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.async_api import Page, async_playwright, expect

from announcer import wav
from announcer.config import ASSETS
from server.clock import SystemClock
from server.config import Times
from server.domain.access import Role
from tests.live_office import LiveOffice
from tests.server.two_rooms import TV_SPEAKS
from tests.sound.announcer_process import running
from tests.sound.null_sink import NullSink
from tests.sound.spoken_phrase import phrases, samples

pytestmark = [pytest.mark.sound, pytest.mark.browser]

ONCE = "\n[voice]\nrepeat = 1\n"
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--autoplay-policy=no-user-gesture-required",
    # A machine that does other things as well leaves gaps in a sound that is made 10 ms at a time.
    "--audio-buffer-size=8192",
)
PATIENCE_MS = 90_000
HEARD = 0.9
MARGIN = 0.05


@pytest.fixture
async def office(start_on_disk: Callable[..., Awaitable[LiveOffice]]) -> LiveOffice:
    """A village whose TV speaks, with the machine's own clock and the real times."""
    clock, times = SystemClock(ZoneInfo("Asia/Jakarta")), Times(silent_peer=300)
    return await start_on_disk(clock=clock, office_toml=TV_SPEAKS + ONCE, times=times)


@pytest.fixture
async def tv(office: LiveOffice, null_sink: NullSink) -> AsyncIterator[Page]:
    """Chromium as `silakan screen` starts it, on a TV that was let in, its sound going to the hall."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=FLAGS,
            ignore_default_args=["--mute-audio"],
            env={**null_sink.environment},
        )
        page = await browser.new_page(viewport={"width": 1920, "height": 1080})
        cookies = await office.device(Role.TV)
        await page.context.add_cookies([{"name": n, "value": v, "url": office.url} for n, v in cookies.items()])
        await page.goto(f"{office.url}/layar")
        yield page
        await browser.close()


async def test_the_hall_hears_the_call_from_the_tv_once_and_sees_it_meanwhile(
    office: LiveOffice,
    tv: Page,
    null_sink: NullSink,
    recording: ModuleType,
    likeness: ModuleType,
    tmp_path: Path,
) -> None:
    api = await office.api()
    (await api.post("day/open")).raise_for_status()
    (await api.post("tickets", json={"service": "A"})).raise_for_status()
    feed = await office.wire("/feed?only=calls", await office.running.context.doorkeeper.admit(Role.ANNOUNCER))
    token = await office.running.context.doorkeeper.admit(Role.ANNOUNCER)
    number = tv.locator("#hero .call.fresh .call-number")
    async with running(office.url, tmp_path / "state", null_sink.environment, token=token):
        voice = office.running.context.presence
        await office.settled(lambda: (heard := voice.voice_in("aula")) is not None and heard.voice == "pyttsx3")
        async with recording.recording("hall", null_sink.environment) as hall:
            (await api.post("counters/1/next")).raise_for_status()
            await feed.until(lambda frame: frame.get("kind") == "call_speaking")
            await expect(number).to_have_text("A001", timeout=PATIENCE_MS)
            assert await outcome(api) == "speaking", "the number stands there while it is being said"
            await feed.until(lambda frame: frame.get("kind") == "call_spoken")
            # A browser says that a sound has ended when it has handed on the last of it.
            await hall.grown(hall.seconds + 1)
        heard = hall.sound

    chime = samples(wav.read(ASSETS / "chime.wav"))
    assert len(likeness.occurrences(heard, chime, HEARD)) == 1, "the TV alone has sounded"
    said, *rivals = (await phrases(tmp_path, [("A001", "1"), ("B001", "1"), ("A002", "1"), ("A001", "2")])).values()
    places = likeness.occurrences(heard, said, HEARD)
    assert len(places) == 1
    (scores,) = likeness.scores([heard], rivals)
    assert max(scores) < places[0].score - MARGIN


async def outcome(api: httpx.AsyncClient) -> str:
    (call,) = (await api.get("snapshot")).json()["calls"]
    return str(call["spoken"])
