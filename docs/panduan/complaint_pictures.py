"""The guide's pictures of the complaint board: the weeks of the demo's office, as a resident and as an official see them."""

import re

from playwright.async_api import expect

from docs.panduan.office_day import Village
from docs.panduan.picture import keep
from server.console.demo_complaints import sample_board
from server.console.demo_people import DemoDesk, demo_desk
from tests.browser.guest import Guest


async def about_complaints(village: Village) -> None:
    server = village.hall.server
    context = server.office.context
    desk = await demo_desk(context.doorkeeper, server.config.data / "sandi-contoh", "Kantor Desa Sukamaju")
    code = await sample_board(server.config, context.current, context.office.clock.now(), desk)
    # Its complaints were open, and empty, before these weeks were brought.
    await server.stop()
    await server.start()
    await as_resident(village, code)
    await as_official(village, desk)


async def as_resident(village: Village, code: str) -> None:
    phone = await village.hall.device("phone", scale=1.25)
    page = phone.page
    await phone.go("/aduan")
    await expect(page.locator(".board-card").first).to_be_visible()
    await keep(phone, "aduan-papan")
    await phone.go("/aduan/baru")
    await phone.press("button[value=lampu]")
    await phone.press("#go-on")
    await page.fill("#story", "Lampu jalan di depan balai dusun mati sejak minggu lalu.")
    for heading in ("Foto atau suara?", "Siapa yang boleh tahu?"):
        await phone.press("#go-on")
        await expect(page.locator("h1")).to_have_text(heading)
    await keep(phone, "aduan-kelas")
    for heading in ("Nama dan kontak?", "Periksa, lalu kirim"):
        await phone.press("#go-on")
        await expect(page.locator("h1")).to_have_text(heading)
    await phone.press("#go-on")
    await expect(page.locator("h1")).to_contain_text("Simpan kode ini.")
    await keep(phone, "aduan-kode")
    await phone.go("/aduan/lacak")
    await page.fill("#code", code)
    await phone.press("#enter button")
    await expect(page.locator("#state, h1").first).to_be_visible()
    await keep(phone, "aduan-lacak")


async def as_official(village: Village, desk: DemoDesk) -> None:
    head = await village.signed_in("Pak Budi", "/meja", scale=0.75)
    await unlocked(head, desk.password)
    await keep(head, "meja-daftar")
    await head.page.locator("a", has_text=re.compile("Air bersih")).first.click()
    await expect(head.page.locator("#presses")).to_be_visible()
    await keep(head, "meja-aduan")
    await head.go("/meja/pemulihan")
    await head.press("form.panel .main-button")
    await expect(head.page.locator(".sheet-lines")).to_be_visible()
    await keep(head, "meja-pemulihan")


async def unlocked(guest: Guest, password: str) -> None:
    await guest.page.fill("input[name=password]", password)
    await guest.press("main form button.main-button")
    await expect(guest.page.locator("h1")).to_have_text("Meja aduan")
