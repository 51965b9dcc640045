"""All that happens at a counter, by touch: the tablet, the TV beside it, and what residents learn of it."""

import re

import pytest
from playwright.async_api import Locator, Route, expect

from server.config import Times
from server.domain.access import Role
from server.domain.patience import Patience
from tests.browser.cable import Cable
from tests.browser.guest import LINE_LOST, Guest
from tests.browser.hall import Hall, MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# Long enough to be pressed on a busy machine; a recall need not rest as long as in an office.
HURRIED = Patience(recall=300, undo=600_000)


async def test_a_morning_at_a_counter(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(hero=0.3), patience=HURRIED)
    tv = await hall.tv()
    tablet = await _tablet(hall, "AAAA")
    await _sits_down(hall, tablet)
    await _calls_and_takes_it_back(hall, tv, tablet)
    await _is_missed_and_comes_back(tv, tablet)
    await _is_held_and_goes_on(tablet)
    await _is_sent_on_with_a_note(hall, tablet)
    await _is_served_without_a_number(tablet)
    await _ends_with_people_waiting(hall, tablet)


async def _sits_down(hall: Hall, tablet: Guest) -> None:
    await expect(tablet.page.locator("#seat")).to_contain_text("Belum ada petugas di Loket 1")
    await tablet.press("#take-seat")
    name = hall.server.person(Role.OFFICER).name
    await expect(tablet.page.locator("#who")).to_contain_text(name)
    await expect(tablet.page.locator("#seat")).to_have_count(0)


async def _calls_and_takes_it_back(hall: Hall, tv: Guest, tablet: Guest) -> None:
    await tablet.press("#press-big")
    await expect(_number(tablet)).to_have_text("A001")
    await expect(_hero(tv)).to_have_text("A001")
    # The sample office shows residents the names that officials chose.
    name = hall.server.person(Role.OFFICER).name
    await expect(tv.page.locator(".counter[data-counter='1']")).to_contain_text(name)
    await expect(tablet.page.locator("#undo")).to_contain_text("Urungkan: panggil A001")
    await tablet.look("tablet-undo")
    await tablet.press("#press-undo")
    await expect(_number(tablet)).to_have_count(0)
    await expect(_hero(tv)).not_to_have_text("A001")
    await expect(tv.page.locator(".counter[data-counter='1']")).not_to_contain_text("A001")
    await expect(tablet.page.locator("#press-big")).to_contain_text("A001")
    await expect(tablet.page.locator("#undo button")).to_have_count(0)


async def _is_missed_and_comes_back(tv: Guest, tablet: Guest) -> None:
    await tablet.press("#press-big")
    await expect(_hero(tv)).to_have_text("A001")
    no_show = tablet.page.locator("#press-no-show")
    for times in (2, 3):
        await expect(no_show).not_to_have_class(re.compile("offered"))
        await tablet.press("#press-recall")
        await expect(tablet.page.locator("#last-call")).to_contain_text(f"dipanggil {times}x")
    await expect(no_show).to_have_class(re.compile("offered"))
    await tablet.press("#press-no-show")
    await tablet.press("#missed-open")
    await expect(tablet.page.locator("#missed-body")).to_contain_text("setelah 2 orang berikutnya")
    await tablet.look("tablet-missed")
    await tablet.press("#press-return-A001")
    await expect(tablet.page.locator("#missed")).to_have_count(0)
    await expect(tablet.page.locator(".chip")).to_have_text(["A002", "A003", "A001", "A004"], use_inner_text=True)


async def _is_held_and_goes_on(tablet: Guest) -> None:
    await tablet.press("#call-A003-open")
    await expect(tablet.page.locator("#call-A003-body")).to_contain_text("Panggil A003 sekarang?")
    await tablet.look("tablet-call-this-one")
    await tablet.press("#press-call-A003")
    await expect(_number(tablet)).to_have_text("A003")
    await tablet.press("#hold-A003-open")
    await tablet.look("tablet-hold")
    await tablet.press("#press-hold-copy")
    await tablet.press("#held-open")
    await expect(tablet.page.locator("#held-body")).to_contain_text("fotokopi")
    await tablet.press("#press-return-A003")
    await expect(tablet.page.locator("#press-big")).to_contain_text("A003")
    await expect(tablet.page.locator("#press-big")).to_contain_text("Kembali ke loket ini")


