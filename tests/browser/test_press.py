"""One press, one effect: double taps, lost answers, and presses that have become stale."""

import asyncio
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Page, Request, Route, expect

from tests.browser.cable import Cable
from tests.browser.guest import LINE_LOST, Guest
from tests.browser.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NEXT = "**/loket/1/next"

# The page's own setting, shortened before its scripts read it.
SOON_STALE = """
new MutationObserver((_, observer) => {
  if (document.body === null) return;
  document.body.dataset.staleMs = "1500";
  observer.disconnect();
}).observe(document, {childList: true, subtree: true});
"""


async def test_a_double_tap_calls_one_number(hall: Hall) -> None:
    tablet = await _ready(hall, "AAA")
    presses = _presses(tablet.page)
    box = await tablet.page.locator("#press-big").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await asyncio.gather(*(tablet.page.touchscreen.tap(x, y) for _ in range(2)))
    await expect(tablet.page.locator("#serving .number")).to_have_text("A001")
    # Pressable again, so whatever the second tap did is done.
    await expect(tablet.page.locator("#press-big")).to_be_enabled()
    assert await hall.api.called() == [("A001", "1")]
    assert len(presses) == 1


async def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_key(hall: Hall) -> None:
    tablet = await _ready(hall, "AAA")
    tablet.pardon("ERR_FAILED")
    presses = _presses(tablet.page)

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await tablet.page.route(NEXT, lose, times=1)
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#serving .number")).to_have_text("A001")
    await expect(tablet.page.locator("#press-big")).to_be_enabled()
    assert len(presses) == 2
    assert presses[0] == presses[1]
    assert len(presses[0]["key"]) == 32
    assert await hall.api.called() == [("A001", "1")]
    await expect(tablet.page.locator("#message .problem")).to_have_count(0)

    # The next press is another intention.
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#serving .number")).to_have_text("A002")
    assert presses[2]["key"] != presses[0]["key"]
    assert await hall.api.called() == [("A001", "1"), ("A002", "1")]


async def test_a_press_for_a_counter_that_has_moved_on_is_refused_in_words(hall: Hall) -> None:
    tablet = await _ready(hall, "AAA")
    tablet.pardon("409")

    async def overtaken(route: Route) -> None:
        await hall.api.call("1")
        await route.continue_()

    await tablet.page.route(NEXT, overtaken, times=1)
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#message .problem")).to_contain_text("Keadaan loket sudah berubah")
    await expect(tablet.page.locator("#serving .number")).to_have_text("A001")
    await tablet.look("tablet-moved-on")
    assert await hall.api.called() == [("A001", "1")]

    await tablet.press("#press-big")
    await expect(tablet.page.locator("#serving .number")).to_have_text("A002")
    await expect(tablet.page.locator("#message .problem")).to_have_count(0)


async def test_a_tablet_without_a_line_cannot_be_pressed(hall: Hall) -> None:
    async with Cable(hall.server.port) as cable:
        tablet = await _ready(hall, "AAA", url=cable.url)
        tablet.pardon(*LINE_LOST)
        presses = _presses(tablet.page)
        await cable.cut()
        await expect(tablet.page.locator("#cut")).to_be_visible()
        await expect(tablet.page.locator("#press-big")).to_be_disabled()
        await expect(tablet.page.locator("#press-big")).to_have_text(
            "Menyambung...", use_inner_text=True, ignore_case=True
        )
        await tablet.look("tablet-cut")
        await tablet.page.keyboard.press("Enter")
        await tablet.page.locator("#press-big").tap(force=True)
        await cable.mend()
        await expect(tablet.page.locator("#press-big")).to_be_enabled()
        assert presses == []
        assert await hall.api.called() == []


async def test_a_press_that_has_become_stale_is_never_sent(hall: Hall) -> None:
    async with Cable(hall.server.port) as cable:
        tablet = await _ready(hall, "AAA", url=cable.url, watched=SOON_STALE)
        tablet.pardon(*LINE_LOST, "ERR_FAILED")
        # The press is made while the line still seems to stand, and never arrives.
        await tablet.page.route(NEXT, lambda route: route.abort())
        await tablet.press("#press-big")
        await cable.cut()
        await expect(tablet.page.locator("#message .problem")).to_contain_text("tidak dikirim lagi")
        await tablet.look("tablet-stale")

        await tablet.page.unroute(NEXT)
        presses = _presses(tablet.page)
        await cable.mend()
        await expect(tablet.page.locator("body")).to_have_attribute("data-link", "up")
        await expect(tablet.page.locator("#press-big")).to_be_enabled()
        assert presses == []
        assert await hall.api.called() == []
        await tablet.press("#press-big")
        await expect(tablet.page.locator("#serving .number")).to_have_text("A001")
        assert len(presses) == 1


async def _ready(hall: Hall, letters: str, **how: str) -> Guest:
    """Loket 1 is open, numbers wait, and the big button carries the first of them."""
    await hall.api.open_day()
    await hall.api.take(letters)
    await hall.api.post("counters/1/open")
    tablet = await hall.tablet("1", **how)
    await expect(tablet.page.locator("#press-big")).to_contain_text("A001")
    await expect(tablet.page.locator("body")).to_have_attribute("data-link", "up")
    return tablet


def _presses(page: Page) -> list[dict[str, str]]:
    """The fields of every press of the big button from now on."""
    presses: list[dict[str, str]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/next"):
            presses.append({name: values[0] for name, values in parse_qs(request.post_data or "").items()})

    page.on("request", note)
    return presses
