"""The door: what goes wrong there is said in words, and phones take numbers only where the office allows it."""

import pytest
from playwright.async_api import expect

from server.description import SAMPLE
from server.domain.access import Role
from server.web.cookies import DEVICE_COOKIE
from tests.browser.guest import Guest
from tests.browser.hall import Hall, MakeHall
from tests.live_office import GOOD_PIN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def paired(hall: Hall, kind: str) -> Guest:
    """A tablet of the office on which nobody is signed in."""
    tablet = await hall.device(kind)
    token = await hall.server.office.context.doorkeeper.admit(Role.STAFF)
    await tablet.page.context.add_cookies([{"name": DEVICE_COOKIE, "value": token, "url": tablet.url}])
    return tablet


async def test_a_name_a_pin_and_a_counter(hall: Hall) -> None:
    """By touch, from the wrong PIN to the counter's page."""
    tablet = await paired(hall, "tablet")
    tablet.pardon("403", "429")
    page, sari = tablet.page, hall.server.person(Role.OFFICER)
    await tablet.go("/masuk")
    await page.locator(f"label.tile:has(input[value='{sari.id}'])").tap()
    await page.fill("#pin", "482915")
    await tablet.press("button.main-button")
    await expect(page.locator(".problem")).to_have_text("PIN salah. Periksa nama dan PIN, lalu coba lagi.")
    await tablet.look("sign-in-wrong-pin")

    # The wrong guess costs a second; who comes too early is told so and tries again. The name stays chosen.
    while "/masuk" in page.url:
        await page.fill("#pin", GOOD_PIN)
        await _submit(tablet)
    await expect(page.locator("h1")).to_contain_text(f"Di loket mana {sari.name} melayani?")
    await tablet.look("counter-choice")
    await page.get_by_role("button", name="Loket 2").tap()
    await expect(page.locator("h1")).to_contain_text("Loket 2")
    assert hall.server.office.context.office.state.counters["2"].account == sari.id

    await tablet.go("/")
    await page.get_by_role("button", name="Keluar").tap()
    await expect(page.locator("h1")).to_have_text("Masuk")
    assert hall.server.office.context.office.state.counters["2"].account == ""


async def test_the_whole_door_by_keyboard(hall: Hall) -> None:
    computer = await paired(hall, "tablet-wide")
    page = computer.page
    await computer.go("/masuk?lanjut=/loket/1")
    await page.locator("input[name=account]").first.focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.type(GOOD_PIN)
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_contain_text("Loket 1")


async def test_too_many_tries_are_told_how_long_to_wait(hall: Hall) -> None:
    phone = await hall.device("phone")
    phone.pardon("403", "429")
    page = phone.page
    await phone.go("/masuk")
    too_many = page.locator(".problem", has_text="Terlalu banyak percobaan. Coba lagi setelah")
    # Again and again: each wrong guess makes the next wait twice as long, and soon this one comes too early.
    while not await too_many.is_visible():
        await page.fill("#login", hall.server.person(Role.OFFICER).login)
        await page.fill("#password", "bukan ini sandinya")
        await _submit(phone)
    await phone.look("sign-in-wait")


async def test_a_page_that_is_not_there(hall: Hall) -> None:
    phone = await hall.device("phone")
    phone.pardon("404")
    await phone.go("/tiket/tidak-ada")
    await expect(phone.page.locator("h1")).to_have_text("Nomor tidak ada")
    await phone.look("problem")
    await phone.press("a.main-button")
    await expect(phone.page.locator("h1")).to_have_text("Antrean Kantor Desa Sukamaju")


async def test_where_phones_take_no_numbers_a_kiosk_does(make_hall: MakeHall) -> None:
    sample = SAMPLE.read_text(encoding="utf-8")
    hall = await make_hall(office_toml=sample.replace("phone_tickets = true", "phone_tickets = false"))
    await hall.api.open_day()
    phone = await hall.device("phone")
    phone.pardon("403")
    await phone.go("/ambil")
    await expect(phone.page.locator(".words")).to_contain_text("Minta petugas kantor")
    await phone.look("phone-not-allowed")

    kiosk = await hall.kiosk("kiosk-wide")
    await kiosk.look("kiosk-wide")
    await kiosk.take("K")
    await expect(kiosk.page.locator("h1")).to_contain_text("K001")
    await kiosk.look("kiosk-wide-taken")


async def _submit(guest: Guest) -> None:
    async with guest.page.expect_navigation():
        await guest.press("button.main-button")
