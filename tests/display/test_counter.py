"""counter.js: one press is one intention with one key, answered or honestly given up."""

import asyncio
from dataclasses import replace

import pytest
from playwright.async_api import Page, Request, expect
from starlette.responses import JSONResponse, Response

from display.counter_views import Undoable
from tests.display.fake_office import QUICK, SOON_CUT_OFF, FakeOffice
from tests.display.samples import COUNTERS, counter
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened_with_a_stopped_clock(page: Page, office: FakeOffice) -> None:
    """Time passes only where the test says so."""
    await stop_clock(page)
    await opened(page, office)


async def opened(page: Page, office: FakeOffice, **settings: int) -> None:
    office.settings = settings
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_a_double_tap_is_one_press(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await page.locator("#press-big").dblclick()
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(ticket="C008", next_ticket="C009", version=414))
    await page.clock.run_for(100)  # the picture waits until the finger is away
    await expect(page.locator(".big-number")).to_have_text("C009")
    await page.locator("#press-big").click(force=True)
    await page.keyboard.press("Enter")
    await page.clock.run_for(1_000)
    await expect(page.locator("#press-big")).to_be_enabled()
    assert [path for path, _ in office.posts] == ["/loket/2/next"]


async def test_a_second_tap_does_not_reach_the_button_that_takes_the_firsts_place(
    office: FakeOffice, page: Page
) -> None:
    office.view = replace(COUNTERS["counter-closed"], seat=None)
    await opened_with_a_stopped_clock(page, office)
    await page.locator("#press-big").click()
    await office.until(lambda: len(office.posts) == 1)
    await office.show(replace(COUNTERS["counter-free"], person=""))
    await page.clock.run_for(100)  # the picture waits until the finger is away
    await expect(page.locator(".big-number")).to_have_text("C008")
    await page.locator("#press-big").click(force=True)
    await page.clock.run_for(1_000)
    await expect(page.locator("#press-big")).to_be_enabled()
    assert [path for path, _ in office.posts] == ["/loket/2/open"]


async def test_a_press_carries_the_version_of_the_picture_and_a_key_of_its_own(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-no-show").click()
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(version=500))
    await expect(page.locator("#press-recall")).to_be_enabled()
    await page.locator("#press-recall").click()
    await office.until(lambda: len(office.posts) == 2)
    (no_show, first), (recall, second) = office.posts
    assert [no_show, recall] == ["/loket/2/no-show", "/loket/2/recall"]
    assert [first["version"], second["version"]] == ["413", "500"]
    assert len(first["key"]) == len(second["key"]) == 32
    assert first["key"] != second["key"]


