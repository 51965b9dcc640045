"""Paper in a real browser: the kiosk that has none, the officials' list, a browser's own printer, and the poster."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from server.domain.access import Role
from server.domain.frozen import replace
from server.paper import child_printer
from server.paper.printer import PrinterPatience
from server.store.memory import MemoryLog
from tests.live_office import QUIET, TOKEN, VILLAGE_TOML, LiveOffice, in_memory
from tests.paper.receipt import read
from tests.paper.tcp_printer import OUT_OF_PAPER, WELL, Manners, tcp_printer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

KIOSK = {"width": 1080, "height": 1920}
MM = 72 / 25.4
# Counted on the page itself, where it can be waited for: the pages' content policy lets no string be evaluated.
COUNT_PRINTS = """window.print = () => {
  const told = document.documentElement.dataset;
  told.prints = String(Number(told.prints || 0) + 1);
};"""

MakeOffice = Callable[[str], Awaitable[LiveOffice]]


@pytest.fixture(autouse=True)
def _slow_printers_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The printer answers from the test's own loop, which has a browser to serve as well."""
    long = partial(PrinterPatience, connect_s=20, status_s=20, send_s=20, end_s=20, whole_s=60)
    monkeypatch.setattr(child_printer, "PrinterPatience", long)


@pytest_asyncio.fixture(loop_scope="session")
async def make_office(tmp_path: Path) -> AsyncIterator[MakeOffice]:
    """Makes a village's office with its day open; its printer as in the text."""
    async with AsyncExitStack() as stack:

        async def make(printer: str) -> LiveOffice:
            toml = f"{VILLAGE_TOML}\n[printer]\n{printer}\n"
            times = replace(QUIET, kiosk_idle=600, kiosk_result=600)
            running = LiveOffice.run(
                tmp_path / "data", make_store=in_memory(MemoryLog()), office_toml=toml, times=times
            )
            live = await stack.enter_async_context(running)
            await (await live.api()).post("day/open")
            return live

        yield make


@pytest_asyncio.fixture(loop_scope="session")
async def kiosk_of(chromium: Browser) -> AsyncIterator[Callable[[LiveOffice], Awaitable[Page]]]:
    async with AsyncExitStack() as stack:

        async def make(live: LiveOffice) -> Page:
            context = await chromium.new_context(viewport=KIOSK, has_touch=True, locale="id-ID")
            stack.push_async_callback(context.close)
            cookies = await live.device(Role.KIOSK)
            await context.add_cookies([{"name": n, "value": v, "url": live.url} for n, v in cookies.items()])
            page = await context.new_page()
            await page.add_init_script(COUNT_PRINTS)
            await page.goto(f"{live.url}/ambil")
            return page

        yield make


@pytest_asyncio.fixture(loop_scope="session")
async def official_of(chromium: Browser) -> AsyncIterator[Callable[[LiveOffice], Awaitable[Page]]]:
    async with AsyncExitStack() as stack:

        async def make(live: LiveOffice) -> Page:
            context = await chromium.new_context(
                locale="id-ID", extra_http_headers={"authorization": f"Bearer {TOKEN}"}
            )
            stack.push_async_callback(context.close)
            return await context.new_page()

        yield make


Open = Callable[[LiveOffice], Awaitable[Page]]


async def test_no_paper_is_told_with_the_number_and_an_official_prints_it_later(
    make_office: MakeOffice, kiosk_of: Open, official_of: Open
) -> None:
    async with tcp_printer(Manners(paper=OUT_OF_PAPER)) as printer:
        live = await make_office(f'kind = "network"\naddress = "{printer.address}"')
        kiosk, official = await kiosk_of(live), await official_of(live)
        await kiosk.tap("#service-A")
        await expect(kiosk.locator("#paper")).to_have_text("Kertas habis. Catat nomor Anda: A001")
        await official.goto(f"{live.url}/cetak")
        await expect(official.locator("#jobs")).to_contain_text("Kertas tiket habis")
        printer.manners.paper = WELL
        await official.get_by_role("button", name="Cetak ulang A001").click()
        await expect(official.locator(".print-printed")).to_contain_text("A001")
        await expect(official.locator("#jobs .problem")).to_have_count(0)
        assert "A001" in read(printer.paper_used).lines


async def test_the_person_at_the_kiosk_gets_it_once_more(make_office: MakeOffice, kiosk_of: Open) -> None:
    async with tcp_printer() as printer:
        live = await make_office(f'kind = "network"\naddress = "{printer.address}"')
        kiosk = await kiosk_of(live)
        await kiosk.tap("#service-B")
        await kiosk.get_by_role("button", name="Cetak lagi").tap()
        await expect(kiosk.locator("#paper")).to_contain_text("Ambil tiket Anda")
        await expect(kiosk.locator(".stub .number")).to_have_text("B001")
        await expect(kiosk.get_by_role("button", name="Cetak lagi")).to_have_count(0)
        assert len([job for job in printer.jobs if job]) == 2


@pytest.mark.parametrize(("paper", "size"), [(58, (58, 110)), (80, (80, 120))])
async def test_a_browsers_printer_prints_only_the_slip_on_a_page_of_its_own_size(
    make_office: MakeOffice, kiosk_of: Open, paper: int, size: tuple[int, int]
) -> None:
    live = await make_office(f'kind = "browser"\npaper = {paper}')
    kiosk = await kiosk_of(live)
    await kiosk.tap("#service-A")
    await expect(kiosk.locator("html")).to_have_attribute("data-prints", "1")  # by itself, once
    await kiosk.get_by_role("button", name="Cetak").tap()
    await expect(kiosk.locator("html")).to_have_attribute("data-prints", "2")
    assert pages_of(await kiosk.pdf(prefer_css_page_size=True)) == [size]
    await kiosk.emulate_media(media="print")
    await expect(kiosk.locator(".slip-number")).to_be_visible()
    for hidden in (".stub", ".top", "#paper", ".main-button"):
        await expect(kiosk.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize("wifi", ["", "Desa Uji Warga"])
async def test_the_poster_is_one_page_of_a4(make_office: MakeOffice, official_of: Open, wifi: str) -> None:
    live = await make_office('kind = "none"')
    official = await official_of(live)
    await official.goto(f"{live.url}/poster")
    await official.fill("#address", "http://192.168.1.50:8000")
    await official.fill("#wifi", wifi)
    await official.fill("#password", "sukamaju2026")
    await official.get_by_role("button", name="Buat poster").click()
    await expect(official.locator(".code")).to_have_count(2 if wifi else 1)
    assert pages_of(await official.pdf(prefer_css_page_size=True)) == [(210, 297)]
    assert "sukamaju2026" not in official.url


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width) / MM), round(float(height) / MM)) for width, height in boxes]
