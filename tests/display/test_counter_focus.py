"""counter.js with a keyboard: a button that rests keeps the focus, so that the next key does not mean another one."""

import pytest
from playwright.async_api import Page, expect

from tests.display.fake_office import STEADY, FakeOffice
from tests.display.samples import counter
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened(page: Page, office: FakeOffice) -> None:
    """Time passes only where the test says so."""
    office.live = STEADY
    await stop_clock(page)
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


@pytest.mark.parametrize("key", ["Space", "Enter"])
async def test_a_second_recall_with_the_keyboard_calls_nobody_else(office: FakeOffice, page: Page, key: str) -> None:
    await opened(page, office)
    recall = page.locator("#press-recall")
    await recall.focus()
    await page.keyboard.press(key)
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(version=414, recall_in_ms=8_000))
    await expect(page.locator("#form-recall [name=version]")).to_have_value("414")
    await page.clock.run_for(2_000)
    await expect(page.locator("#press-big")).to_be_enabled()
    await expect(recall).to_be_focused()
    await expect(recall).to_be_disabled()
    await page.keyboard.press(key)  # too soon for another recall, and it means nothing else
    await page.clock.run_for(6_100)
    await expect(recall).to_be_enabled()
    await expect(recall).to_be_focused()
    await page.keyboard.press(key)
    await office.until(lambda: len(office.posts) == 2)
    assert [path for path, _ in office.posts] == ["/loket/2/recall", "/loket/2/recall"]


async def test_a_resting_button_takes_no_tap_either(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-recall").focus()
    await page.keyboard.press("Space")
    await office.until(lambda: len(office.posts) == 1)
    await page.locator("#press-recall").click(force=True)
    await page.clock.run_for(1_100)
    await expect(page.locator("#press-recall")).to_be_enabled()
    assert len(office.posts) == 1


async def test_after_a_tap_the_keys_mean_the_big_button(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-recall").click()
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(version=414, recall_in_ms=8_000))
    await page.clock.run_for(1_100)
    await expect(page.locator("#press-big")).to_be_enabled()
    await page.keyboard.press("Space")
    await office.until(lambda: len(office.posts) == 2)
    assert office.posts[1][0] == "/loket/2/next"


async def test_a_key_that_is_held_down_presses_once(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-big").focus()
    await page.keyboard.down("Enter")
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(version=414))
    await page.clock.run_for(1_100)
    await expect(page.locator("#press-big")).to_be_enabled()
    await page.keyboard.down("Enter")  # the same key, still held: the browser repeats it
    await page.keyboard.up("Enter")
    await page.locator("#press-start").focus()
    await page.keyboard.press("Enter")
    await office.until(lambda: len(office.posts) == 2)
    assert [path for path, _ in office.posts] == ["/loket/2/next", "/loket/2/start"]


async def test_a_button_that_is_gone_leaves_the_keys_to_the_big_one(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-start").focus()
    await page.keyboard.press("Space")
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(ticket_state="serving", version=414))
    await expect(page.locator("#press-finish")).to_be_attached()
    await page.clock.run_for(1_100)
    await expect(page.locator("#press-big")).to_be_enabled()
    await page.keyboard.press("Space")
    await office.until(lambda: len(office.posts) == 2)
    assert office.posts[1][0] == "/loket/2/next"
