"""The bell on an official's phone, and the page of who serves today, while an office goes on."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_it_rings_until_somebody_calls(hall: Hall) -> None:
    await hall.api.open_day()
    phone = await hall.tablet("1", kind="phone")
    await phone.go("/bel")
    await expect(phone.page.locator("#ring")).to_contain_text("Tidak ada yang menunggu")
    await phone.look("bell-quiet")
    await phone.press("#sound")
    await expect(phone.page.locator("#sound")).to_have_text("Bunyi aktif", use_inner_text=True)
    body = phone.page.locator("body")
    await expect(body).not_to_have_attribute("data-rung", re.compile(r"\d"))

    await hall.api.take("A")
    await expect(phone.page.locator("#ring")).to_contain_text("Warga menunggu")
    await expect(phone.page.locator("#ring")).to_contain_text("A001")
    await expect(phone.page).to_have_title(re.compile(r"^\(1\) Warga menunggu"))
    await expect(body).to_have_attribute("data-rung", re.compile(r"\d"))
    await phone.look("bell-rings")
    tablet = await hall.tablet("2")
    await expect(tablet.page.locator("#alarms")).to_contain_text("A001 menunggu, tetapi tidak ada petugas")

    await hall.api.call("1")
    await expect(phone.page.locator("#ring")).to_contain_text("Tidak ada yang menunggu")
    await expect(phone.page).to_have_title(re.compile("^Bel petugas"))
    await expect(tablet.page.locator("#alarms")).not_to_contain_text("tidak ada petugas")


async def test_it_rings_only_for_the_counters_that_were_ticked(hall: Hall) -> None:
    await hall.api.open_day()
    phone = await hall.tablet("1", kind="phone")
    await phone.go("/bel")
    for counter in ("1", "2", "4"):
        await phone.page.uncheck(f"input[value='{counter}']")
    await phone.press(".which button")
    await expect(phone.page).to_have_url(re.compile("/bel.loket=3$"))
    await hall.api.take("KP")  # counter 3 serves P, but not K
    await expect(phone.page.locator("#ring")).to_contain_text("P001")
    await expect(phone.page.locator("#ring")).not_to_contain_text("K001")


async def test_residents_see_who_serves(hall: Hall) -> None:
    await hall.api.open_day()
    tablet = await hall.tablet("1")
    await tablet.press("#take-seat")
    phone = await hall.device("phone")
    await phone.go("/petugas")
    await expect(phone.page.locator("#rows")).to_contain_text("Ibu Officer")
    await hall.api.post("counters/1/open")
    await expect(phone.page.locator("#rows li").first).to_contain_text("melayani")
    await phone.look("presence")
