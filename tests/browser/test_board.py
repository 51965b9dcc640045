"""The public board as people meet it: on a phone, on a tablet, without a script, and on the TV between two calls."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from server.domain.complaint_class import Class
from server.domain.complaint_commands import Assign, ProposeFix, StartWork
from server.domain.frozen import replace
from server.store.memory import MemoryLog
from tests.browser.guest import SIZES, Guest
from tests.domain.false_clock import FalseClock
from tests.live_office import LiveOffice, in_memory
from tests.server.board_filled import KASI, FilledBoard, filled_board
from tests.server.test_board_page import COMPLAINTS_TOML
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOST_BYTES = 60_000
OPEN = (
    "Lampu jalan di perempatan balai dusun mati sejak dua minggu",
    "Selokan tersumbat, air meluap ke jalan setiap hujan",
    "Jembatan kayu menuju sawah lapuk",
    "Tempat sampah di pasar desa penuh",
    "Pagar lapangan roboh",
)
ANONYMOUS = (
    "Loket sering tutup sebelum jam layanan berakhir",
    "Pengurusan surat pengantar diminta kembali tiga kali",
    "Tidak ada keterangan berapa lama surat selesai",
)


class Village:
    """One office with a full board, and devices that look at it."""

    def __init__(self, live: LiveOffice, board: FilledBoard, chromium: Browser, stack: AsyncExitStack) -> None:
        self.live = live
        self.board = board
        self.guests: list[Guest] = []
        self._chromium = chromium
        self._stack = stack

    async def device(self, kind: str, path: str, *, script: bool = True, stopped: bool = False) -> Guest:
        """`stopped`: its clock stands still unless the test moves it."""
        size = SIZES[kind]
        context = await self._chromium.new_context(
            viewport={"width": size.width, "height": size.height},
            has_touch=size.touch,
            is_mobile=size.mobile,
            device_scale_factor=size.scale,
            java_script_enabled=script,
        )
        self._stack.push_async_callback(context.close)
        guest = Guest(await context.new_page(), self.live.url, standing=False)
        if script:
            self.guests.append(guest)
        if stopped:
            await stop_clock(guest.page)
        await guest.go(path)
        return guest


@pytest_asyncio.fixture(loop_scope="session")
async def village(chromium: Browser, tmp_path: Path) -> AsyncIterator[Village]:
    async with AsyncExitStack() as stack:
        running = LiveOffice.run(
            tmp_path / "data", make_store=in_memory(MemoryLog()), clock=FalseClock(), office_toml=COMPLAINTS_TOML
        )
        live = await stack.enter_async_context(running)
        await (await live.api()).post("day/open")
        board = await filled_board(live)
        names = [await board.complaint(words=words) for words in OPEN]
        for words in ANONYMOUS:
            await board.complaint(Class.ANONYMOUS, words, category="pelayanan")
        for _ in range(6):
            await board.complaint(Class.SECRET, category="pungli")
        for name in names[:2]:
            await board.do(Assign(name, "", ("kasi",), sideways=False), KASI)
            await board.do(StartWork(name), KASI)
        await board.do(ProposeFix(names[1], "tuntas", "ref", ""), KASI)
        office = live.running.context.complaints.office
        office.state = replace(office.state, roots={"2026-W47": "3fa912bc77e045d1" * 4})
        await board.next_day(8)
        made = Village(live, board, chromium, stack)
        yield made
    assert [what for guest in made.guests for what in guest.wrong] == []


async def test_a_resident_reads_the_board_on_a_phone_and_agrees(village: Village) -> None:
    phone = await village.device("phone", "/aduan")
    page = phone.page
    await expect(page.locator(".when-up")).to_be_visible()
    await expect(page.locator(".board-card")).to_have_count(8)
    await expect(page.get_by_text("Sedang ditangani").first).to_be_visible()
    await expect(page.locator("#totals")).to_contain_text("6")
    await phone.look("board-phone")
    await phone.photograph("board-phone-whole", whole=True)
    card = page.locator(".board-card", has_text="Lampu jalan")
    await card.get_by_role("button", name="Saya juga merasakan").tap()
    await expect(page).to_have_url(f"{village.live.url}/aduan#{await card.get_attribute('id')}")
    for box in await page.locator("button:visible, a.button:visible, select:visible").all():
        size = await box.bounding_box()
        assert size is not None
        assert size["height"] >= 48
    await card.get_by_role("link", name="Laporkan kartu ini").tap()
    await expect(page.get_by_role("heading", name="Laporkan kartu ini")).to_be_visible()
    await phone.look("board-flag-phone")
    await page.get_by_text("Kata-katanya kasar").tap()
    await page.get_by_role("button", name="Laporkan").tap()
    await expect(page.get_by_role("status")).to_contain_text("Petugas akan memeriksa")


async def test_a_batch_reaches_open_pages_and_filters_work_without_a_script(village: Village) -> None:
    tablet = await village.device("tablet", "/aduan?jenis=prasarana")
    await expect(tablet.page.locator("#cards")).to_contain_text("5 aduan")
    await tablet.look("board-tablet")
    await village.board.complaint(words="Papan nama jalan hilang")
    await village.board.next_day()
    await expect(tablet.page.locator("#cards")).to_contain_text("Papan nama jalan hilang")
    plain = await village.device("phone", "/aduan", script=False)
    await plain.page.get_by_role("link", name="Selesai dikonfirmasi").click()
    await expect(plain.page.locator("#cards")).to_contain_text("Tidak ada aduan seperti itu")
    await plain.page.get_by_role("link", name="Lihat semua aduan").click()
    await plain.page.get_by_text("Cari menurut jenis").click()
    await plain.page.get_by_label("Jenis", exact=True).select_option("pelayanan")
    await plain.page.get_by_role("button", name="Tampilkan").click()
    await expect(plain.page.locator(".board-card")).to_have_count(3)
    await plain.page.get_by_role("button", name="Saya juga merasakan").first.click()
    await expect(plain.page.locator(".board-card")).to_have_count(3)


async def test_the_page_is_light(village: Village) -> None:
    context = await village.device("phone", "/aduan/sidik")
    page = context.page
    await context.look("board-roots-phone")
    sizes: list[int] = []

    async def weigh(url: str) -> None:
        answer = await page.request.get(url)
        sizes.append(len(await answer.body()))

    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    await page.context.clear_cookies()
    await page.goto(f"{village.live.url}/aduan", wait_until="networkidle")
    for url in {url for url in fetched if url.startswith("http")}:
        await weigh(url)
    assert sum(sizes) < MOST_BYTES, sorted(sizes)


async def test_an_empty_board(chromium: Browser, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        live = await stack.enter_async_context(
            LiveOffice.run(tmp_path / "data", make_store=in_memory(MemoryLog()), clock=FalseClock())
        )
        village = Village(live, FilledBoard(live), chromium, stack)
        phone = await village.device("phone", "/aduan")
        await expect(phone.page.get_by_text("Belum ada aduan di papan.")).to_be_visible()
        await phone.look("board-empty-phone")
        assert phone.wrong == []


async def test_the_tv_shows_the_board_between_two_calls(village: Village) -> None:
    tv = await village.device("tv", "/layar", stopped=True)
    page = tv.page
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await page.clock.run_for(59_000)
    await expect(page.locator("#media")).to_be_hidden()
    await page.clock.run_for(2_000)
    await expect(page.get_by_text("Papan aduan 2026")).to_be_visible()
    await tv.look("board-tv-sums")
    await page.clock.run_for(10_000)
    await expect(page.locator("#board-cards")).to_be_visible()
    await tv.look("board-tv-cards")
    # One line of words says nothing: they end in dots after two at the earliest.
    cut = """p => p.scrollWidth > p.clientWidth
        || p.scrollHeight > p.clientHeight * 1.3 && p.clientHeight < 2 * parseFloat(getComputedStyle(p).lineHeight) - 1"""
    words = "Array.from(document.querySelectorAll('.slide-card p'))"
    assert await page.evaluate(f"{words}.filter({cut}).map(p => p.textContent)") == []
    assert await page.locator(".slide-card").count() == 2
    assert await page.evaluate(_CUT_OFF) == []
    api = await village.live.api()
    await api.post("tickets", json={"service": "A"})
    await api.post("counters/1/open", json={})
    await api.post("counters/1/next", json={})
    await expect(page.locator("#hero .call-number")).to_have_text("A001")
    await expect(page.locator("#media")).to_be_hidden()


# What stands outside of its slide, or is written smaller than 3.5 hundredths of the picture's width.
_CUT_OFF = """() => {
  const wrong = [];
  document.querySelectorAll(".slide").forEach((slide) => {
    slide.parentNode.hidden = false;
    const box = slide.getBoundingClientRect();
    slide.querySelectorAll("p, li, b, span").forEach((one) => {
      const own = one.getBoundingClientRect();
      if (own.bottom > box.bottom + 1 || own.right > box.right + 1) wrong.push("outside: " + one.textContent);
      if (parseFloat(getComputedStyle(one).fontSize) < innerWidth * 0.0349) wrong.push("small: " + one.textContent);
    });
  });
  return wrong;
}"""
