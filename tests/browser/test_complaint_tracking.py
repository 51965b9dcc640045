"""Following an own complaint in a browser, with and without JavaScript: by QR or by hand, question, reopening, rating, and gone."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Route, expect

from server.domain.access import Role
from server.domain.complaint import State
from server.store.memory import MemoryLog
from tests.browser.guest import SIZES, Guest
from tests.complaints.followed_complaint import LAMP, STORY, FollowedComplaint
from tests.complaints.test_intake_files import jpeg
from tests.live_office import VILLAGE_TOML, LiveOffice, in_memory
from tests.server.complaint_sender import WITH_HAMLETS
from tests.server.complaint_tracker import sent_complaint
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOST_BYTES = 60_000
XSS = "<img src=x onerror=\"document.title='kena'\"><script>document.title='kena'</script>"
MakePhone = Callable[..., Awaitable[Guest]]


@pytest_asyncio.fixture(loop_scope="session")
async def live(tmp_path: Path) -> AsyncIterator[LiveOffice]:
    async with LiveOffice.run(
        tmp_path / "data", make_store=in_memory(MemoryLog()), office_toml=VILLAGE_TOML + WITH_HAMLETS
    ) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def make_phone(chromium: Browser, live: LiveOffice) -> AsyncIterator[MakePhone]:
    """What was wrong on the pages fails the test."""
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


async def weigh(guest: Guest) -> list[int]:
    """Bytes of every answer that the page has asked for from now on."""
    sizes: list[int] = []

    async def note(route: Route) -> None:
        answer = await route.fetch(max_redirects=0)
        sizes.append(len(await answer.body()))
        await route.fulfill(response=answer)

    await guest.page.route("**/*", note)
    return sizes


async def photograph(guest: Guest, name: str) -> None:
    """Judge it, and keep a picture of the whole length."""
    await guest.look(name)
    await guest.photograph(f"{name}-whole", whole=True)


async def test_by_qr_question_reopening_and_rating(live: LiveOffice, make_phone: MakePhone) -> None:
    lamp = await sent_complaint(live, LAMP)
    phone = await make_phone()
    page = phone.page
    sizes = await weigh(phone)

    # The code comes in the fragment, which leaves the address bar at once.
    await phone.go(f"/aduan/lacak#{lamp.receipt.code}")
    await expect(page.locator("#code")).to_have_value(re.compile(r"\d{4} \d{4} \d{4} \d{4}"))
    assert page.url.endswith("/aduan/lacak")
    assert await page.evaluate("history.length") <= 2
    await phone.look("track-code-phone")
    assert sum(sizes) < MOST_BYTES, sizes
    sizes.clear()
    await phone.press("#enter button")
    await expect(page.locator(".track-number")).to_contain_text(lamp.receipt.number)
    await expect(page.locator(".said")).to_contain_text(STORY)
    assert lamp.receipt.code not in await page.content()
    assert sum(sizes) < MOST_BYTES, sizes
    await photograph(phone, "track-received-phone")

    await lamp.ask(f"Tiang yang mana? {XSS}")
    await page.reload()
    await expect(page.locator(".stand")).to_contain_text("Menunggu jawaban Anda")
    await photograph(phone, "track-asked-phone")
    await page.fill("#answer", f"Tiang ketiga. {XSS}")
    await phone.press("#jawab button")
    await expect(page.locator(".notice")).to_contain_text("Jawaban terkirim.")
    assert await page.locator(".said img, .said script, .quote img").count() == 0
    assert await page.title() == f"{lamp.receipt.number} - Kantor Desa Uji"

    await lamp.summarise("Warga RT 03 melaporkan lampu mati di sekitar balai.")
    await lamp.mend("Lampu sudah diganti. Terima kasih sudah melapor.", await make_proof())
    await page.reload()
    await expect(page.locator(".stand")).to_contain_text("Kantor menyatakan selesai")
    await page.locator(".steps img").scroll_into_view_if_needed()
    await page.wait_for_function("document.querySelector('.steps img').naturalWidth > 0")
    await photograph(phone, "track-proposed-phone")
    await phone.press("#belum summary")
    await page.fill("#belum textarea", "Masih mati tiap malam.")
    await phone.press("#belum form button")
    await expect(page.locator(".notice")).to_contain_text("Aduan dibuka kembali.")
    assert lamp.complaint.state is State.REOPENED

    await lamp.mend("Kabelnya diganti.")
    await page.reload()
    await phone.press("#beres > form button")
    await expect(page.locator(".stand")).to_contain_text("Selesai")
    await photograph(phone, "track-rating-phone")
    await page.locator(".star").nth(1).tap()
    await phone.press("#nilai button")
    await expect(page.locator(".rated")).to_contain_text("Anda memberi nilai 4 dari 5.")
    assert lamp.complaint.rated == 4
    await photograph(phone, "track-done-phone")

    await phone.press("#leave button")
    await expect(page.locator(".notice")).to_contain_text("Anda sudah keluar.")
    await page.go_back()
    await expect(page.locator("#code")).to_be_visible()
    assert STORY not in await page.content()


async def make_proof() -> bytes:
    from server.complaints.photo import checked_photo

    return await checked_photo(jpeg())


async def test_without_script_the_code_is_typed_and_everything_works(live: LiveOffice, make_phone: MakePhone) -> None:
    lamp = await sent_complaint(live, LAMP)
    phone = await make_phone(script=False)
    phone.pardon("422")
    page = phone.page
    await phone.go(f"/aduan/lacak#{lamp.receipt.code}")
    await expect(page.locator("#code")).to_have_value("")
    code = lamp.receipt.code
    await page.fill("#code", code[:-1] + str((int(code[-1]) + 1) % 10))
    await page.locator("#enter button").tap()
    await expect(page.locator(".problem")).to_contain_text("Kode ini keliru satu angka atau lebih.")
    await page.fill("#code", code)
    await page.locator("#enter button").tap()
    await expect(page.locator(".said")).to_contain_text(STORY)

    await lamp.ask("Tiang yang mana?")
    await page.reload()
    await page.fill("#answer", "Tiang ketiga.")
    await page.locator("#jawab button").tap()
    await expect(page.locator(".notice")).to_contain_text("Jawaban terkirim.")

    await lamp.mend("Sudah.")
    await page.reload()
    await page.locator("#belum summary").tap()
    await page.fill("#belum textarea", "Belum.")
    await page.locator("#belum form button").tap()
    await expect(page.locator(".stand")).to_contain_text("Dibuka kembali")
    await lamp.mend("Sudah lagi.")
    await page.reload()
    await page.locator("#beres > form button").tap()
    await page.locator(".star").first.tap()
    await page.locator("#nilai button").tap()
    await expect(page.locator(".rated")).to_contain_text("5 dari 5")

    await page.locator("#hapus > summary").tap()
    await page.locator("#hapus input[type=checkbox]").check()
    await page.locator("#hapus form button").tap()
    await expect(page.locator(".notice")).to_contain_text("Semua isi aduan sudah dihapus.")
    assert lamp.complaint.erased


async def test_a_wrong_digit_is_told_while_it_is_typed(live: LiveOffice, make_phone: MakePhone) -> None:
    lamp = await sent_complaint(live, LAMP)
    phone = await make_phone()
    page = phone.page
    await phone.go("/aduan/lacak")
    code = lamp.receipt.code
    await page.fill("#code", code[:-1])
    await expect(page.locator("#code-wrong")).to_be_hidden()
    await page.fill("#code", code[:-1] + str((int(code[-1]) + 1) % 10))
    await expect(page.locator("#code-wrong")).to_be_visible()
    await phone.look("track-wrong-phone")
    await phone.press("#enter button")
    assert page.url.endswith("/aduan/lacak")
    await page.fill("#code", code)
    await expect(page.locator("#code-wrong")).to_be_hidden()


async def test_news_is_told_and_a_shared_screen_is_emptied(live: LiveOffice, make_phone: MakePhone) -> None:
    lamp: FollowedComplaint = await sent_complaint(live, LAMP)
    kiosk = await make_phone("kiosk", cookies=await live.device(Role.KIOSK))
    page = kiosk.page
    kiosk.pardon("401")
    await stop_clock(page)
    await kiosk.go(f"/aduan/lacak#{lamp.receipt.code}")
    await kiosk.press("#enter button")
    await expect(page.locator(".said")).to_contain_text(STORY)
    await kiosk.look("track-kiosk")
    await lamp.answer("Sedang dikerjakan.")
    await page.clock.run_for(31_000)
    await expect(page.locator("#news")).to_be_visible()
    await page.clock.run_for(28_000)
    await expect(page.locator(".said")).to_contain_text(STORY)
    await page.clock.run_for(2_000)
    await page.wait_for_url("**/ambil")
    assert STORY not in await page.content()
    await kiosk.press("a[href='/aduan/lacak']")
    await expect(page.locator("#code")).to_have_value("")
    await page.fill("#code", "012")
    await kiosk.press("#enter button")
    await expect(page.locator("#code-wrong")).to_have_text("Kode terdiri dari 16 angka; baru ada 3.")
    await page.clock.run_for(61_000)
    await page.wait_for_url("**/ambil")
    # A page that is not made for a kiosk goes back as well, and has a way there.
    await kiosk.go("/aduan/privasi")
    await expect(page.locator(".kiosk-home a")).to_be_in_viewport()
    await page.clock.run_for(61_000)
    await page.wait_for_url("**/ambil")


async def test_the_privacy_notice(live: LiveOffice, make_phone: MakePhone) -> None:
    for kind in ("phone", "tablet-wide"):
        phone = await make_phone(kind)
        sizes = await weigh(phone)
        await phone.go("/aduan/privasi")
        await photograph(phone, f"privacy-{kind}")
        assert sum(sizes) < MOST_BYTES, sizes
