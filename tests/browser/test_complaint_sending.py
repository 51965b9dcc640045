"""Sending a complaint in a browser: on an old phone with and without JavaScript, at the kiosk, and by an official for somebody else."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Dialog, Page, Route, expect

from server.domain.access import Role
from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.store.memory import MemoryLog
from tests.browser.guest import SIZES, Guest
from tests.complaints.test_intake_files import jpeg
from tests.live_office import VILLAGE_TOML, LiveOffice, in_memory
from tests.server.complaint_sender import WITH_HAMLETS, open_board
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STORY = "Lampu jalan di depan balai dusun mati sejak minggu lalu, anak-anak takut pulang mengaji."
MOST_BYTES = 60_000
MakeSender = Callable[..., Awaitable[Guest]]


@pytest_asyncio.fixture(loop_scope="session")
async def live(tmp_path: Path) -> AsyncIterator[LiveOffice]:
    async with LiveOffice.run(
        tmp_path / "data", make_store=in_memory(MemoryLog()), office_toml=VILLAGE_TOML + WITH_HAMLETS
    ) as running:
        await open_board(running)
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def make_sender(chromium: Browser, live: LiveOffice) -> AsyncIterator[MakeSender]:
    """Somebody with a phone, or a kiosk. What was wrong on the pages fails the test."""
    guests: list[Guest] = []
    async with AsyncExitStack() as stack:

        async def make(kind: str = "phone", *, script: bool = True, cookies: Mapping[str, str] | None = None) -> Guest:
            size = SIZES[kind]
            context = await chromium.new_context(
                viewport={"width": size.width, "height": size.height},
                has_touch=size.touch,
                is_mobile=size.mobile,
                java_script_enabled=script,
                locale="id-ID",
            )
            context.set_default_timeout(30_000)
            stack.push_async_callback(context.close)
            for name, value in (cookies or {}).items():
                await context.add_cookies([{"name": name, "value": value, "url": live.url}])
            guest = Guest(await context.new_page(), live.url, standing=False)
            guests.append(guest)
            return guest

        yield make
    assert [what for guest in guests for what in guest.wrong] == []


def only(live: LiveOffice) -> Complaint:
    (complaint,) = live.running.context.complaints.office.state.complaints.values()
    return complaint


async def weigh(page: Page) -> list[int]:
    """Bytes of every answer that the page has asked for from now on."""
    sizes: list[int] = []

    async def note(route: Route) -> None:
        answer = await route.fetch()
        sizes.append(len(await answer.body()))
        await route.fulfill(response=answer)

    await page.route("**/*", note)
    return sizes


async def leave_receipt(guest: Guest) -> str:
    """Type the last four digits back; the code."""
    code = "".join(re.findall(r"\d", await guest.page.locator(".receipt-code").inner_text()))
    await guest.page.fill("#last", code[-4:])
    await guest.press("button[value=selesai]")
    await expect(guest.page.locator("h1")).to_have_text("Terima kasih")
    return code


async def test_a_broken_lamp_in_nine_taps_and_two_fields(live: LiveOffice, make_sender: MakeSender) -> None:
    phone = await make_sender()
    page, taps = phone.page, 0
    sizes = await weigh(page)

    async def tap(selector: str) -> None:
        nonlocal taps
        taps += 1
        await phone.press(selector)

    await phone.go("/aduan/baru")
    assert 10_000 < sum(sizes) < MOST_BYTES, sizes
    assert not await page.evaluate("Array.from(document.fonts).some(font => font.status === 'loaded')")
    await phone.look("complaint-what-phone")
    await tap("button[value=lampu]")
    await expect(page.locator("h1")).to_have_text("Di mana?")
    await phone.look("complaint-where-phone")
    await tap("label:has(input[value=krajan])")
    await tap("#go-on")
    await expect(page.locator("h1")).to_have_text("Ceritakan masalahnya")
    await page.fill("#story", STORY)
    await tap("#go-on")
    await expect(page.locator("h1")).to_have_text("Foto atau suara?")
    await phone.look("complaint-photo-phone")
    await tap("#go-on")
    await expect(page.locator("h1")).to_have_text("Siapa yang boleh tahu?")
    await phone.look("complaint-class-phone")
    await tap("#go-on")
    await expect(page.locator("h1")).to_have_text("Nama dan kontak?")
    await phone.look("complaint-name-phone")
    await tap("#go-on")
    await expect(page.locator("h1")).to_have_text("Periksa, lalu kirim")
    await phone.look("complaint-check-phone")
    await tap("#go-on")
    await expect(page.locator("h1")).to_contain_text("Simpan kode ini.")
    await phone.look("complaint-receipt-phone")
    # A small phone throws the page away while its owner takes a picture of the code: it is still there, at the digits typed wrongly too.
    shown = await page.locator(".receipt-code").inner_text()
    warned: list[str] = []

    async def go_on(dialog: Dialog) -> None:
        warned.append(dialog.type)
        await dialog.accept()

    page.on("dialog", go_on)
    await page.reload()
    assert warned == ["beforeunload"]
    await expect(page.locator(".receipt-code")).to_have_text(shown)
    phone.pardon("422")
    await page.fill("#last", "0000" if not shown.endswith("0000") else "1111")
    await phone.press("button[value=selesai]")
    await expect(page.locator("#last")).to_be_focused()
    await expect(page.locator("#last")).to_be_in_viewport()
    code = await leave_receipt(phone)
    taps += 1
    await phone.photograph("complaint-done-phone")
    # From then on nothing of it is left in the browser.
    await page.reload()
    await expect(page.locator("h1")).to_have_text("Apa masalahnya?")
    assert await page.evaluate("sessionStorage.length") == 0
    assert len(warned) == 1

    assert taps <= 9
    complaint = only(live)
    assert complaint.klass is Class.ANONYMOUS
    # The phone has done its work while its owner read.
    assert not complaint.held
    assert code not in await page.content()
    assert code not in page.url


async def test_what_is_written_is_hinted_at_and_nothing_is_lost(live: LiveOffice, make_sender: MakeSender) -> None:
    phone = await make_sender()
    page = phone.page
    await phone.go("/aduan/baru")
    await phone.press("button[value=jalan]")
    await expect(page.locator("#landmark")).to_be_visible()
    await page.fill("#landmark", "dekat kali")
    await phone.press("#go-on")
    await page.fill("#story", "Jalan di depan rumah saya rusak, tanya Ibu Head di 0812 3456 7890.")
    hints = page.locator("#story-hints li")
    await expect(hints).to_have_count(3)
    await expect(page.locator("#story-hints")).to_contain_text("rumah saya")
    await phone.look("complaint-hints-phone")
    await page.fill("#story", STORY)
    await expect(hints).to_have_count(0)

    # The phone's own Back button goes one screen back, and what was typed is there.
    await page.go_back()
    await expect(page.locator("#landmark")).to_have_value("dekat kali")
    await phone.press("#go-on")
    await expect(page.locator("#story")).to_have_value(STORY)

    # Cut off in the middle: the page stays, with everything on it.
    phone.pardon("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    await page.context.set_offline(True)
    await phone.press("#go-on")
    await expect(page.locator("#send-trouble")).to_contain_text("Yang Anda tulis masih ada")
    await phone.photograph("complaint-cut-phone")
    await page.context.set_offline(False)
    await phone.press("#go-on")
    await expect(page.locator("h1")).to_have_text("Foto atau suara?")

    # A photo is made smaller on the phone, stands upright, and can be taken away again.
    big = jpeg(3200, 2400, orientation=6) + bytes(500_000)
    await page.set_input_files("#photo", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": big})
    async with page.expect_request("**/aduan/baru") as asked:
        await phone.press("button[value=unggah]")
    assert int((await (await asked.value).all_headers())["content-length"]) < len(big) // 2
    await expect(page.locator(".send-files")).to_contain_text("Foto 1")
    token = await page.locator("[name=berkas]").get_attribute("value")
    (photo,) = live.running.context.complaints.intake.drafts.of(token or "").photos
    assert _size(photo) == (1200, 1600)
    await phone.photograph("complaint-photos-phone")
    await phone.press("button[value=hapus-foto-0]")
    await expect(page.locator(".send-files")).to_have_count(0)


def _size(photo: bytes) -> tuple[int, int]:
    import io

    from PIL import Image

    with Image.open(io.BytesIO(photo)) as picture:
        return picture.size


async def test_without_javascript_a_secret_goes_the_same_way(live: LiveOffice, make_sender: MakeSender) -> None:
    phone = await make_sender(script=False)
    page = phone.page
    await phone.go("/aduan/baru")
    await phone.press("button[value=pungli]")
    await expect(page.locator("h1")).to_have_text("Tentang siapa?")
    await phone.photograph("complaint-about-plain-phone")
    await phone.press("label:has(input[value=lain])")
    await phone.press("#go-on")
    await expect(page.locator("h1")).to_have_text("Di mana?")
    await phone.press("#go-on")
    await page.fill("#story", "Saya diminta uang oleh pak joko untuk surat pengantar.")
    phone.pardon("422")
    await phone.press("#go-on")
    await expect(page.locator("#story-hints")).to_contain_text("pak joko")
    await phone.photograph("complaint-hints-plain-phone")
    await page.fill("#story", "Saya diminta uang untuk surat pengantar.")
    await phone.press("#go-on")
    await expect(page.locator("h1")).to_have_text("Foto atau suara?")
    await phone.press("#go-on")
    await expect(page.locator("h1")).to_have_text("Nama dan kontak?")
    await phone.press("#go-on")
    await expect(page.locator(".send-rows")).to_contain_text("RAHASIA")
    await phone.photograph("complaint-check-plain-phone")
    await phone.press("#go-on")
    await expect(page.locator("h1")).to_contain_text("Simpan kode ini.")
    await leave_receipt(phone)
    complaint = only(live)
    assert complaint.klass is Class.SECRET
    assert complaint.held


async def test_the_kiosk_forgets_what_nobody_finishes(live: LiveOffice, make_sender: MakeSender) -> None:
    kiosk = await make_sender("kiosk", cookies=await live.device(Role.KIOSK))
    page = kiosk.page
    await stop_clock(page)
    await kiosk.go("/ambil")
    await kiosk.press("a[href='/aduan/baru']")
    await expect(page.locator("h1")).to_have_text("Apa masalahnya?")
    await kiosk.look("complaint-what-kiosk")
    await kiosk.press("button[value=lampu]")
    await kiosk.press("#go-on")
    await expect(page.locator("#story")).to_be_visible()
    await page.fill("#story", "KENARI belum selesai ditulis")
    await kiosk.photograph("complaint-story-kiosk")
    await page.clock.run_for(59_000)
    await expect(page.locator("#story")).to_be_visible()
    # Also while the office cannot be reached: what was typed goes at once, the page follows.
    kiosk.pardon("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    await page.context.set_offline(True)
    await page.clock.run_for(2_000)
    await expect(page.locator("#story")).to_have_count(0)
    await expect(page.locator("main")).to_contain_text("Tidak tersambung ke kantor.")
    await page.context.set_offline(False)
    await page.clock.run_for(3_000)
    await page.wait_for_url("**/ambil")
    await page.go_back()
    await page.wait_for_load_state()
    assert "KENARI" not in await page.content()
    assert not live.running.context.complaints.office.state.complaints


async def test_who_gives_up_leaves_nothing_behind(live: LiveOffice, make_sender: MakeSender) -> None:
    """By the button, or by going elsewhere: a browser may keep a page that was left, and show it again as it was."""
    kiosk = await make_sender("kiosk-wide", cookies=await live.device(Role.KIOSK))
    page = kiosk.page

    async def write() -> None:
        await kiosk.go("/aduan/baru")
        await kiosk.press("button[value=lampu]")
        await kiosk.press("#go-on")
        await page.fill("#story", "KENARI belum selesai ditulis")

    await write()
    # What the browser keeps is what is there when the page has been left.
    left = "() => { dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); return document.body.innerHTML; }"
    assert "KENARI" not in await page.evaluate(left)
    assert await page.locator("#story").count() == 0
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    await page.wait_for_url("**/ambil")
    await write()
    await page.click("[data-drop]")
    await page.wait_for_url("**/ambil")
    await page.go_back()
    await page.wait_for_load_state()
    assert "KENARI" not in await page.content()


async def test_a_receipt_at_the_kiosk_closes_itself(live: LiveOffice, make_sender: MakeSender) -> None:
    kiosk = await make_sender("kiosk-wide", cookies=await live.device(Role.KIOSK))
    page = kiosk.page
    await stop_clock(page)
    await kiosk.go("/aduan/baru")
    await kiosk.press("button[value=lampu]")
    await kiosk.press("#go-on")
    await page.fill("#story", STORY)
    for heading in ("Siapa yang boleh tahu?", "Nama dan kontak?", "Periksa, lalu kirim"):
        await kiosk.press("#go-on")
        await expect(page.locator("h1")).to_have_text(heading)
    await kiosk.press("#go-on")
    await expect(page.locator("h1")).to_contain_text("Simpan kode ini.")
    await kiosk.look("complaint-receipt-kiosk")
    await page.clock.run_for(150_000)
    await expect(page.locator("[data-countdown]")).to_have_text("30")
    await page.clock.run_for(29_000)
    await expect(page.locator("[data-countdown]")).to_have_text("1")
    await page.clock.run_for(1_000)
    await page.wait_for_url("**/ambil")
    assert only(live).channel == "kiosk"


async def test_the_slip_on_a_browsers_printer_says_nothing_of_its_matter(
    live: LiveOffice, make_sender: MakeSender
) -> None:
    tablet = await make_sender("tablet", cookies=await live.official(Role.OFFICER))
    page = tablet.page
    await tablet.go("/aduan/baru")
    await tablet.photograph("complaint-what-official")
    await tablet.press("button[value=sampah]")
    await tablet.press("#go-on")
    await page.fill("#story", "Sampah di pasar tidak diangkut dua minggu.")
    for _ in range(4):
        heading = await page.locator("h1").inner_text()
        await tablet.press("#go-on")
        await expect(page.locator("h1")).not_to_have_text(heading)
    await tablet.press("#go-on")
    await expect(page.locator("h1")).to_contain_text("Serahkan kode ini.")
    await page.emulate_media(media="print")
    # A browser fetches what is for paper last.
    await expect(page.get_by_text("Langsung ke isi")).to_be_hidden()
    seen = await page.locator("body").inner_text()
    await tablet.photograph("complaint-slip")
    assert re.search(r"ADU-[0-9A-Z]{4}-[0-9A-Z]", seen)
    for word in ("aduan", "Aduan", "Sampah", "sampah"):
        assert word not in seen
    assert only(live).channel == "official"
