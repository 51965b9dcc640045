"""The head of services hears the voice before the room does, changes it, and sees at once what became of a trial."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from server.config import Times
from server.description import SAMPLE
from server.domain.access import Role
from server.domain.commands import NoteSpeaking, NoteSpoken, NoteUnspoken
from server.presence import Voice
from server.speech_child import SpeechChild
from server.store.memory import MemoryLog
from tests.browser.guest import SIZES, Guest
from tests.live_office import LiveOffice, in_memory
from tests.recordings import silence

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True)
class Desk:
    """The head's tablet at the page of the voice, in an office whose child really speaks."""

    live: LiveOffice
    guest: Guest

    async def announcer_says(self, voice: Voice, ticket: int = 0) -> int:
        presence = self.live.running.context.presence
        ticket = ticket or presence.announcer_came()
        presence.announcer_said(ticket, voice)
        return ticket

    def newest_trial(self) -> int:
        return max(seq for seq, one in self.live.office.state.announcements.items() if one.test)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(chromium: Browser, tmp_path: Path) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        live = await stack.enter_async_context(
            LiveOffice.run(
                tmp_path / "data",
                make_store=in_memory(MemoryLog()),
                office_toml=SAMPLE.read_text(encoding="utf-8"),
                speech=SpeechChild((sys.executable, "-P", "-m", "announcer.reading")),
                times=Times(),
            )
        )
        size = SIZES["tablet"]
        context = await chromium.new_context(viewport={"width": size.width, "height": size.height}, has_touch=True)
        stack.push_async_callback(context.close)
        cookies = await live.official(Role.HEAD_OF_SERVICES)
        await context.add_cookies([{"name": name, "value": value, "url": live.url} for name, value in cookies.items()])
        guest = Guest(await context.new_page(), live.url, standing=False)
        await guest.go("/atur/suara")
        yield Desk(live, guest)
        assert guest.wrong == []


async def test_what_is_typed_is_heard_at_once_stopped_and_only_then_saved(desk: Desk) -> None:
    page = desk.guest.page
    button, told = (
        page.get_by_role("button", name="Dengarkan contoh"),
        page.locator("form[action='/atur/suara'] .hear-told"),
    )
    # The answer is the office's; what the page then plays lasts until the test has looked at it.
    await page.route(
        "**/atur/suara/dengar/*.wav", lambda route: route.fulfill(content_type="audio/wav", body=silence(90))
    )
    await page.get_by_label("Kecepatan").fill("150")
    await page.get_by_label("Memanggil").fill("Warga nomor {nomor}, silakan ke {loket}.")
    async with page.expect_response("**/atur/suara/dengar/*.wav") as answered:
        await button.tap()
    answer = await answered.value
    assert (answer.status, answer.headers["content-type"]) == (200, "audio/wav")
    await expect(told).to_have_text("Sedang diputar.")
    await desk.guest.look("settings-voice-hearing")
    await page.get_by_role("button", name="Berhenti").tap()
    await expect(button).to_be_visible()
    await expect(told).to_be_empty()
    assert desk.live.running.context.description.voice.rate == 130

    await page.get_by_role("button", name="Simpan").tap()
    await expect(page.get_by_role("status").first).to_contain_text("Tersimpan")
    assert desk.live.running.context.description.voice.rate == 150


async def test_what_cannot_be_spoken_is_told_where_it_was_pressed(desk: Desk) -> None:
    desk.guest.pardon("422")
    page = desk.guest.page
    await page.get_by_label("Memanggil").fill("Silakan ke {loket}.")
    await page.get_by_role("button", name="Dengarkan contoh").tap()
    told = page.locator("form[action='/atur/suara'] .hear-told")
    await expect(told).to_have_text("Penanda {nomor} belum ada. Tambahkan ke kalimat ini.")
    await expect(page.get_by_label("Memanggil")).to_have_value("Silakan ke {loket}.")


async def test_a_word_is_tried_until_it_sounds_right_and_then_kept(desk: Desk) -> None:
    page = desk.guest.page
    await desk.guest.go("/atur/suara/kata")
    await page.get_by_label("Kata", exact=True).fill("Tegalsari")
    await page.get_by_label("Diucapkan").fill("t")
    await page.get_by_role("button", name="ê").tap()
    await page.keyboard.type("galsari")
    await expect(page.get_by_label("Diucapkan")).to_have_value("têgalsari")
    await desk.guest.look("settings-voice-word")
    async with page.expect_response("**/atur/suara/dengar/*.wav") as answered:
        await page.get_by_role("button", name="Dengarkan").tap()
    assert (await answered.value).status == 200
    await page.get_by_role("button", name="Tambahkan").tap()
    await expect(page.get_by_label("Kata dan ucapannya")).to_have_value("Tegalsari = têgalsari")


async def test_a_trial_is_followed_while_it_is_said_and_nothing_typed_is_lost(desk: Desk) -> None:
    page, office = desk.guest.page, desk.live.office
    state = page.locator("#voice-state")
    await expect(state).to_contain_text("komputer penyuara terputus")
    announcer = await desk.announcer_says(Voice("pyttsx3", "speech"))
    await expect(state).to_contain_text("Panggilan diucapkan dengan suara komputer.")
    await page.get_by_label("Kecepatan").fill("125")

    trial = page.get_by_role("button", name="Tes suara")
    await trial.tap()
    await expect(state).to_contain_text("menunggu giliran")
    await office.do(NoteSpeaking(desk.newest_trial()), actor="announcer")
    await expect(state).to_contain_text("sedang diucapkan")
    await office.do(NoteSpoken(desk.newest_trial()), actor="announcer")
    await expect(state).to_contain_text("terdengar")
    await desk.guest.look("settings-voice-heard")

    first = desk.newest_trial()
    await trial.tap()
    await expect(state).to_contain_text("menunggu giliran")
    assert desk.newest_trial() > first, "the next press is another trial"
    await office.do(NoteUnspoken(desk.newest_trial(), "no_device"), actor="announcer")
    await desk.announcer_says(Voice("pyttsx3", "none", "no_device"), announcer)
    await expect(state).to_contain_text("Periksa daya dan kabel pengeras suara")
    await desk.guest.look("settings-voice-unheard")
    await expect(page.get_by_label("Kecepatan")).to_have_value("125")