async def _is_sent_on_with_a_note(hall: Hall, tablet: Guest) -> None:
    await tablet.press("#press-big")
    await expect(_number(tablet)).to_have_text("A003")
    await tablet.press("#note-A003-open")
    text = tablet.page.locator("#note-text-A003")
    await text.fill("KK asli menyusul")
    await tablet.look("tablet-note")
    await tablet.press("#press-note")
    await expect(tablet.page.locator("#notes")).to_contain_text("KK asli menyusul")
    await expect(text).to_have_value("")
    await tablet.press("#transfer-A003-open")
    await tablet.look("tablet-transfer")
    await tablet.press("#press-to-counter-4")
    await expect(tablet.page.locator("#notes")).not_to_contain_text("KK asli")

    other = await hall.tablet("4")
    await other.press("#call-A003-open")  # a call opens the counter
    await other.press("#press-call-A003")
    await expect(other.page.locator("#notes")).to_contain_text("KK asli menyusul")
    await other.press("#press-start")
    await other.press("#press-finish")
    await other.press("#press-close")


async def _is_served_without_a_number(tablet: Guest) -> None:
    await tablet.press("#serve-open")
    await tablet.look("tablet-serve")
    await tablet.press("#press-serve-A")
    await expect(tablet.page.locator("#serving")).to_contain_text("Sedang dilayani")
    await expect(_number(tablet)).to_have_text("A005")
    await tablet.press("#press-finish")
    await tablet.press("#press-break")
    await expect(tablet.page.locator("#press-big")).to_have_text(re.compile("Kembali bertugas"))
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#press-big")).to_contain_text("A002")


async def _ends_with_people_waiting(hall: Hall, tablet: Guest) -> None:
    await tablet.press("#day-close-open")
    await expect(tablet.page.locator("#press-day-close")).to_have_text("Akhiri sekarang: 3 nomor dibatalkan")
    await tablet.look("tablet-day-ends")
    await tablet.press("#press-day-stop")
    await tablet.press("#press-day-resume")
    await tablet.press("#day-close-open")
    await tablet.press("#day-close-open")  # back
    await expect(tablet.page.locator("#day-close-body")).to_be_hidden()
    assert (await hall.api.snapshot())["day"] is not None
    await tablet.press("#day-close-open")
    await tablet.press("#press-day-close")
    await expect(tablet.page.locator("#press-big")).to_have_text(re.compile("Buka hari layanan"))


async def test_what_is_typed_and_opened_outlives_every_picture(hall: Hall) -> None:
    tablet = await _tablet(hall, "AA")
    await tablet.press("#press-big")
    await tablet.press("#note-A001-open")
    text = tablet.page.locator("#note-text-A001")
    await text.press_sequentially("KK asli")
    await hall.api.take("A")
    # Drawn anew with every form in it: the counter has another version now.
    await hall.api.post("counters/1/start")
    await expect(tablet.page.locator("#serving")).to_contain_text("Sedang dilayani")
    await expect(text).to_be_focused()
    await text.press_sequentially(" menyusul")
    await expect(text).to_have_value("KK asli menyusul")
    await tablet.press("#press-note")
    await expect(tablet.page.locator("#notes")).to_contain_text("KK asli menyusul")
    await expect(text).to_have_value("")  # it has arrived

    # Somebody else's number is not the one that the sheet was about.
    await tablet.press("#hold-A001-open")
    await expect(tablet.page.locator("#hold-A001-body")).to_be_visible()
    await hall.api.post("counters/1/next")
    await expect(_number(tablet)).to_have_text("A002")
    await expect(tablet.page.locator(".sheet[open]")).to_have_count(0)


