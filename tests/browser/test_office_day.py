"""A whole day of the office with kiosk, tablet, TV and phone at once, by touch, against the real server."""

import re

import pytest
from playwright.async_api import Locator, expect

from server.domain.access import Role
from server.domain.frozen import replace
from tests.browser.conftest import UNHURRIED
from tests.browser.guest import Guest
from tests.browser.hall import Hall, MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_day_from_the_first_number_to_the_closed_door(make_hall: MakeHall) -> None:
    hall = await make_hall(replace(UNHURRIED, hero=0.5))
    tv, kiosk, tablet, phone = await _everybody_comes(hall)
    await _day_opens(tablet, tv, kiosk)
    await _numbers_are_taken(kiosk, phone, tablet)
    await _first_call(tv, tablet)
    await _called_again_and_absent(tv, tablet)
    await _the_phones_turn(tv, tablet, phone)
    await _day_ends(tv, kiosk, tablet, phone)
    assert await hall.api.called() == [("A001", "1"), ("A002", "1"), ("A003", "1")]


async def _everybody_comes(hall: Hall) -> tuple[Guest, Guest, Guest, Guest]:
    tablet = await hall.device("tablet")
    await tablet.go("/loket/1")
    await expect(tablet.page.get_by_role("heading", name="Masuk")).to_be_visible()
    await tablet.look("sign-in")
    await hall.sign_in(tablet)
    await tablet.page.wait_for_url(f"{tablet.url}/loket/1")
    await expect(tablet.page.locator("#alarms")).to_contain_text("TV terputus")
    tv = await hall.device("tv")
    await hall.let_in(tv, Role.TV, "/layar")
    await expect(tablet.page.locator("#alarms")).not_to_contain_text("TV terputus")
    kiosk = await hall.device("kiosk")
    await hall.let_in(kiosk, Role.KIOSK, "/ambil")
    phone = await hall.device("phone")
    await phone.go("/")
    await phone.look("home-closed")
    return tv, kiosk, tablet, phone


async def _day_opens(tablet: Guest, tv: Guest, kiosk: Guest) -> None:
    await expect(tv.page.locator("#day")).to_be_visible()
    await tv.look("tv-night")
    await kiosk.look("kiosk-closed")
    await tablet.look("tablet-day-closed")
    await expect(tablet.page.locator("#press-big")).to_have_text(re.compile("Buka hari layanan"))
    await tablet.press("#press-big")
    # The socket brings the open kiosk, the board and the next button; nobody reloads anything.
    await expect(kiosk.page.locator("#service-A")).to_be_visible()
    await expect(tv.page.locator("#day")).to_be_hidden()
    await expect(tablet.page.locator("#press-big")).to_have_text(re.compile("Buka loket"))
    await expect(_row(tv, "1")).to_contain_text("tutup")
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#press-big")).to_have_text("Tidak ada yang menunggu")
    await expect(tablet.page.locator("#press-big")).to_be_disabled()
    await expect(_row(tv, "1")).not_to_contain_text("tutup")
    await tv.look("tv-no-calls")


async def _numbers_are_taken(kiosk: Guest, phone: Guest, tablet: Guest) -> None:
    await kiosk.look("kiosk")
    await kiosk.take("A")
    await expect(kiosk.page.locator("h1")).to_contain_text("A001")
    await expect(kiosk.page.locator(".stub-ahead")).to_contain_text("Anda berikutnya")
    await kiosk.look("kiosk-taken")
    await kiosk.press("a.main-button")

    await expect(kiosk.page.locator("#service-A")).to_contain_text("1 menunggu")
    await kiosk.take("A")
    await expect(kiosk.page.locator("h1")).to_contain_text("A002")
    await kiosk.press("a.main-button")

    await phone.go("/ambil")
    await phone.look("phone-choice")
    await phone.take("A")
    await expect(phone.page.locator("h1")).to_contain_text("A003")
    await phone.look("phone-taken")
    await phone.press("a.main-button")
    await phone.page.wait_for_url("**/tiket/*")
    await expect(phone.page.locator(".headline")).to_have_text("Giliran Anda: 2 orang lagi")
    await expect(phone.page).to_have_title(re.compile(r"^\(2\) A003"))
    await phone.look("phone-waiting")

    await kiosk.take("D")
    await expect(kiosk.page.locator("h1")).to_contain_text("D001")
    await kiosk.press("a.main-button")
    await expect(tablet.page.locator(".chip .when-shut")).to_have_text(["A001", "A002", "A003", "D001"])
    await expect(tablet.page.locator("#press-big")).to_contain_text("A001")


