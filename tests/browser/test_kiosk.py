"""The kiosk by touch, by keyboard and by ear: two taps to a number, papers first, and nothing left for the next visitor."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import APIResponse, Browser, Route, expect

from server.config import Limits
from server.domain.access import Role
from server.speech_child import SpeechChild
from server.store.memory import MemoryLog
from tests.browser.conftest import UNHURRIED
from tests.browser.guest import SIZES, Guest
from tests.live_office import VILLAGE_TOML, LiveOffice, Mute, in_memory
from tests.recordings import silence

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAPERS = VILLAGE_TOML.replace('short = "Surat"\n', 'short = "Surat"\npapers = ["KTP asli", "Kartu keluarga"]\n', 1)
MakeKiosk = Callable[..., Awaitable[tuple[LiveOffice, Guest]]]


@pytest_asyncio.fixture(loop_scope="session")
async def make_kiosk(chromium: Browser, tmp_path: Path) -> AsyncIterator[MakeKiosk]:
    """A kiosk of an office whose service A needs papers, with its day open. What was wrong on its page fails the test."""
    guests: list[Guest] = []
    async with AsyncExitStack() as stack:

        async def make(kind: str = "kiosk", *, voice: bool = False, pause: float = 0) -> tuple[LiveOffice, Guest]:
            speech = SpeechChild((sys.executable, "-P", "-m", "announcer.reading")) if voice else Mute()
            live = await stack.enter_async_context(
                LiveOffice.run(
                    tmp_path / "data",
                    make_store=in_memory(MemoryLog()),
                    office_toml=PAPERS,
                    speech=speech,
                    times=UNHURRIED,
                    limits=Limits(kiosk_pause=pause),
                )
            )
            await (await live.api()).post("day/open")
            size = SIZES[kind]
            context = await chromium.new_context(
                viewport={"width": size.width, "height": size.height}, has_touch=size.touch, is_mobile=size.mobile
            )
            stack.push_async_callback(context.close)
            cookies = await live.device(Role.KIOSK)
            await context.add_cookies([{"name": n, "value": v, "url": live.url} for n, v in cookies.items()])
            guest = Guest(await context.new_page(), live.url, standing=kind != "phone")
            guests.append(guest)
            await guest.go("/ambil")
            return live, guest

        yield make
    assert [what for guest in guests for what in guest.wrong] == []


@pytest.mark.parametrize(
    "kind", ["kiosk", "phone", *(pytest.param(kind, marks=pytest.mark.soak) for kind in ("kiosk-wide", "tablet"))]
)
async def test_two_taps_lead_to_a_number(make_kiosk: MakeKiosk, kind: str) -> None:
    live, kiosk = await make_kiosk(kind)
    await kiosk.look(f"kiosk-choice-{kind}")
    await kiosk.press("#service-A")
    await expect(kiosk.page.locator("h1")).to_contain_text("Berkas ini sudah lengkap?")
    await kiosk.look(f"kiosk-papers-{kind}")
    await kiosk.press("#papers-priority")
    await expect(kiosk.page.locator(".number")).to_have_text("A001")
    await kiosk.look(f"kiosk-number-{kind}")
    assert live.office.state.tickets["A001"].priority


async def test_who_lacks_papers_leaves_with_a_list(make_kiosk: MakeKiosk) -> None:
    live, kiosk = await make_kiosk()
    await kiosk.press("#service-A")
    await kiosk.press("#papers-missing")
    await expect(kiosk.page.locator("h1")).to_contain_text("Lengkapi dulu")
    await expect(kiosk.page.locator(".papers-list li")).to_have_text(["KTP asli", "Kartu keluarga"])
    await kiosk.look("kiosk-slip")
    await kiosk.press("a.main-button")
    await expect(kiosk.page.locator("#service-A")).to_be_visible()
    assert live.office.state.tickets == {}


async def test_the_whole_way_by_keyboard(make_kiosk: MakeKiosk) -> None:
    live, kiosk = await make_kiosk("kiosk-wide")
    page = kiosk.page
    order = []
    for _ in range(5):
        await page.keyboard.press("Tab")
        order.append(await page.evaluate("document.activeElement.id || document.activeElement.name || 'skip'"))
    assert order[:4] == ["skip", "service-A", "service-B", "priority"]
    await page.locator("input[name=priority]").focus()
    await page.keyboard.press("Space")
    outline = await page.evaluate("getComputedStyle(document.querySelector('.priority-box')).outlineStyle")
    assert outline == "solid"
    await page.locator("#service-A").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#papers-priority")).to_have_count(0)
    await page.locator("#papers-ready").focus()
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
    await page.keyboard.press("Enter")
    await expect(page.locator(".number")).to_have_text("A001")
    assert live.office.state.tickets["A001"].priority


async def test_a_drumming_child_is_told_to_wait(make_kiosk: MakeKiosk) -> None:
    live, kiosk = await make_kiosk(pause=3_600)
    kiosk.pardon("429")
    await kiosk.press("#service-B")
    await expect(kiosk.page.locator(".number")).to_have_text("B001")
    await kiosk.press("a.main-button")
    await expect(kiosk.page.locator("#service-B")).to_be_visible()
    await kiosk.press("#service-B")
    await expect(kiosk.page.locator(".problem")).to_have_text("Tunggu sebentar, lalu tekan lagi.")
    await kiosk.look("kiosk-wait")
    await kiosk.press("#service-A")
    await expect(kiosk.page.locator("h1")).to_contain_text("sudah lengkap?")
    await kiosk.press("#papers-ready")
    await expect(kiosk.page.locator(".problem")).to_have_text("Tunggu sebentar, lalu tekan lagi.")
    await kiosk.look("kiosk-papers-wait")
    assert [*live.office.state.tickets] == ["B001"]


async def test_dengarkan_reads_the_page_with_the_indonesian_voice(make_kiosk: MakeKiosk) -> None:
    _, kiosk = await make_kiosk("kiosk-wide", voice=True)
    answers: list[APIResponse] = []

    async def prolong(route: Route) -> None:
        """However long the test looks at it, the page is still being read."""
        answers.append(await route.fetch())
        await route.fulfill(content_type="audio/wav", body=silence(90))

    await kiosk.page.route("**/ambil/suara/pilih", prolong)
    button = kiosk.page.locator("[data-listen]")
    await expect(button).to_be_visible()
    await kiosk.look("kiosk-listen")
    async with kiosk.page.expect_response("**/ambil/suara/pilih"):
        await button.tap()
    assert answers[0].status in {200, 206}
    assert answers[0].headers["content-type"] == "audio/wav"
    await expect(button).to_have_text("Hentikan suara", use_inner_text=True)
    await expect(kiosk.page.locator(".listen-trouble")).to_be_empty()
    await button.tap()
    await expect(button).to_have_text("Dengarkan", use_inner_text=True)
