"""tv-sound.js when the line is cut in mid-sentence: the sound goes on, and the page says so as soon as it is back."""

import pytest
from playwright.async_api import Page

from tests.display.fake_office import FakeOffice
from tests.display.test_tv_sound import has_said, opened, said, sound

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_what_sounds_goes_on_and_is_said_first_on_the_next_connection(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.send(sound(411, "long", 30))
    await office.until(has_said(office, "playing", 411))
    office.heard.clear()

    await office.hang_up()

    await office.until(lambda: {"sound_ready": True} in office.heard)
    words = [line for line in office.heard if "beat" not in line]
    assert words[:2] == [{"playing": 411}, {"sound_ready": True}]
    assert said(office, "unplayed") == []


async def test_an_end_that_may_have_been_lost_with_the_line_is_said_again(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.send(sound(411, "a"))
    await office.until(has_said(office, "played", 411))
    office.heard.clear()

    await office.hang_up()

    await office.until(lambda: {"sound_ready": True} in office.heard)
    words = [line for line in office.heard if "beat" not in line]
    assert words[:2] == [{"played": 411}, {"sound_ready": True}]


async def test_of_a_sound_that_was_hushed_nothing_is_said_any_more(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.send(sound(411, "long", 30))
    await office.until(has_said(office, "playing", 411))
    await office.send({"hush": 411})
    await office.send(sound(412, "a"))
    await office.until(has_said(office, "played", 412))
    office.heard.clear()

    await office.hang_up()

    await office.until(lambda: {"sound_ready": True} in office.heard)
    assert 411 not in said(office, "playing") + said(office, "played")
