"""tv.js: calls one after the other, nothing old as new, and a panel that lasts for years."""

import re
from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, expect

from display.views import TvView
from tests.display.fake_office import SOON_CUT_OFF, STEADY, FakeOffice
from tests.display.samples import TV, call, rows
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NOTE_MS, SHIFT_MS = 9_000, 300_000
OLD = call(10, "K003", 4)
QUIET = replace(TV, calls=(OLD,))

# What stood in the hero, and whether it was shown as new.
DIARY = """() => {
    window.diary = [];
    const hero = document.getElementById("hero");
    new MutationObserver(() => {
        const card = hero.querySelector(".call");
        if (card !== null) window.diary.push([card.querySelector(".call-number").textContent,
            card.classList.contains("fresh")]);
    }).observe(hero, {childList: true});
}"""


async def opened(page: Page, office: FakeOffice, view: TvView = QUIET, **settings: int) -> None:
    office.view, office.settings = view, settings
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await page.evaluate(DIARY)


async def opened_with_a_stopped_clock(page: Page, office: FakeOffice, view: TvView = QUIET) -> None:
    """Time passes only where the test says so; the office's own times are the real ones."""
    office.live = replace(STEADY, screen="tv", seq=10)
    await stop_clock(page)
    await opened(page, office, view)


