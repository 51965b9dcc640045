"""An official announces something from the tablet: one tap to the page, one to say it, and the page tells whether it was heard."""

import pytest
from playwright.async_api import expect

from server.domain.access import Role
from tests.browser.guest import Guest
from tests.browser.hall import Hall
from tests.browser.loudspeaker import Loudspeaker

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CAR = "Perhatian, mohon mobil di depan pintu dipindahkan."


async def made(hall: Hall) -> list[dict[str, object]]:
    return await hall.api.events("announcement_made")


async def test_from_the_counter_to_the_room_and_back(hall: Hall) -> None:
    async with Loudspeaker(hall.server) as loudspeaker:
        tablet = await hall.tablet("2")
        await tablet.press("a[href^='/umumkan']")
        await expect(tablet.page.locator("h1")).to_have_text("Umumkan")
        await expect(tablet.page.locator("#troubles p")).to_have_count(0)
        # The servers of the tests have no voice, and the page says so.
        tablet.pardon("503")
        await tablet.press(".ready li:has-text('Layanan dibuka') [data-hear]")
        await expect(tablet.page.locator(".ready .hear-told").first).to_contain_text("belum punya suara Indonesia")
        await tablet.press(".ready li:has-text('Layanan dibuka') .ready-press")
        row = tablet.page.locator("#announced li").first
        await expect(row).to_contain_text("belum terdengar")
        (first,) = await made(hall)
        assert (first["announcement"], first["urgent"]) == ("buka", False)
        await loudspeaker.say(speaking=first["seq"])
        await expect(row).to_contain_text("sedang diucapkan")
        await loudspeaker.say(spoken=first["seq"])
        await expect(row).to_have_class("heard")
        await expect(row.locator("button")).to_have_count(0)

        await tablet.page.get_by_label("Yang diucapkan").fill(CAR)
        await tablet.page.get_by_label("Penting").check()
        await tablet.look("announcing-typed")
        await tablet.press(".own-words .main-button")
        await expect(row).to_contain_text(CAR)
        await loudspeaker.say(unspoken=(await made(hall))[-1]["seq"], why="no_device")
        await expect(row).to_contain_text("tidak terdengar: tidak ada perangkat suara")
        await row.get_by_role("button", name="Batalkan").tap()
        await expect(row).to_contain_text("dibatalkan")
        await tablet.go("/umumkan?loket=2")
        await tablet.look("announcing")
        await tablet.press(".way-back a")
        await expect(tablet.page.locator("h1")).to_contain_text("Loket 2")


async def test_a_double_tap_is_one_announcement(hall: Hall) -> None:
    tablet = await hall.tablet("2")
    await tablet.go("/umumkan")
    # Both before the page is left.
    await tablet.page.evaluate("[1, 2].forEach(() => document.querySelector('.ready-press').click())")
    await expect(tablet.page.locator("#announced li").first).to_contain_text("belum terdengar")
    assert len(await made(hall)) == 1


@pytest.mark.parametrize("kind", ["phone", pytest.param("tablet", marks=pytest.mark.soak)])
async def test_without_a_script_it_is_the_same(hall: Hall, kind: str) -> None:
    guest: Guest = await hall.device(kind, script=False)
    guest.pardon("422")
    await hall.let_in(guest, Role.STAFF, "/masuk")
    await guest.go("/masuk")
    await guest.page.locator("input[name=account]").first.check()
    await guest.page.fill("#pin", "193746")
    await guest.page.locator("button.main-button").click()
    await guest.go("/umumkan?loket=1")
    await guest.page.fill("#text", "Harga @ toko")
    await guest.page.locator(".own-words .main-button").click()
    await expect(guest.page.locator(".problem").first).to_contain_text("Tanda “@” tidak dapat diucapkan")
    await guest.page.fill("#text", CAR)
    await guest.page.locator(".own-words .main-button").click()
    await expect(guest.page.locator("#announced li")).to_contain_text([CAR])
    await guest.page.locator("#announced button").click()
    await expect(guest.page.locator("#announced li")).to_contain_text(["dibatalkan"])
