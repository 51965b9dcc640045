"""kiosk.js: one tap takes one number, the last visitor's tick is forgotten, and it goes back by itself."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, expect
from starlette.responses import Response

from tests.display.fake_office import FakeOffice
from tests.display.samples import KIOSK, KIOSKS, TAKEN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_two_taps_take_one_number(office: FakeOffice, page: Page) -> None:
    office.view = KIOSK

    async def nothing(fields: dict[str, str]) -> Response:
        return Response(status_code=204)  # the browser stays on the page

    office.answer = nothing
    await page.goto(office.url)
    await page.locator(".priority").click()
    await page.locator("#service-C").dblclick()
    await office.until(lambda: len(office.posts) == 1)
    await expect(page.locator("body")).to_have_class("kiosk shared sent")
    await page.evaluate("document.getElementById('service-A').click()")
    await page.reload()
    assert office.posts == [("/ambil", {"key": "k-kiosk", "priority": "1", "service": "C"})]


async def test_the_form_works_without_a_script(office: FakeOffice, browser: Browser) -> None:
    office.view = KIOSK
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(office.url)
    await page.locator("#service-A").click()
    await page.wait_for_url("**/ambil")
    assert office.posts == [("/ambil", {"key": "k-kiosk", "service": "A"})]
    await context.close()


async def test_enter_on_the_box_ticks_it_and_takes_no_number(office: FakeOffice, page: Page) -> None:
    office.view = KIOSK
    await page.goto(office.url)
    await page.locator("input[name=priority]").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("input[name=priority]")).to_be_checked()
    assert office.posts == []


async def test_a_left_kiosk_forgets_the_tick_and_the_problem(office: FakeOffice, page: Page) -> None:
    office.view = KIOSKS["kiosk-problem"]
    await page.clock.install()
    await page.goto(office.url)
    await page.locator(".priority").click()
    await page.clock.run_for(KIOSK.idle_ms - 5_000)
    await expect(page.locator("input[name=priority]")).to_be_checked()
    await expect(page.get_by_role("alert").filter(has_text="Layanan")).to_be_visible()
    await page.clock.run_for(5_000)
    await expect(page.locator("input[name=priority]")).not_to_be_checked()
    await expect(page.get_by_role("alert").filter(has_text="Layanan")).to_be_hidden()


async def test_a_phone_keeps_its_tick(office: FakeOffice, page: Page) -> None:
    office.view = replace(KIOSK, shared=False)
    await page.clock.install()
    await page.goto(office.url)
    await page.locator(".priority").click()
    await page.clock.run_for(2 * KIOSK.idle_ms)
    await expect(page.locator("input[name=priority]")).to_be_checked()


async def test_the_kiosk_goes_back_only_to_a_page_that_answers(office: FakeOffice, page: Page) -> None:
    office.view, office.live = TAKEN, replace(office.live, screen="")
    await page.clock.install()
    await page.goto(office.url + "/selesai")
    office.online = False
    async with page.expect_response(lambda answer: answer.status == 503):
        await page.clock.run_for(TAKEN.idle_ms)
    await expect(page.locator("[data-countdown]")).to_have_text("0")
    assert page.url.endswith("/selesai")
    office.online = True
    await page.clock.run_for(3_000)
    await page.wait_for_url("**/ambil")


async def test_a_phone_goes_on_to_its_ticket(office: FakeOffice, page: Page) -> None:
    office.view = replace(TAKEN, kiosk=False, idle_ms=100)
    office.live = replace(office.live, screen="")
    await page.goto(office.url)
    await page.wait_for_url("**/tiket/h7Kq2mXp9d")
