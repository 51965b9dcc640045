"""A resident with a phone, and the kiosk that belongs to everybody."""

import pytest
from playwright.async_api import expect

from server.config import Times
from tests.browser.hall import Hall, MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_cancelled_number_is_not_called(hall: Hall) -> None:
    await hall.api.open_day()
    tablet = await hall.tablet("1")
    token, _ = await hall.api.take("AA")
    phone = await hall.device("phone")
    await phone.go(f"/tiket/{token}")
    await expect(phone.page.locator(".headline")).to_have_text("Anda yang berikutnya")
    await phone.press("#cancel summary")
    await expect(phone.page.locator("#cancel .confirm")).to_contain_text("tidak dapat dipakai lagi")
    await phone.look("phone-cancel")
    await phone.press("#cancel-yes")
    await expect(phone.page.locator(".headline")).to_have_text("Dibatalkan")
    await expect(phone.page.locator("#cancel")).to_have_count(0)
    await phone.look("phone-cancelled")

    await expect(tablet.page.locator(".chip .when-shut")).to_have_text(["A002"])
    await hall.api.call("1")
    assert await hall.api.called() == [("A002", "1")]


async def test_a_called_number_that_is_cancelled_leaves_the_counter_and_the_tv(hall: Hall) -> None:
    await hall.api.open_day()
    tv, tablet = await hall.tv(), await hall.tablet("1")
    (token,) = await hall.api.take("A")
    await hall.api.call("1")
    await expect(tv.page.locator(".counter[data-counter='1'] .counter-ticket")).to_have_text("A001")
    phone = await hall.device("phone")
    await phone.go(f"/tiket/{token}")
    await phone.press("#cancel summary")
    await phone.press("#cancel-yes")
    await expect(phone.page.locator(".headline")).to_have_text("Dibatalkan")
    await expect(tablet.page.locator("#serving")).to_contain_text("Tidak ada yang dilayani")
    await expect(tv.page.locator(".counter[data-counter='1']")).not_to_contain_text("A001")


async def test_a_kiosk_goes_back_by_itself_and_a_phone_to_its_ticket(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(kiosk_result=1.0))
    await hall.api.open_day()
    kiosk = await hall.kiosk(stopped=True)
    # A box that somebody ticked and left is forgotten; the next visitor is not put first by it.
    await kiosk.page.locator(".priority").tap()
    await kiosk.page.clock.run_for(19_000)
    await expect(kiosk.page.locator("input[name=priority]")).to_be_checked()
    await kiosk.page.clock.run_for(1_000)
    await expect(kiosk.page.locator("input[name=priority]")).not_to_be_checked()
    await kiosk.press("#service-U")
    await expect(kiosk.page.locator("h1")).to_contain_text("U001")
    await kiosk.page.clock.run_for(1_000)
    await expect(kiosk.page.locator("#service-U")).to_be_visible()
    await expect(kiosk.page.locator("#service-U")).to_contain_text("1 menunggu")

    phone = await hall.device("phone")
    await phone.go("/ambil")
    await phone.take("A")
    await phone.page.wait_for_url("**/tiket/*")
    await expect(phone.page.locator("h1")).to_contain_text("A001")


async def test_a_resident_takes_all_the_time_on_the_own_phone(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(kiosk_idle=0.5))
    await hall.api.open_day()
    kiosk = await hall.kiosk()
    phone = await hall.device("phone")
    await phone.go("/ambil")
    for guest in (phone, kiosk):
        await guest.page.locator(".priority").tap()
    # The kiosk, ticked later, has forgotten it: had the phone the same habit, it would have, too.
    await expect(kiosk.page.locator("input[name=priority]")).not_to_be_checked()
    await expect(phone.page.locator("input[name=priority]")).to_be_checked()


async def test_a_double_tap_on_the_kiosk_takes_one_number(hall: Hall) -> None:
    await hall.api.open_day()
    kiosk = await hall.kiosk()
    await kiosk.page.locator("#service-U").dblclick(no_wait_after=True)
    await expect(kiosk.page.locator("h1")).to_contain_text("U001")
    assert [event["ticket"] for event in await hall.api.events("ticket_taken")] == ["U001"]
