"""Pictures and videos between two calls: only in quiet, without sound, and gone in the moment of a call."""

from dataclasses import replace

import pytest
from playwright.async_api import Page, Route, expect

from display.views import Live, Medium, TvView
from tests.display.board_samples import SLIDE
from tests.display.fake_office import STEADY, FakeOffice
from tests.display.samples import TV, call
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OLD = call(10, "K003", 4)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"><rect width="16" height="9" fill="green"/></svg>'
MAP, FIELD = Medium("/berkas/peta", "Peta desa", video=False), Medium("/berkas/sawah", "Sawah", video=False)
GONE = Medium("/berkas/hilang", "Video yang hilang", video=True)


async def opened(page: Page, office: FakeOffice, *media: Medium) -> None:
    """A TV that has been on for 25 seconds, with a clock that the test moves, and with files that are there unless they are called lost."""

    async def answer(route: Route) -> None:
        if route.request.url.endswith("hilang"):
            await route.fulfill(status=404)
        else:
            await route.fulfill(content_type="image/svg+xml", body=SVG)

    await page.route("**/berkas/*", answer)
    view: TvView = replace(TV, calls=(OLD,), media=media)
    await switched_on(page, office, view)
    await page.clock.run_for(25_000)


async def switched_on(page: Page, office: FakeOffice, view: TvView) -> None:
    office.view, office.live = view, replace(STEADY, screen="tv", seq=10)
    await stop_clock(page)
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_a_picture_comes_after_a_minute_without_a_call(office: FakeOffice, page: Page) -> None:
    await opened(page, office, MAP)
    await page.clock.run_for(20_000)
    await expect(page.locator("#media")).to_be_hidden()
    await page.clock.run_for(20_000)
    await expect(page.get_by_alt_text("Peta desa")).to_be_visible()


async def test_a_call_takes_the_place_at_once_and_the_minute_begins_anew(office: FakeOffice, page: Page) -> None:
    await opened(page, office, MAP)
    await page.clock.run_for(40_000)
    await expect(page.locator("#media")).to_be_visible()

    await office.show(replace(TV, calls=(call(11, "A011", 1, 0), OLD), media=(MAP,)))

    await expect(page.locator("#hero .call-number")).to_have_text("A011")
    # No time has passed on the page's clock.
    await expect(page.locator("#media")).to_be_hidden()
    await page.clock.run_for(59_000)
    await expect(page.locator("#media")).to_be_hidden()
    await page.clock.run_for(2_000)
    await expect(page.locator("#media")).to_be_visible()


async def test_several_take_turns_one_at_a_time(office: FakeOffice, page: Page) -> None:
    await opened(page, office, MAP, FIELD)
    await page.clock.run_for(40_000)
    await expect(page.get_by_alt_text("Peta desa")).to_be_visible()
    await page.clock.run_for(10_000)
    await expect(page.get_by_alt_text("Sawah")).to_be_visible()
    await expect(page.get_by_alt_text("Peta desa")).to_be_hidden()


async def test_a_file_that_is_gone_is_passed_over(office: FakeOffice, page: Page) -> None:
    await opened(page, office, GONE, MAP)
    await page.clock.run_for(40_000)
    await expect(page.get_by_alt_text("Peta desa")).to_be_visible()
    await expect(page.locator("video")).to_be_hidden()


async def test_when_nothing_can_be_shown_the_last_call_stands_again(office: FakeOffice, page: Page) -> None:
    await opened(page, office, GONE)
    await page.clock.run_for(40_000)
    await expect(page.locator("#media")).to_be_hidden()
    await expect(page.locator("#hero .call-number")).to_be_visible()


async def test_a_video_has_no_sound_and_loads_nothing_before_its_turn(office: FakeOffice, page: Page) -> None:
    await opened(page, office, MAP, Medium("/berkas/video", "Cara antre", video=True))
    video = page.locator("video")
    assert await video.evaluate("video => [video.muted, video.autoplay, video.controls, video.preload]") == [
        True,
        False,
        False,
        "none",
    ]
    assert await video.get_attribute("src") is None


async def test_slides_of_the_board_take_turns_with_the_last_number(office: FakeOffice, page: Page) -> None:
    board = replace(TV, calls=(OLD,), board=SLIDE)
    await switched_on(page, office, board)
    await page.clock.run_for(61_000)
    await expect(page.get_by_text("Papan aduan 2026")).to_be_visible()
    await page.clock.run_for(10_000)
    await expect(page.get_by_text("Selokan tersumbat")).to_be_visible()
    await expect(page.get_by_text("Papan aduan 2026")).to_be_hidden()
    await page.clock.run_for(10_000)
    await expect(page.locator("#media")).to_be_hidden()
    await expect(page.locator("#hero .call-number")).to_be_visible()
    await page.clock.run_for(60_000)
    await expect(page.get_by_text("Papan aduan 2026")).to_be_visible()

    await office.show(replace(board, calls=(call(11, "A011", 1, 0), OLD)))

    await expect(page.locator("#hero .call-number")).to_have_text("A011")
    await expect(page.locator("#media")).to_be_hidden()


async def test_a_page_from_before_the_first_slide_is_fetched_anew(office: FakeOffice, page: Page) -> None:
    office.view, office.live = TV, Live("tv", 10, "e1")
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await office.show(replace(TV, board=SLIDE))
    await expect(page.locator('script[src*="tv-media"]')).to_have_count(1)


async def test_a_slide_that_has_become_empty_is_passed_over(office: FakeOffice, page: Page) -> None:
    await switched_on(page, office, replace(TV, board=SLIDE))
    await office.show(replace(TV, board=replace(SLIDE, cards=())))
    await expect(page.locator("body")).to_have_attribute("data-seq", "11")
    await page.clock.run_for(71_500)
    await expect(page.locator("#media")).to_be_hidden()
    await expect(page.locator("#hero .call-number")).to_be_visible()


async def test_a_tv_without_media_loads_no_script_for_them(office: FakeOffice, page: Page) -> None:
    office.view = TV
    await page.goto(office.url)
    assert await page.locator('script[src*="tv-media"]').count() == 0
