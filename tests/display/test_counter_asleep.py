"""A tablet that was asleep: nothing that was pressed before is sent after, and the old picture is not taken for the present one."""

import asyncio

import pytest
from playwright.async_api import Page, expect
from starlette.responses import Response

from tests.display.fake_office import FakeOffice

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

#: While a tablet sleeps its counter of time stands still; its clock has gone on when it wakes.
SLEEP = "() => { const awake = Date.now.bind(Date); Date.now = () => awake() + 2 * 3600 * 1000; }"
#: In one piece: a beat that came in between would be a sign of life.
SLEEP_AND_WAKE = f"() => {{ ({SLEEP})(); document.dispatchEvent(new Event('visibilitychange')); }}"


async def opened(page: Page, office: FakeOffice, **settings: int) -> None:
    office.settings = settings
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_a_press_from_before_the_sleep_is_not_sent_after_it(office: FakeOffice, page: Page) -> None:
    await opened(page, office, **{"answer-ms": 60_000})
    answer = asyncio.Event()

    async def at_last_unreachable(fields: dict[str, str]) -> Response:
        await answer.wait()
        return Response("", 504)

    office.answer = at_last_unreachable
    await page.locator("#press-big").click()
    await office.until(lambda: len(office.posts) == 1)
    await page.evaluate(SLEEP)
    answer.set()
    await expect(page.locator("#message")).to_contain_text("tidak dikirim lagi")
    assert len(office.posts) == 1


async def test_a_page_that_wakes_up_says_so_until_it_has_the_newest_picture(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    office.freeze()
    await page.evaluate(SLEEP_AND_WAKE)
    await expect(page.locator("body")).to_have_attribute("data-link", "down")
    await expect(page.locator("#press-big")).to_be_disabled()
    office.thaw()
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await expect(page.locator("#press-big")).to_be_enabled()
