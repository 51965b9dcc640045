"""The TV as loudspeaker in a real browser: with and without leave to sound, one at a time, and in step with the hero."""

import asyncio
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from server.config import Times
from server.description import SAMPLE
from tests.browser.board_diary import DIARY, read_diary
from tests.browser.conftest import FLAGS
from tests.browser.guest import Guest
from tests.browser.hall import Hall, MakeHall
from tests.browser.tv_announcer import TV_SPEAKS, TvAnnouncer, tone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OFFICE = SAMPLE.read_text(encoding="utf-8") + TV_SPEAKS


@pytest_asyncio.fixture(loop_scope="session")
async def tv_hall(make_hall: MakeHall) -> Hall:
    """The sample office with a TV that speaks."""
    hall = await make_hall(Times(hero=1.0), OFFICE)
    await hall.api.open_day()
    return hall


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def kiosk_chromium() -> AsyncIterator[Browser]:
    """Chromium as `silakan screen` starts it: pages may sound without a press."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=[*FLAGS, "--autoplay-policy=no-user-gesture-required"],
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def kiosk_hall(tv_hall: Hall, kiosk_chromium: Browser) -> AsyncIterator[Hall]:
    """The same office with such TVs."""
    async with Hall(kiosk_chromium, tv_hall.server) as hall:
        yield hall


async def test_where_the_browser_wants_a_press_one_press_is_enough(tv_hall: Hall) -> None:
    tv = await tv_hall.tv()
    bar, button = tv.page.locator("#sound"), tv.page.locator("#sound button")
    await expect(bar).to_contain_text("Suara TV belum aktif. Tekan Aktifkan suara.")
    async with TvAnnouncer(tv_hall.server) as announcer:
        assert await announcer.until_ready(ready=False) == "refused"
        await tv.look("tv-sound-refused")
        await expect(button).to_be_focused()

        await tv.page.keyboard.press("Enter")  # the middle key of a remote control

        await expect(bar).to_be_hidden()
        assert await announcer.until_ready(ready=True) == ""
        await tv_hall.api.take("A")
        await tv_hall.api.call("1")
        seq = await announcer.next_call()
        await announcer.hand_over(seq, tone(0.3))
        assert await announcer.becomes(seq) == {"seq": seq, "state": "playing"}
        assert await announcer.becomes(seq) == {"seq": seq, "state": "played"}


async def test_one_tv_plays_and_when_it_goes_the_other_does(kiosk_hall: Hall) -> None:
    tvs = [await kiosk_hall.tv(), await kiosk_hall.tv()]
    for tv in tvs:
        await tv.until_sent('{"sound_ready":true}')
    async with TvAnnouncer(kiosk_hall.server) as announcer:
        await announcer.until_ready(ready=True)
        await announcer.hand_over(413, tone(20))
        assert (await announcer.becomes(413))["state"] == "playing"
        speaker = await the_one_that_sent('{"playing":413}', tvs)
        (other,) = (tv for tv in tvs if tv is not speaker)
        assert '{"playing":413}' not in other.sent

        await speaker.page.close()

        assert await announcer.becomes(413) == {"seq": 413, "state": "gone", "why": "gone"}
        await announcer.hand_over(413, tone(0.3))
        assert (await announcer.becomes(413))["state"] == "playing"
        assert (await announcer.becomes(413))["state"] == "played"
        await expect(other.page.locator("#sound")).to_be_hidden()
        # A new sound ends one that still plays; what is given up is not heard late.
        await announcer.hand_over(414, tone(20))
        assert (await announcer.becomes(414))["state"] == "playing"
        await announcer.hand_over(415, tone(0.3))
        assert (await announcer.becomes(415))["state"] == "playing"
        assert (await announcer.becomes(415))["state"] == "played"
        assert '{"played":414}' not in other.sent


async def the_one_that_sent(words: str, guests: list[Guest]) -> Guest:
    """The first of them that says so."""
    waiting = {asyncio.create_task(guest.until_sent(words)): guest for guest in guests}
    done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return waiting[done.pop()]


async def test_a_sound_that_the_browser_cannot_read_is_told(kiosk_hall: Hall) -> None:
    tv = await kiosk_hall.tv()
    tv.pardon("404")
    async with TvAnnouncer(kiosk_hall.server) as announcer:
        await announcer.until_ready(ready=True)
        await tv.page.route("**/suara/*", lambda route: route.fulfill(status=404))

        await announcer.hand_over(413, tone(0.3))

        assert await announcer.becomes(413) == {"seq": 413, "state": "failed", "why": "format"}


async def test_the_hero_is_in_step_with_the_voice_in_a_backlog_of_three(tv_hall: Hall) -> None:
    tv = await tv_hall.tv(watched=DIARY)
    number = tv.page.locator("#hero .call-number")
    async with TvAnnouncer(tv_hall.server) as announcer:
        await tv_hall.api.take("CKP")
        for counter in "123":
            await tv_hall.api.call(counter)
        calls = dict(await tv_hall.api.called())
        assert len(calls) == 3
        await expect(tv.page.locator(".counter-ticket", has_text=list(calls)[-1])).to_be_visible()
        order = [(await announcer.next_call(), ticket) for ticket in calls]
        for seq, ticket in order:
            await announcer.say(speaking=seq, fence=announcer.fence)
            await expect(number).to_have_text(ticket)
            if ticket == order[1][1]:
                await tv.photograph("tv-backlog")
            await announcer.say(spoken=seq, fence=announcer.fence)
        heroes = [moment.hero for moment in await read_diary(tv.page) if moment.hero in calls]
        assert list(dict.fromkeys(heroes)) == list(calls)
