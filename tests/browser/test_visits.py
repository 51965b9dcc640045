"""The day with five visitors, by touch: a letter is put on the list, called, seen by the resident and on the TV, and fetched."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from server.store.memory import MemoryLog
from tests.browser.guest import SIZES, Guest
from tests.live_office import LiveOffice, in_memory

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Desk:
    """One office in which A001 was served; devices of it."""

    def __init__(self, live: LiveOffice, chromium: Browser, stack: AsyncExitStack, token: str) -> None:
        self.live = live
        self.token = token
        self.guests: list[Guest] = []
        self._chromium = chromium
        self._stack = stack

    async def device(self, kind: str, path: str, *, official: bool = False) -> Guest:
        size = SIZES[kind]
        context = await self._chromium.new_context(
            viewport={"width": size.width, "height": size.height}, has_touch=size.touch, is_mobile=size.mobile
        )
        self._stack.push_async_callback(context.close)
        if official:
            cookies = await self.live.official()
            await context.add_cookies([{"name": n, "value": v, "url": self.live.url} for n, v in cookies.items()])
        guest = Guest(await context.new_page(), self.live.url, standing=False)
        self.guests.append(guest)
        await guest.go(path)
        return guest


@pytest_asyncio.fixture(loop_scope="session")
async def desk(chromium: Browser, tmp_path: Path) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        running = LiveOffice.run(tmp_path / "data", make_store=in_memory(MemoryLog()))
        live = await stack.enter_async_context(running)
        api = await live.api()
        await api.post("day/open")
        token = (await api.post("tickets", json={"service": "A"})).json()["token"]
        for action in ("next", "start", "finish"):
            await api.post(f"counters/1/{action}", json={})
        made = Desk(live, chromium, stack, str(token))
        yield made
    assert [what for guest in made.guests for what in guest.wrong] == []


async def test_a_letter_from_the_list_to_the_hand(desk: Desk) -> None:
    phone = await desk.device("phone", f"/tiket/{desk.token}")
    tv = await desk.device("tv", "/layar")
    tablet = await desk.device("tablet", "/surat", official=True)
    await tablet.press(".letter-finished button")
    await expect(tablet.page.locator(".letter-list h2")).to_contain_text("A001 (Sen, 23 Nov)")
    await expect(phone.page.locator(".letter-ready")).to_contain_text("Surat Anda siap diambil")
    await tablet.look("letters")
    await phone.look("phone-letter")

    await tablet.press(".letter-presses form[action$=panggil] button")
    await expect(tv.page.locator("#hero .call-label")).to_have_text("Surat siap diambil")
    await expect(tv.page.locator("#hero .call-where")).to_contain_text("Senin")
    await tv.look("tv-letter")
    await expect(tablet.page.locator(".letter-list h2")).to_contain_text("sudah dipanggil hari ini")

    await tablet.press(".letter-presses form[action$=diambil] button")
    await expect(tablet.page.locator(".message")).to_contain_text("Belum ada surat")
    await expect(phone.page.locator(".letter-ready")).to_have_count(0)
    await expect(tv.page.locator("#hero .call-label")).to_have_text("Nomor dipanggil")


async def test_the_register_by_keyboard(desk: Desk) -> None:
    pc = await desk.device("tablet-wide", "/buku-tamu", official=True)
    await pc.page.get_by_label("Nama tamu nomor A001").fill("Pak Budi")
    await pc.page.keyboard.press("Enter")
    await pc.page.wait_for_url("**/buku-tamu?hari=2026-11-23#v*")
    await expect(pc.page.get_by_label("Nama tamu nomor A001")).to_have_value("Pak Budi")
    await pc.look("register")
    await pc.page.emulate_media(media="print")
    await expect(pc.page.locator(".on-paper").first).to_be_visible()
    await expect(pc.page.locator(".register-day")).to_be_hidden()