async def test_a_lost_answer_is_asked_for_again_with_the_same_key(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    over = asyncio.Event()

    async def lost(fields: dict[str, str]) -> Response:
        if len(office.posts) == 1:
            await over.wait()  # longer than the page waits
        if len(office.posts) == 2:
            return JSONResponse({"detail": "Server sibuk."}, 503, media_type="application/problem+json")
        return JSONResponse({"called": "C008", "version": 414, "seq": 414, "notice": "Sudah."})

    office.answer = lost
    await page.locator("#press-big").click()
    await expect(page.locator("#press-big")).to_be_disabled()
    await page.clock.run_for(3_100)
    await expect(page.locator("#press-big")).to_have_text("Menunggu server...", use_inner_text=True, ignore_case=True)
    assert len(office.posts) == 1
    await page.clock.run_for(1_000)
    await office.until(lambda: len(office.posts) == 2)
    await expect(page.locator("#message")).to_contain_text("Server sibuk.")
    await page.clock.run_for(2 * QUICK.retry_most_ms)
    await expect(page.locator("#message")).to_contain_text("Sudah.")
    over.set()
    assert len(office.posts) == 3
    assert len({fields["key"] for _, fields in office.posts}) == 1
    assert len({fields["version"] for _, fields in office.posts}) == 1


async def test_a_stale_press_is_given_up_and_said(office: FakeOffice, page: Page) -> None:
    await opened(page, office, **{"answer-ms": 100, "stale-ms": 300})
    over = asyncio.Event()

    async def silent(fields: dict[str, str]) -> Response:
        await over.wait()
        return Response("", 504)

    office.answer = silent
    # Counted where they start: what the page has given up may reach the office later.
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    await page.locator("#press-big").click()
    await office.until(lambda: len(office.posts) > 0)
    office.online = False
    await office.hang_up()
    await expect(page.locator("#message")).to_contain_text("tidak dikirim lagi")
    before = len(sent)
    office.online = True
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await expect(page.locator("#press-big")).to_be_enabled()
    over.set()
    assert len(sent) == before > 0


async def test_a_refusal_is_said_in_the_servers_words(office: FakeOffice, page: Page) -> None:
    await opened(page, office)

    async def refused(fields: dict[str, str]) -> Response:
        problem = {"title": "Sudah berubah", "detail": "Loket ini sudah berubah. <b>Tekan lagi.</b>", "version": 500}
        return JSONResponse(problem, 409, media_type="application/problem+json")

    office.answer = refused
    await page.locator("#press-start").click()
    alert = page.get_by_role("alert").filter(has_text="Loket")
    await expect(alert).to_have_text("Loket ini sudah berubah. <b>Tekan lagi.</b>")
    assert await page.locator("input[name=version]").first.input_value() == "413"


async def test_cut_off_the_buttons_rest_and_say_so(office: FakeOffice, page: Page) -> None:
    office.live = SOON_CUT_OFF
    await opened(page, office)
    office.freeze()
    await expect(page.locator("#cut")).to_contain_text("Panggil dengan suara: sebut nomor, lalu Loket 2.")
    for button in await page.locator("form.press button").all():
        await expect(button).to_be_disabled()
    await expect(page.locator("#press-big")).to_have_text("Menyambung...", use_inner_text=True, ignore_case=True)
    office.thaw()
    await expect(page.locator("#press-big")).to_be_enabled()


@pytest.mark.parametrize("key", ["Enter", " "])
async def test_the_keyboard_presses_the_big_button_when_nothing_has_the_focus(
    office: FakeOffice, page: Page, key: str
) -> None:
    await opened(page, office)
    await page.keyboard.press(key)
    await office.until(lambda: len(office.posts) == 1)
    assert office.posts[0][0] == "/loket/2/next"


async def test_the_keyboard_presses_what_has_the_focus(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-recall").focus()
    await page.keyboard.press("Enter")
    await office.until(lambda: len(office.posts) == 1)
    assert office.posts[0][0] == "/loket/2/recall"


async def test_a_recall_rests_longer_than_the_others(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#press-recall").click()
    await office.until(lambda: len(office.posts) == 1)
    await office.show(counter(version=414, recall_in_ms=600_000))
    await expect(page.locator("#press-start")).to_be_enabled()
    await expect(page.locator("#press-recall")).to_be_disabled()


async def test_the_time_at_the_counter_counts_on(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await office.show(counter(ticket_state="serving", since_ms=5_998_000))
    await expect(page.locator("[data-since]")).to_have_text("99.58")
    await page.clock.run_for(2_000)
    await expect(page.locator("[data-since]")).to_have_text("100.00")


async def test_the_day_is_closed_only_after_a_question(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await expect(page.locator("#press-day-close")).to_be_hidden()
    await page.locator("#day-close summary").click()
    await page.locator("#press-day-close").click()
    await office.until(lambda: len(office.posts) == 1)
    path, fields = office.posts[0]
    assert path == "/hari/tutup"
    assert fields["counter"] == "2"


async def test_a_closed_day_offers_one_thing(office: FakeOffice, page: Page) -> None:
    office.view = COUNTERS["counter-day-closed"]
    await opened(page, office)
    await expect(page.locator("form.press button:visible")).to_have_count(1)
    await page.locator("#press-big").click()
    await office.until(lambda: len(office.posts) == 1)
    assert office.posts[0][0] == "/hari/buka"


async def test_the_undo_counts_down_and_goes(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await office.show(counter(undo=Undoable(412, "panggil C007", 9_000)))
    await expect(page.locator("#press-undo")).to_have_text("Urungkan: panggil C007 9 dtk", use_inner_text=True)
    await page.clock.run_for(4_000)
    await expect(page.locator("[data-undo-left]")).to_have_text("5")
    # A picture of something else does not start the time anew.
    await office.show(counter(undo=Undoable(412, "panggil C007", 9_000), waiting=15))
    await expect(page.locator("#waiting")).to_contain_text("Menunggu 15")
    await page.clock.run_for(5_000)
    await expect(page.locator("#press-undo")).to_be_hidden()


async def test_a_recall_is_possible_when_its_rest_is_over(office: FakeOffice, page: Page) -> None:
    await opened_with_a_stopped_clock(page, office)
    await office.show(counter(recall_in_ms=3_000))
    await expect(page.locator("#press-no-show")).to_be_enabled()
    await expect(page.locator("#press-recall")).to_be_disabled()
    await page.clock.run_for(3_100)
    await expect(page.locator("#press-recall")).to_be_enabled()


async def test_an_open_sheet_keeps_its_place_and_its_text(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#note-C007-open").click()
    text = page.locator("#note-text-C007")
    await text.fill("asli")
    await text.press("Home")
    await text.press_sequentially("KK ")
    await office.show(counter(version=500))
    await expect(page.locator("#form-note-C007 [name=version]")).to_have_value("500")
    await text.press_sequentially("yang ")
    await expect(text).to_have_value("KK yang asli")


async def test_a_page_with_something_typed_is_not_fetched_anew(office: FakeOffice, page: Page) -> None:
    await opened(page, office)
    await page.locator("#note-C007-open").click()
    await page.locator("#note-text-C007").fill("belum disimpan")
    before = office.pages
    await page.evaluate("document.body.dataset.old = '1'")
    await office.send({"reload": True})
    await office.show(counter(version=500))
    await expect(page.locator("#form-note-C007 [name=version]")).to_have_value("500")
    assert office.pages == before
    await page.locator("#press-note").click()
    # Sent, so nothing is lost any more.
    await expect(page.locator("body")).not_to_have_attribute("data-old", "1")
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_a_note_that_is_refused_stays_to_be_sent_again(office: FakeOffice, page: Page) -> None:
    await opened(page, office)

    async def refused(fields: dict[str, str]) -> Response:
        return JSONResponse({"detail": "Tidak tersimpan."}, 409, media_type="application/problem+json")

    office.answer = refused
    await page.locator("#note-C007-open").click()
    await page.locator("#note-text-C007").fill("KK asli")
    await page.locator("#press-note").click()
    await expect(page.locator("#message")).to_contain_text("Tidak tersimpan.")
    await expect(page.locator("#note-text-C007")).to_have_value("KK asli")
