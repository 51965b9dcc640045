"""The door: what goes wrong there is said in words, and phones take numbers only where the office allows it."""

import pytest
from playwright.async_api import expect

from server.description import SAMPLE
from tests.browser.guest import Guest
from tests.browser.hall import Hall, MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_wrong_code_wrong_pin_and_too_many_tries(hall: Hall) -> None:
    tablet = await hall.device("tablet")
    tablet.pardon("403", "429")
    page, problem = tablet.page, tablet.page.locator(".problem")
    await tablet.go("/loket/2")
    await page.fill("#code", "BBBB-BBBB")
    await page.fill("#pin", hall.server.papers.pin)
    await tablet.press("button.main-button")
    await expect(problem).to_have_text("Kode perangkat salah. Periksa tulisan di komputer kantor, lalu coba lagi.")
    await tablet.look("sign-in-wrong-code")

    # Again and again: each wrong guess makes the next wait twice as long, and soon this one comes too early.
    too_many = page.locator(".notice", has_text="Terlalu banyak percobaan. Coba lagi setelah")
    while not await too_many.is_visible():
        await page.fill("#code", "BBBB-BBBB")
        await _submit(tablet)
    await tablet.look("sign-in-wait")


async def test_a_wrong_pin_lets_the_device_in_but_nobody_on_it(hall: Hall) -> None:
    tablet = await hall.device("tablet-wide")
    tablet.pardon("403")
    page = tablet.page
    await tablet.go("/loket/2")
    await page.fill("#code", hall.server.papers.device_code)
    await page.fill("#pin", f"{(int(hall.server.papers.pin) + 1) % 1_000_000:06d}")
    await tablet.press("button.main-button")
    await expect(page.locator(".problem")).to_have_text("PIN salah. Periksa lalu coba lagi.")
    await expect(page.locator("#code")).to_be_hidden()
    await tablet.look("sign-in-wrong-pin")

    await tablet.go("/loket/2")
    await expect(page.get_by_role("heading", name="Masuk")).to_be_visible()
    # The wrong guess costs a second; who comes too early is told so and tries again.
    tablet.pardon("429")
    while "/masuk" in page.url:
        await page.fill("#pin", hall.server.papers.pin)
        await _submit(tablet)
    await expect(page.locator("h1")).to_contain_text("Loket 2")


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
    await kiosk.press("#service-K")
    await expect(kiosk.page.locator("h1")).to_contain_text("K001")
    await kiosk.look("kiosk-wide-taken")


async def _submit(guest: Guest) -> None:
    async with guest.page.expect_navigation():
        await guest.press("button.main-button")
