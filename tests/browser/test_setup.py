"""From an empty directory to the first call, by clicks and keys alone; the TV is let in on the way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from server.config import Config
from tests.browser.conftest import TIMES
from tests.browser.hall import Hall
from tests.browser.running_server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ADMIN = {
    "name": "Ibu Dewi",
    "login": "dewi",
    "password": "kopi tubruk di bale",
    "password-again": "kopi tubruk di bale",
    "pin": "193746",
    "pin-again": "193746",
}
MOST_CLICKS = 20
"""Three minutes at nine seconds each, typing apart."""


@pytest_asyncio.fixture(loop_scope="session")
async def bare(chromium: Browser, tmp_path: Path) -> AsyncIterator[Hall]:
    """An office that nobody has prepared, without an API token."""
    async with (
        RunningServer(Config(tmp_path / "data", times=TIMES), set_up=False) as server,
        Hall(chromium, server) as hall,
    ):
        yield hall


@pytest.mark.parametrize(("size", "script"), [("tablet", True), ("tablet-wide", False)])
async def test_from_nothing_to_the_first_call(bare: Hall, size: str, script: bool) -> None:
    tablet, clicks = await bare.device(size, script=script), 0
    page = tablet.page

    async def look(name: str) -> None:
        # axe is a script itself.
        await (tablet.look(name) if script else tablet.photograph(f"{name}-without-script"))

    async def press(selector: str) -> None:
        nonlocal clicks
        clicks += 1
        await tablet.press(selector)

    await tablet.go("/")
    await expect(page.locator("h1")).to_have_text("Kantor ini belum disiapkan")
    await look("setup-code")
    await page.fill("#code", bare.server.office.context.doorkeeper.setup_code.code.lower())
    await press(".main-button")
    await expect(page.locator("h1")).to_have_text("Kantor")
    await look("setup-office")
    await page.fill("#name", "Kantor Desa Mekarwangi")
    await press(".main-button")
    await expect(page.locator("h1")).to_have_text("Admin pertama")
    await look("setup-admin")
    for field, words in ADMIN.items():
        await page.fill(f"#{field}", words)
    await press(".main-button")
    await expect(page.locator("h1")).to_have_text("Layanan dan loket")
    await look("setup-services")
    await page.uncheck("input[name=keep-P]")
    await page.select_option("#counters", "1")
    await press(".main-button")
    await expect(page.locator("h1")).to_have_text("Jam buka")
    await look("setup-hours")
    await press(".main-button")
    await expect(page.locator("h1")).to_have_text("Sudah benar?")
    await look("setup-check")
    await press(".main-button")
    await expect(page.locator("h1")).to_have_text("Kantor Desa Mekarwangi siap")
    await look("setup-done")
    await press("a.main-button")
    await expect(page.locator("h1")).to_contain_text("Di loket mana Ibu Dewi melayani?")
    await press("button.tile")
    await expect(page.locator("h1")).to_contain_text("Loket 1")
    await press("#press-big")
    await expect(page.locator("#press-big")).to_contain_text("Buka loket")
    await press("#press-big")
    await expect(page.locator("#press-big")).to_contain_text("Tidak ada yang menunggu")

    phone = await bare.device("phone")
    await phone.go("/ambil")
    # A service for which no papers have to be ready.
    await phone.press("#service-U")
    await expect(phone.page.locator(".number").first).to_have_text("U001")
    if not script:
        await tablet.go("/loket/1")
    await expect(page.locator("#press-big")).to_contain_text("U001")
    await press("#press-big")
    await expect(page.locator("#serving .number")).to_have_text("U001")
    assert clicks <= MOST_CLICKS


async def test_forth_and_back_and_what_is_wrong_is_told_beside_what_was_typed(bare: Hall) -> None:
    computer = await bare.device("tablet-wide")
    computer.pardon("403", "422")
    page = computer.page
    await computer.go("/siapkan")
    await page.fill("#code", "BBBB-BBBB")
    await computer.press(".main-button")
    await expect(page.locator(".problem")).to_contain_text("Kode salah")
    await page.fill("#code", bare.server.office.context.doorkeeper.setup_code.code)
    await computer.press(".main-button")
    await page.fill("#name", "Kantor Desa Mekarwangi")
    await computer.press(".main-button")
    # This page has a field for a name too.
    await expect(page.locator("h1")).to_have_text("Admin pertama")
    for field, words in {**ADMIN, "pin": "123456", "pin-again": "123456"}.items():
        await page.fill(f"#{field}", words)
    await computer.press(".main-button")
    await expect(page.locator(".problem")).to_contain_text("PIN ini mudah ditebak")
    await expect(page.locator("#name")).to_have_value("Ibu Dewi")
    await computer.look("setup-admin-problem")
    await page.get_by_role("link", name="Kembali").click()
    await expect(page.locator("#name")).to_have_value("Kantor Desa Mekarwangi")
    # Nothing is stored before the last step, so nobody can be signed in to.
    assert await bare.server.office.context.office.store.accounts() == []


async def test_a_tv_shows_a_code_and_is_let_in(hall: Hall) -> None:
    """Both sides in their own browsers, the TV without any script."""
    office = await hall.tablet("1")
    office.pardon("403")
    await office.go("/atur/perangkat")
    await expect(office.page.locator("h1")).to_have_text("Tidak diizinkan")
    tv = await hall.device("tv", script=False)
    await tv.go("/pasang?peran=tv")
    await tv.page.locator("button.main-button").click()
    code = await tv.page.locator(".code").inner_text()

    head = await hall.device("tablet")
    await head.go("/masuk")
    await hall.sign_in_as_head(head)
    await head.page.wait_for_url("**/loket")
    await head.go("/atur/perangkat")
    await head.page.fill("#code", code)
    await head.press(".main-button")
    await expect(head.page.locator("h2").first).to_have_text("Izinkan perangkat ini?")
    await head.look("device-asked")
    await head.page.fill("#name", "TV ruang tunggu")
    await head.press("form.asked .main-button")
    await tv.page.wait_for_url("**/layar")
    await expect(head.page.locator(".device", has_text="TV ruang tunggu")).to_be_visible()
    await head.look("devices")
