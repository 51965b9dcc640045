"""A counter on a PC: everything with the keyboard alone."""

import pytest
from playwright.async_api import Locator, expect

from server.domain.patience import Patience
from tests.browser.guest import Guest
from tests.browser.hall import MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_visit_with_the_keyboard_alone(make_hall: MakeHall) -> None:
    hall = await make_hall(patience=Patience(undo=600_000))
    await hall.api.open_day()
    await hall.api.take("AAA")
    await hall.api.post("counters/1/open")
    pc = await hall.tablet("1", kind="tablet-wide")
    keyboard = pc.page.keyboard
    await expect(pc.page.locator("#press-big")).to_be_enabled()

    await keyboard.press("Space")
    await expect(_number(pc)).to_have_text("A001")

    # With a sheet open, Space and Enter belong to it.
    await _tab_to(pc, "#hold-A001-open")
    await keyboard.press("Enter")
    await expect(pc.page.locator("#hold-A001-body")).to_be_visible()
    await expect(pc.page.locator("#press-big")).to_be_enabled()
    await pc.page.locator("#hold-A001-title").click()  # nothing has the focus now
    await keyboard.press("Enter")
    await keyboard.press("Escape")
    await expect(pc.page.locator("#hold-A001-body")).to_be_hidden()
    await _tab_to(pc, "#hold-A001-open")
    await keyboard.press("Space")
    await keyboard.press("Escape")
    await expect(pc.page.locator("#hold-A001-open")).to_be_focused()
    await keyboard.press("Space")
    await expect(pc.page.locator("#press-hold-documents")).to_be_enabled()
    await keyboard.press("Tab")
    await expect(pc.page.locator("#press-hold-documents")).to_be_focused()
    await keyboard.press("Enter")
    await expect(pc.page.locator("#held-open")).to_be_visible()
    assert await hall.api.called() == [("A001", "1")]

    # The button that had the focus is gone, so the big one is meant again.
    await expect(pc.page.locator("#press-big")).to_contain_text("A002")
    await expect(pc.page.locator("#press-big")).to_be_enabled()
    await keyboard.press("Enter")
    await expect(_number(pc)).to_have_text("A002")
    await expect(pc.page.locator("#press-undo")).to_be_enabled()
    await _tab_to(pc, "#press-undo")
    await keyboard.press("Enter")
    await expect(_number(pc)).to_have_count(0)


async def test_the_order_of_the_tab_key_is_that_of_the_eye(make_hall: MakeHall) -> None:
    # No press can be undone or must rest, so the buttons are those that stay.
    hall = await make_hall(patience=Patience(recall=0, undo=0))
    await hall.api.open_day()
    await hall.api.take("AA")
    await hall.api.call("1")
    pc = await hall.tablet("1", kind="tablet-wide")
    await expect(pc.page.locator("#press-recall")).to_be_enabled()
    await expect(pc.page.locator("#press-undo")).to_be_hidden()
    seen = []
    while "day-close-open" not in seen:
        await pc.page.keyboard.press("Tab")
        seen.append(await pc.page.evaluate("document.activeElement.id"))
    order = [
        "press-recall",
        "press-no-show",
        "press-start",
        "hold-A001-open",
        "transfer-A001-open",
        "continue-A001-open",
    ]
    order += ["note-A001-open", "press-big", "call-A002-open", "press-break", "press-close", "day-close-open"]
    assert [one for one in seen if one in order] == order


async def _tab_to(guest: Guest, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(40):
        if await guest.page.locator(selector).evaluate("one => one === document.activeElement"):
            return
        await guest.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is never reached")


def _number(guest: Guest) -> Locator:
    return guest.page.locator("#serving .number:not(.none)")
