"""tv-sound.js: what the server hands over sounds once, one at a time, and the page says what became of it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.async_api import Page, Route, expect

from display.views import Live
from tests.display.fake_office import QUICK, FakeOffice
from tests.display.samples import TV
from tests.recordings import silence

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SPEAKING = replace(TV, sounds=True)


def sound(seq: int, name: str, seconds: float = 0.05) -> dict[str, object]:
    return {"sound": {"seq": seq, "url": f"/suara/{name}.wav", "ms": round(seconds * 1_000)}}


async def opened(page: Page, office: FakeOffice, *, live: Live = QUICK, pressed: bool = True) -> None:
    """The TV page, its sound switched on with the middle key of a remote control. Files with a long name last long."""

    async def answer(route: Route) -> None:
        await route.fulfill(content_type="audio/wav", body=silence(30 if "long" in route.request.url else 0.05))

    await page.route("**/suara/*", answer)
    office.view, office.live = SPEAKING, live
    await page.goto(office.url)
    await office.until(lambda: {"sound_ready": False, "why": "refused"} in office.heard)
    if pressed:
        await page.keyboard.press("Enter")
        await office.until(lambda: {"sound_ready": True} in office.heard)


def said(office: FakeOffice, word: str) -> list[object]:
    return [line[word] for line in office.heard if word in line]


def has_said(office: FakeOffice, word: str, seq: int) -> Callable[[], bool]:
    return lambda: seq in said(office, word)


async def test_until_somebody_presses_the_page_says_so(office: FakeOffice, page: Page) -> None:
    await opened(page, office, pressed=False)
    # Before anything else is asked of the page: Chromium takes a question of the test's for a press.
    await office.send(sound(411, "a"))
    await office.until(lambda: {"unplayed": 411, "why": "refused"} in office.heard)
    await expect(page.locator("#sound")).to_be_visible()

    await page.keyboard.press("ArrowUp")  # any key of the remote control

    await office.until(lambda: {"sound_ready": True} in office.heard)
    await expect(page.locator("#sound")).to_be_hidden()


async def test_a_frame_that_comes_twice_plays_once_and_the_same_number_again_when_it_is_handed_over_again(
    office: FakeOffice, page: Page
) -> None:
    await opened(page, office)
    await office.send(sound(411, "a"))
    await office.send(sound(411, "a"))
    await office.until(has_said(office, "played", 411))
    await office.send(sound(411, "a"))
    await office.send(sound(411, "b"))
    await office.until(lambda: len(said(office, "played")) == 2)
    await office.send(sound(412, "c"))
    await office.until(has_said(office, "played", 412))

    assert said(office, "playing") == said(office, "played") == [411, 411, 412]
    assert said(office, "unplayed") == []


async def test_a_new_sound_ends_the_old_one_and_a_hushed_one_says_nothing_more(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.send(sound(411, "long", 30))
    await office.until(has_said(office, "playing", 411))
    await office.send(sound(412, "longer", 30))
    await office.until(has_said(office, "playing", 412))
    await office.send({"hush": 411})
    await office.send({"hush": 412})
    await office.send(sound(413, "c"))
    await office.until(has_said(office, "played", 413))

    assert said(office, "played") == [413]
    assert said(office, "unplayed") == []


async def test_a_page_that_sounds_is_not_fetched_anew_before_the_end(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.evaluate("""() => {
        const body = document.body.dataset;
        body.asked = "";
        document.addEventListener("silakan:leaving", () => { body.asked += "x"; });
    }""")
    await office.send(sound(411, "long", 30))
    await office.until(has_said(office, "playing", 411))
    await office.send({"reload": True})
    await expect(page.locator("body")).to_have_attribute("data-asked", re.compile("xx"))
    assert office.pages == 1

    await office.send({"hush": 411})

    await office.until(lambda: office.pages > 1)


async def test_what_it_can_is_said_again_on_every_connection(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    office.heard.clear()
    await office.hang_up()

    await office.until(lambda: {"sound_ready": True} in office.heard)


async def test_a_sound_that_cannot_be_had_is_said_and_the_next_one_plays(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.route("**/suara/gone.wav", lambda route: route.fulfill(status=404))
    await office.send(sound(411, "gone"))
    await office.until(lambda: {"unplayed": 411, "why": "format"} in office.heard)
    await office.send(sound(412, "b"))
    await office.until(has_said(office, "played", 412))


async def test_a_set_that_was_allowed_by_a_press_stays_through_the_night(office: FakeOffice, page: Page) -> None:
    """The page is fetched anew in the dead of night, but that would take the press away."""
    await opened(page, office)

    assert await page.locator("body").get_attribute("data-pressed") == "1"