async def _first_call(tv: Guest, tablet: Guest) -> None:
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#serving .number")).to_have_text("A001")
    await expect(_hero(tv)).to_have_text("A001")
    await expect(tv.page.locator("#hero")).to_contain_text("Loket 1")
    await expect(_row(tv, "1")).to_contain_text("A001")
    await expect(tv.page.locator("#tally")).to_contain_text("Menunggu: 3 orang")
    # The word comes from the TV's own paint, not from the press.
    await expect(tablet.page.locator("#last-call")).to_contain_text("tampil ✓")
    await expect(tablet.page.locator("#press-big")).to_contain_text("A002")
    await expect(tablet.page.locator("#press-big")).to_be_enabled()
    await tv.look("tv-called")
    await tablet.look("tablet-called")


async def _called_again_and_absent(tv: Guest, tablet: Guest) -> None:
    await tablet.press("#press-recall")
    await expect(tv.page.locator("#hero .call-label")).to_have_text("Panggilan ulang")
    await expect(_hero(tv)).to_have_text("A001")
    await expect(tablet.page.locator("#last-call")).to_contain_text("dipanggil 2x")
    await expect(tablet.page.locator("#last-call")).to_contain_text("tampil ✓")

    await tablet.press("#press-no-show")
    await expect(tablet.page.locator("#serving")).to_contain_text("Tidak ada yang dilayani")
    await expect(_row(tv, "1")).not_to_contain_text("A001")
    await expect(tablet.page.locator("#press-recall, #press-no-show, #press-start, #press-finish")).to_have_count(0)


async def _the_phones_turn(tv: Guest, tablet: Guest, phone: Guest) -> None:
    await tablet.press("#press-big")
    await expect(_hero(tv)).to_have_text("A002")
    await expect(phone.page.locator(".headline")).to_have_text("Anda yang berikutnya")
    # Called twice, listed once.
    await expect(phone.page.locator("#calling li")).to_have_text(["A002 Loket 1", "A001 Loket 1"])
    await phone.look("phone-soon")
    await tablet.press("#press-start")
    await expect(tablet.page.locator("#serving")).to_contain_text("Sedang dilayani")
    await tablet.page.set_viewport_size({"width": 1280, "height": 800})
    await tablet.look("tablet-wide-serving")
    await tablet.page.set_viewport_size({"width": 800, "height": 1280})

    await tablet.press("#press-big")
    await expect(_hero(tv)).to_have_text("A003")
    await expect(tv.page.locator("#tally")).to_contain_text("A002")
    await expect(phone.page.locator(".headline")).to_have_text("GILIRAN ANDA")
    await expect(phone.page.locator("#mine")).to_contain_text("Silakan ke Loket 1.")
    await expect(phone.page).to_have_title(re.compile("^GILIRAN ANDA A003"))
    await expect(phone.page.locator("#calling")).to_contain_text("A003")
    await phone.look("phone-called")

    await tablet.press("#press-start")
    await expect(phone.page.locator(".headline")).to_have_text("Sedang dilayani")
    await tablet.press("#press-finish")
    await expect(phone.page.locator(".headline")).to_have_text("Selesai")
    await phone.look("phone-finished")
    await expect(tablet.page.locator("#press-big")).to_contain_text("D001")


async def _day_ends(tv: Guest, kiosk: Guest, tablet: Guest, phone: Guest) -> None:
    await tablet.press("#press-close")
    await expect(_row(tv, "1")).to_contain_text("tutup")
    await expect(tablet.page.locator("#press-big")).to_have_text(re.compile("Buka loket"))
    await tablet.press("#day-close summary")
    await tablet.look("tablet-closing-day")
    await tablet.press("#press-day-close")
    await expect(tablet.page.locator("#press-big")).to_have_text(re.compile("Buka hari layanan"))
    await expect(tv.page.locator("#day")).to_be_visible()
    await expect(kiosk.page.locator(".closed")).to_be_visible()
    await expect(kiosk.page.locator(".service")).to_have_count(0)
    await expect(phone.page.locator("#mine")).to_contain_text("Selesai")


def _hero(tv: Guest) -> Locator:
    return tv.page.locator("#hero .call-number")


def _row(tv: Guest, counter: str) -> Locator:
    return tv.page.locator(f"#counters .counter[data-counter='{counter}']")
