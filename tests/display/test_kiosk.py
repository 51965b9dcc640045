"""kiosk.js: one tap takes one number, the last visitor's tick is forgotten, and it goes back by itself."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page, expect
from starlette.responses import Response

from tests.display.fake_office import STEADY, FakeOffice
from tests.display.kiosk_samples import KIOSK, KIOSKS, PAPERS_ASKED, TAKEN
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened_with_a_stopped_clock(page: Page, office: FakeOffice, path: str = "") -> None:
    """Time passes only where the test says so."""
    if office.live.screen:
        office.live = STEADY
    await stop_clock(page)
    await page.goto(office.url + path)


def requests_of(page: Page) -> list[str]:
    """The addresses that the page asks for from now on: whoever leaves asks first, and at once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


async def test_two_taps_take_one_number(office: FakeOffice, page: Page) -> None:
    office.view = KIOSK

    async def nothing(fields: dict[str, str]) -> Response:
        return Response(status_code=204)  # the browser stays on the page

    office.answer = nothing
    await page.goto(office.url)
    await page.locator(".priority").click()
    await page.locator("#service-C").dblclick()
    await office.until(lambda: len(office.posts) == 1)
    await expect(page.locator("body")).to_have_class("kiosk shared scripted sent")
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
    await opened_with_a_stopped_clock(page, office)
    await page.locator(".priority").click()
    await page.clock.run_for(KIOSK.idle_ms - 5_000)
    await expect(page.locator("input[name=priority]")).to_be_checked()
    await expect(page.get_by_role("alert").filter(has_text="lalu tekan")).to_be_visible()
    await page.clock.run_for(5_000)
    await expect(page.locator("input[name=priority]")).not_to_be_checked()
    await expect(page.get_by_role("alert").filter(has_text="lalu tekan")).to_be_hidden()


async def test_a_phone_keeps_its_tick(office: FakeOffice, page: Page) -> None:
    office.view = replace(KIOSK, shared=False)
    await opened_with_a_stopped_clock(page, office)
    await page.locator(".priority").click()
    await page.clock.run_for(2 * KIOSK.idle_ms)
    await expect(page.locator("input[name=priority]")).to_be_checked()


async def test_the_kiosk_goes_back_only_to_a_page_that_answers(office: FakeOffice, page: Page) -> None:
    office.view, office.live = TAKEN, replace(office.live, screen="")
    await opened_with_a_stopped_clock(page, office, "/selesai")
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


async def test_a_finger_on_the_glass_and_every_touch_hold_the_page(office: FakeOffice, page: Page) -> None:
    office.view, office.live = PAPERS_ASKED, replace(office.live, screen="")
    await opened_with_a_stopped_clock(page, office, "/berkas")
    asked = requests_of(page)
    await page.clock.run_for(PAPERS_ASKED.idle_ms - 2_000)
    await page.mouse.move(5, 700)
    await page.mouse.down()
    await page.clock.run_for(4 * PAPERS_ASKED.idle_ms)
    assert asked == []
    await page.mouse.up()
    await page.clock.run_for(PAPERS_ASKED.idle_ms - 2_000)
    await page.mouse.move(9, 700)
    await page.clock.run_for(PAPERS_ASKED.idle_ms - 2_000)
    assert asked == []
    await page.clock.run_for(4_000)
    await page.wait_for_url("**/ambil")


async def test_the_answer_about_papers_is_sent_once(office: FakeOffice, page: Page) -> None:
    office.view, office.live = PAPERS_ASKED, replace(office.live, screen="")

    async def nothing(fields: dict[str, str]) -> Response:
        return Response(status_code=204)

    office.answer = nothing
    await page.goto(office.url)
    await page.locator("#papers-priority").dblclick()
    await office.until(lambda: len(office.posts) == 1)
    assert office.posts == [("/ambil", {"key": "k-kiosk", "service": "A", "priority": "", "papers": "prioritas"})]


async def test_a_page_that_is_cut_off_sends_nothing_and_stays(office: FakeOffice, page: Page) -> None:
    office.view = KIOSK
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await page.evaluate("document.body.dataset.link = 'down'; document.getElementById('service-A').click()")
    await expect(page.locator("body")).to_have_class("kiosk shared scripted")
    assert office.posts == []


async def test_the_second_tap_of_a_double_tap_falls_on_a_veil(office: FakeOffice, page: Page) -> None:
    office.view, office.live = TAKEN, replace(office.live, screen="")
    await opened_with_a_stopped_clock(page, office, "/selesai")
    veil = "getComputedStyle(document.body, '::after').visibility"
    held = "document.getAnimations().forEach(one => { one.currentTime = 100; one.pause(); })"
    await page.evaluate(held)
    assert await page.evaluate(veil) == "visible"
    box = await page.locator(".main-button").bounding_box()
    assert box is not None
    await page.mouse.click(box["x"] + 20, box["y"] + 20)
    assert page.url.endswith("/selesai")
    await page.evaluate("document.getAnimations().forEach(one => one.finish())")
    assert await page.evaluate(veil) == "hidden"
    await page.locator(".main-button").click()
    await page.wait_for_url("**/ambil")


async def test_dengarkan_plays_stops_and_says_when_it_cannot(office: FakeOffice, page: Page) -> None:
    office.view = KIOSK
    await page.add_init_script(
        "window.said = []; window.deaf = false;"
        "window.Audio = function (src) { const a = new EventTarget();"
        " a.play = () => { said.push(src); return deaf ? Promise.reject(new Error('deaf')) : Promise.resolve(); };"
        " a.pause = () => { said.push('stop'); }; window.spoken = a; return a; };"
    )
    await page.goto(office.url)
    button = page.locator("[data-listen]")
    await button.click()
    await expect(button).to_have_text("Hentikan suara", use_inner_text=True)
    await button.click()
    await expect(button).to_have_text("Dengarkan", use_inner_text=True)
    await button.click()
    await page.evaluate("spoken.dispatchEvent(new Event('ended'))")
    await expect(button).to_have_text("Dengarkan", use_inner_text=True)
    assert await page.evaluate("said") == ["/ambil/suara/pilih", "stop", "/ambil/suara/pilih", "stop"]
    await page.evaluate("deaf = true")
    await button.click()
    await expect(page.get_by_role("status").filter(has_text="Suara belum dapat diputar")).to_be_visible()
    assert office.posts == []


async def test_the_calendar_renews_a_page_that_nobody_touches(office: FakeOffice, page: Page) -> None:
    office.view = replace(KIOSK, fresh_ms=60_000)
    await opened_with_a_stopped_clock(page, office, "/ambil")
    pages, asked = office.pages, requests_of(page)
    await page.clock.run_for(59_000)
    assert asked == []
    await page.clock.run_for(5_000)
    await office.until(lambda: office.pages >= pages + 2)


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800), (800, 1280)])
async def test_eight_services_and_the_ways_to_complain_are_all_in_sight(
    office: FakeOffice, page: Page, size: tuple[int, int]
) -> None:
    services = tuple(replace(KIOSK.services[n % len(KIOSK.services)], letter="ACDKFLPU"[n]) for n in range(8))
    office.view = replace(KIOSK, services=services, complaints=True)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(office.url)
    await expect(page.locator(".kiosk-complaint a")).to_have_count(2)
    width, height = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert (width, height) == size
