"""Two tablets at one counter: what the other one changes under a finger that is on its way is not pressed by it."""

import pytest
from playwright.async_api import Page, expect

from tests.display.fake_office import STEADY, FakeOffice
from tests.display.samples import COUNTERS, counter
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened(page: Page, office: FakeOffice) -> None:
    """Time passes only where the test says so."""
    office.live = STEADY
    await stop_clock(page)
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_what_another_tablet_has_pressed_rests_before_it_can_be_pressed_on(
    office: FakeOffice, page: Page
) -> None:
    office.view = counter(ticket="", ticket_state="", next_ticket="C007", version=410)
    await opened(page, office)
    await expect(page.locator("#press-big")).to_be_enabled()
    await office.show(counter(ticket="C007", next_ticket="C008", version=413))
    await expect(page.locator(".big-number")).to_have_text("C008")
    await page.locator("#press-big").click(force=True)  # meant for C007
    await expect(page.locator("#press-no-show")).to_be_disabled()
    await page.clock.run_for(800)
    await expect(page.locator("#press-big")).to_be_enabled()
    assert office.posts == []


async def test_a_day_that_another_tablet_has_closed_is_not_opened_by_a_late_tap(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.show(COUNTERS["counter-day-closed"])
    await expect(page.locator("#press-big")).to_contain_text("Buka hari layanan", ignore_case=True)
    await page.locator("#press-big").click(force=True)
    await page.clock.run_for(800)
    await expect(page.locator("#press-big")).to_be_enabled()
    assert office.posts == []


async def test_what_one_has_pressed_oneself_rests_no_longer(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-no-show").click()
    await office.until(lambda: len(office.posts) == 1)
    await page.clock.run_for(900)
    await expect(page.locator("body")).not_to_have_class("waiting-answer")
    await office.show(counter(version=414))
    await expect(page.locator("#form-recall [name=version]")).to_have_value("414")
    await page.clock.run_for(110)
    await expect(page.locator("#press-recall")).to_be_enabled()


async def test_what_changes_elsewhere_stops_nobody(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await office.show(counter(waiting=15, next_ticket="C009"))
    await expect(page.locator(".big-number")).to_have_text("C009")
    await expect(page.locator("#press-big")).to_be_enabled()