async def test_two_calls_at_once_are_shown_one_after_the_other(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await office.show(replace(TV, calls=(call(12, "C007", 2, 0), call(11, "A011", 1, 0), OLD)))
    number = page.locator("#hero .call-number")
    await expect(number).to_have_text("A011")
    # The table knows everything at once.
    assert await page.locator(".counter .counter-ticket").all_text_contents() == ["A011", "C007", "K003"]
    await page.clock.run_for(5_999)
    await expect(number).to_have_text("A011")
    await page.clock.run_for(1)
    await expect(number).to_have_text("C007")
    await page.clock.run_for(60_000)
    await expect(number).to_have_text("C007")
    assert await page.evaluate("window.diary") == [["A011", True], ["C007", True]]


async def test_a_call_that_comes_while_another_is_new_waits_its_turn(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    number = page.locator("#hero .call-number")
    await office.show(replace(TV, calls=(call(11, "A011", 1, 0), OLD)))
    await expect(number).to_have_text("A011")
    await page.clock.run_for(4_000)
    await office.show(replace(TV, calls=(call(12, "C007", 2, 0), call(11, "A011", 1, 4_000), OLD)))
    await expect(page.locator('#calls [data-seq="12"]')).to_have_count(1)
    await page.clock.run_for(1_999)
    await expect(number).to_have_text("A011")
    await page.clock.run_for(1)
    await expect(number).to_have_text("C007")


async def test_a_call_into_quiet_is_shown_at_once(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await office.show(replace(TV, calls=(call(11, "A011", 1, 0), OLD)))
    await expect(page.locator("#hero .call-number")).to_have_text("A011")


async def test_an_old_call_stands_still_and_is_not_flashed(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await expect(page.locator("#hero .call-number")).to_have_text("K003")
    await expect(page.locator(".fresh")).to_have_count(0)


async def test_a_call_missed_while_cut_off_is_shown_but_not_as_new(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    office.online = False
    await office.hang_up()
    await expect(page.locator("body")).to_have_attribute("data-link", "down")
    office.view = replace(TV, calls=(call(13, "P002", 5, 16_000), call(12, "A011", 1, 17_000), OLD))
    office.online = True
    await expect(page.locator("#hero .call-number")).to_have_text("P002")
    assert await page.evaluate("window.diary") == [["P002", False]]


async def test_what_was_painted_is_told_to_the_office(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.show(replace(TV, calls=(call(12, "C007", 2, 0), call(11, "A011", 1, 0), OLD)))
    await office.until(lambda: {"shown": 12} in office.heard)
    shown = [line["shown"] for line in office.heard if "shown" in line]
    assert shown == [10, 11, 12]


async def test_the_new_call_is_marked_for_ten_seconds_and_then_rests(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await office.show(replace(TV, calls=(call(11, "A011", 1, 0), OLD)))
    fresh = page.locator("#hero .fresh")
    await expect(fresh).to_have_css("animation-iteration-count", "2")
    await page.clock.run_for(9_999)
    await expect(fresh).to_have_count(1)
    await page.clock.run_for(1)
    await expect(fresh).to_have_count(0)
    await expect(page.locator("#hero .call-number")).to_have_text("A011")


async def test_who_wants_no_motion_gets_none(office: FakeOffice, page: Page) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await opened(page, office)
    await office.show(replace(TV, calls=(call(11, "A011", 1, 0), OLD)))
    await expect(page.locator("#hero .fresh")).to_have_css("animation-name", "none")


async def test_cut_off_keeps_the_last_number_says_so_and_dims(office: FakeOffice, page: Page) -> None:
    office.live = SOON_CUT_OFF
    await opened(page, office, **{"dim-ms": 200})
    office.freeze()
    bar = page.locator("#cut")
    await expect(bar).to_be_visible()
    await expect(bar).to_have_text("Terputus - nomor terakhir pukul 09.41. Dengarkan panggilan petugas.")
    await expect(page.locator(".board")).to_have_css("opacity", "0.6")
    await expect(page.locator("#hero .call-number")).to_have_text("K003")
    office.thaw()
    await expect(bar).to_be_hidden()
    await expect(page.locator(".board")).to_have_css("opacity", "1")


async def test_notes_take_turns(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    for words in (*TV.notes, TV.notes[0]):
        await expect(page.locator(".note.on")).to_have_text(words)
        await expect(page.locator(".note:visible")).to_have_count(1)
        await page.clock.run_for(NOTE_MS)


async def test_recent_calls_take_turns_with_the_notes_when_five_counters_need_the_room(
    office: FakeOffice, page: Page
) -> None:
    await opened_with_a_stopped_clock(page, office, replace(QUIET, counters=rows(5)))
    await expect(page.locator("#tally")).to_be_visible()
    for _ in TV.notes:
        await page.clock.run_for(NOTE_MS)
        await expect(page.locator("#tally")).to_be_hidden()
    await page.clock.run_for(NOTE_MS)
    await expect(page.locator("#tally")).to_be_visible()


async def test_pages_of_counters_turn_and_stop_at_a_new_call(office: FakeOffice, page: Page) -> None:
    many = replace(QUIET, counters=rows(8))
    await opened_with_a_stopped_clock(page, office, many)
    for shown in (6, 2, 6):
        await expect(page.locator(".counter:visible")).to_have_count(shown)
        await page.clock.run_for(NOTE_MS)
    await page.clock.run_for(NOTE_MS)
    await expect(page.locator('.counter[data-counter="8"]')).to_be_hidden()
    await office.show(replace(many, calls=(call(20, "D004", 8, 0), OLD)))
    await expect(page.locator('.counter[data-counter="8"]')).to_be_visible()
    await page.clock.run_for(NOTE_MS)
    await expect(page.locator('.counter[data-counter="8"]')).to_be_visible()
    await page.clock.run_for(NOTE_MS)
    await expect(page.locator('.counter[data-counter="8"]')).to_be_hidden()


async def test_the_picture_moves_a_little_and_the_night_clock_more(office: FakeOffice, page: Page) -> None:
    night = replace(TV, open=False, closed_message="Kantor tutup.", calls=())
    await opened_with_a_stopped_clock(page, office, night)
    await expect(page.locator(".night-words")).to_have_text("Kantor tutup.")
    for place in ("#stage", ".moon"):
        await page.clock.run_for(SHIFT_MS)
        await expect(page.locator(place)).to_have_attribute("style", re.compile("translate"))
        where = await page.locator(place).get_attribute("style")
        assert where is not None
        await page.clock.run_for(SHIFT_MS)
        await expect(page.locator(place)).not_to_have_attribute("style", where)
    await office.show(TV)
    await expect(page.locator("#day")).to_be_hidden()


async def test_without_a_script_the_newest_call_still_stands_there(office: FakeOffice, browser: Browser) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 1920, "height": 1080})
    page = await context.new_page()
    office.view = TV
    await page.goto(office.url)
    await expect(page.locator(".call-number:visible")).to_have_text("C007")
    await expect(page.locator('noscript meta[http-equiv="refresh"], meta[http-equiv="refresh"]')).to_have_count(1)
    await context.close()