async def test_a_press_from_a_sheet_that_has_become_stale_is_refused(hall: Hall) -> None:
    tablet = await _tablet(hall, "AAA")
    tablet.pardon("409")
    await tablet.press("#press-big")
    await expect(_number(tablet)).to_have_text("A001")

    async def overtaken(route: Route) -> None:
        await hall.api.call("1")
        await route.continue_()

    await tablet.page.route("**/loket/1/hold", overtaken, times=1)
    await tablet.press("#hold-A001-open")
    await tablet.press("#press-hold-payment")
    await expect(tablet.page.locator("#message .problem")).to_contain_text("Keadaan loket sudah berubah")
    await expect(_number(tablet)).to_have_text("A002")
    assert (await hall.api.snapshot())["away"] == []


async def test_without_a_line_no_sheet_sends_anything(hall: Hall) -> None:
    async with Cable(hall.server.port) as cable:
        tablet = await _tablet(hall, "AAA", url=cable.url)
        tablet.pardon(*LINE_LOST)
        await tablet.press("#press-big")
        await expect(_number(tablet)).to_have_text("A001")
        posts: list[str] = []
        tablet.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
        await tablet.press("#note-A001-open")
        await tablet.page.fill("#note-text-A001", "tidak hilang")
        await cable.cut()
        await expect(tablet.page.locator("#cut")).to_be_visible()
        for button in await tablet.page.locator("form.press button").all():
            await expect(button).to_be_disabled()
        await cable.mend()
        await expect(tablet.page.locator("#press-note")).to_be_enabled()
        assert posts == []
        await expect(tablet.page.locator("#note-text-A001")).to_have_value("tidak hilang")


async def test_somebody_else_takes_the_counter_over(hall: Hall) -> None:
    tablet = await _tablet(hall, "A")
    await tablet.press("#take-seat")
    officer, head = hall.server.person(Role.OFFICER), hall.server.person(Role.HEAD_OF_SERVICES)
    await expect(tablet.page.locator("#who")).to_contain_text(officer.name)
    other = await hall.device("tablet-wide")
    await other.go("/loket/1")
    await hall.sign_in_as_head(other)
    await expect(other.page.locator("#seat")).to_contain_text(f"{officer.name} sedang bertugas di Loket 1. Ambil alih?")
    await other.look("tablet-take-over")
    await other.press("#take-seat")
    await expect(other.page.locator("#who")).to_contain_text(head.name)
    # The first tablet learns of it and asks in its turn.
    await expect(tablet.page.locator("#seat")).to_contain_text(f"{head.name} sedang bertugas di Loket 1.")


@pytest.mark.parametrize("size", ["tablet", pytest.param("tablet-wide", marks=pytest.mark.soak)])
async def test_every_sheet_fits_and_every_target_is_for_a_thumb(hall: Hall, size: str) -> None:
    tablet = await _tablet(hall, "AAA", kind=size)
    await tablet.press("#press-big")
    await tablet.press("#press-no-show")
    await tablet.press("#press-big")
    await expect(_number(tablet)).to_have_text("A002")
    for sheet in await tablet.page.locator(".sheet").evaluate_all("sheets => sheets.map(sheet => sheet.id)"):
        await tablet.press(f"#{sheet}-open")
        await expect(tablet.page.locator(f"#{sheet}-body")).to_be_visible()
        assert await tablet.page.evaluate(TOO_SMALL, sheet) == []
        await tablet.look(f"{size}-sheet-{sheet}")
        await tablet.press(f"#{sheet}-open")
        await expect(tablet.page.locator(f"#{sheet}-body")).to_be_hidden()


TOO_SMALL = """sheet => Array.from(document.getElementById(sheet).querySelectorAll("button, summary, textarea"))
    .map(target => [target.textContent.trim(), target.getBoundingClientRect()])
    .filter(([words, box]) => box.height < 64 || box.width < 64 || box.left < 0 || box.right > innerWidth)
    .map(([words]) => words)"""


async def _tablet(hall: Hall, letters: str, **how: str) -> Guest:
    """Loket 1 is open and these numbers wait."""
    await hall.api.open_day()
    await hall.api.take(letters)
    await hall.api.post("counters/1/open")
    tablet = await hall.tablet("1", **how)
    await expect(tablet.page.locator("body")).to_have_attribute("data-link", "up")
    return tablet


def _number(tablet: Guest) -> Locator:
    return tablet.page.locator("#serving .number:not(.none)")


def _hero(tv: Guest) -> Locator:
    return tv.page.locator("#hero .call-number")
