"""The pictures of the README, drawn anew from the real pages: `python -m tests.browser.pictures`."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright, expect

from server.config import Config
from tests.browser.conftest import FLAGS, TOKEN
from tests.browser.guest import SETTLED, Guest
from tests.browser.hall import Hall
from tests.browser.loudspeaker import Loudspeaker
from tests.browser.running_server import Api, RunningServer
from tests.domain.false_clock import FalseClock

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOST_BYTES = 150_000
# A morning: every number is taken and called at that counter at once, some three minutes apart.
MORNING = "A1 K2 P3 U4 A1 K2 A1 C4 K2 A1 D3 A1 K2 U4 A1 A1 K2 P3 A1 K2 C1 A1 K2 A1 K2 P3 U4 A1"
# Those who wait at 09.41. The first is called for the picture; one of them looks at the phone.
WAITING = "AKKFACAL"
ON_THE_PHONE = 6


async def main() -> None:
    clock = FalseClock()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        config = Config(Path(data), api_token=TOKEN)
        async with RunningServer(config, lambda *_: clock) as server, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            async with Hall(browser, server) as hall, Loudspeaker(server) as loudspeaker:
                await _draw(hall, loudspeaker, clock)
            await browser.close()


async def _draw(hall: Hall, loudspeaker: Loudspeaker, clock: FalseClock) -> None:
    tokens = await _morning(hall.api, clock)
    clock.passes_until("2026-11-23T09:41")
    tv = await hall.tv(scale=2 / 3)
    tablet = await hall.tablet("2", scale=0.8)
    phone = await hall.device("phone", scale=1.5)
    await phone.go(f"/tiket/{tokens[ON_THE_PHONE]}")

    call = int(str((await hall.api.call("2"))["seq"]))
    await expect(tv.page.locator("#hero .call-number")).to_have_text("A012")
    await loudspeaker.say(speaking=call)
    await loudspeaker.say(spoken=call)
    for words in ("terdengar ✓", "tampil ✓"):
        await expect(tablet.page.locator("#last-call")).to_contain_text(words)
    clock.passes(seconds=12)
    for guest in (tablet, phone):
        await guest.page.reload()
        await expect(guest.page.locator("body")).to_have_attribute("data-link", "up")
    for name, guest in (("tv", tv), ("tablet", tablet), ("phone", phone)):
        await _keep(guest, name)


async def _morning(api: Api, clock: FalseClock) -> list[str]:
    """What was called before, and the tokens of those who wait."""
    await api.open_day()
    for visit in MORNING.split():
        letter, counter = visit[0], visit[1]
        await api.take(letter)
        await api.call(counter)
        clock.passes(minutes=3)
    for counter in "134":
        await api.post(f"counters/{counter}/start")
    return await api.take(WAITING)


async def _keep(guest: Guest, name: str) -> None:
    await guest.page.evaluate(SETTLED)
    path = FOLDER / f"{name}.png"
    await guest.page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path} {size} B")
    if size > MOST_BYTES:
        raise SystemExit(f"{path} is larger than {MOST_BYTES} B")


if __name__ == "__main__":
    asyncio.run(main())
