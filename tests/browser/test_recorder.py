"""The recorder page in a browser whose microphone plays a file: recorded, judged, heard again; without a microphone; without scripts."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from server.config import Config
from tests.browser.conftest import FLAGS, LIMITS, TIMES, TOKEN
from tests.browser.guest import Guest
from tests.browser.hall import Hall
from tests.browser.running_server import RunningServer
from tests.recordings import Take, wav

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PATH = "/atur/suara/rekam"
# The voice is heard once, as soon after the microphone is opened as a slow machine has come to record; then the room is silent.
SPOKEN = Take(level=0.5, rest=2.5, seconds=0.7, rate=48_000)
# Until the level has been high and is low again; the page itself may not make functions of texts, so it is looked at frame by frame.
LOUD_THEN_QUIET = """() => new Promise(resolve => {
  let wasLoud = false;
  function look() {
    const length = Number(document.querySelector("#level i").style.transform.slice(7, -1));
    wasLoud = wasLoud || length > 0.7;
    if (wasLoud && length < 0.45) resolve(); else requestAnimationFrame(look);
  }
  look();
})"""
HEARD = """() => new Promise(resolve => {
  const sound = document.getElementById("sound");
  function look() { if (sound.currentTime > 0.05) resolve(sound.duration); else requestAnimationFrame(look); }
  look();
})"""


@pytest_asyncio.fixture(loop_scope="session")
async def ears(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser with a microphone that plays a file, and nobody who asks for leave."""
    spoken = tmp_path / "spoken.wav"
    spoken.write_bytes(wav(SPOKEN))
    flags = [
        *FLAGS,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}%noloop",
    ]
    async with async_playwright() as playwright:
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = await playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def studio(ears: Browser, tmp_path: Path) -> AsyncIterator[Hall]:
    """The sample office, entered with that browser."""
    config = Config(tmp_path / "data", api_token=TOKEN, times=TIMES, limits=LIMITS)
    async with RunningServer(config) as server, Hall(ears, server) as hall:
        yield hall


async def head(hall: Hall, kind: str, **how: object) -> Guest:
    guest = await hall.device(kind, **how)  # type: ignore[arg-type]
    await guest.go(f"/masuk?lanjut={PATH}")
    await hall.sign_in_as_head(guest)
    await expect(guest.page.locator("h1")).to_have_text("Rekam suara")
    return guest


async def begin(page: Page, name: str = "Suara Bu Sri") -> None:
    await page.get_by_label("Nama", exact=True).fill(name)
    await page.get_by_role("button", name="Mulai merekam").click()
    await expect(page.locator("h1")).to_have_text(name)


async def test_a_word_is_recorded_judged_and_heard(studio: Hall) -> None:
    guest = await head(studio, "tablet")
    page = guest.page
    await guest.look("recorder-packs-tablet")
    await begin(page)
    await expect(page.locator("#prompt")).to_have_text("A")
    await expect(page.get_by_role("button", name="Dengarkan")).to_be_disabled()
    await guest.look("recorder-tablet")

    await page.evaluate(f"() => {{ window.loudThenQuiet = ({LOUD_THEN_QUIET})(); }}")
    await guest.press("#record")
    await expect(page.locator("#verdict")).to_contain_text("Merekam.")
    async with asyncio.timeout(30):
        await page.evaluate("window.loudThenQuiet")
    await guest.photograph("recorder-recording-tablet")
    await guest.press("#stop")
    await expect(page.locator("#verdict")).to_contain_text("Bagus.")
    await expect(page.locator("#done")).to_have_text("1")
    await expect(page.get_by_role("button", name="Ulangi")).to_be_focused()
    await guest.look("recorder-good-tablet")
    await guest.press("#listen")
    # A third at most is lost where sound has to wait for other work; with the rests it would be more than three seconds.
    async with asyncio.timeout(30):
        assert await page.evaluate(HEARD) == pytest.approx(0.78, abs=0.26)

    # The microphone has nothing more to say.
    guest.pardon("422")
    await guest.press("#after")
    await expect(page.locator("#prompt")).to_have_text("B")
    await expect(page).to_have_url(f"{page.url.partition('?')[0]}?kata=huruf-b")
    await guest.press("#record")
    await expect(page.locator("#verdict")).to_contain_text("Merekam.")
    await guest.press("#stop")
    await expect(page.locator("#verdict")).to_contain_text("Tidak ada suara di rekaman ini.")
    await guest.look("recorder-silence-tablet")


async def test_a_file_is_brought_along_where_there_is_no_safe_way_to_the_microphone(hall: Hall) -> None:
    guest = await head(hall, "phone", watched="Object.defineProperty(window, 'isSecureContext', {value: false});")
    page = guest.page
    await begin(page)
    await expect(page.locator("#verdict")).to_contain_text("Mikrofon hanya dapat dipakai di alamat aman.")
    await expect(page.locator("#record")).to_be_hidden()
    await guest.look("recorder-unsafe-phone")
    file = {"name": "a.wav", "mimeType": "audio/wav", "buffer": wav(Take(rate=44_100, channels=2))}
    await page.set_input_files("#file", file)
    await page.get_by_role("button", name="Unggah", exact=True).click()
    await expect(page.locator("#verdict")).to_contain_text("Bagus.")
    await page.get_by_text("Semua kata").click()
    await expect(page.get_by_role("link", name="A sudah direkam", exact=True)).to_be_visible()
    await guest.look("recorder-all-phone")


async def test_everything_without_scripts(hall: Hall) -> None:
    guest = await head(hall, "phone", script=False)
    guest.pardon("422")
    page = guest.page
    await page.get_by_label("Nama", exact=True).fill("Suoro Pak Lurah")
    await page.get_by_label("Bahasa", exact=True).select_option("jv")
    await page.get_by_label("Kalimat panggilan").fill("{nomor}, mangga dhateng {loket}.")
    await page.get_by_role("button", name="Mulai merekam").click()
    await expect(page.locator("h1")).to_have_text("Suoro Pak Lurah")
    await expect(page.get_by_role("button", name="Rekam")).to_be_hidden()

    await page.get_by_text("Semua kata").click()
    await page.get_by_role("link", name="mangga dhateng").click()
    for take, words in ((Take(noise=0.1), "Latarnya terlalu ramai."), (Take(), "Bagus.")):
        await page.set_input_files("#file", {"name": "a.wav", "mimeType": "audio/wav", "buffer": wav(take)})
        await page.get_by_role("button", name="Unggah", exact=True).click()
        await expect(page.locator("main")).to_contain_text(words)
    await guest.photograph("recorder-without-scripts")
    await page.get_by_role("button", name="Siapkan untuk dipakai").click()
    await expect(page.get_by_role("status").first).to_contain_text("siap dipakai")
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Unduh sebagai satu berkas").click()
    path = await (await downloading.value).path()

    await page.get_by_role("link", name="Rekam suara").click()
    await expect(page.get_by_role("link", name="Suoro Pak Lurah")).to_be_visible()
    await page.set_input_files("#file", path)
    await page.get_by_role("button", name="Masukkan").click()
    await expect(page.locator("h1")).to_have_text("Suoro Pak Lurah")
    await page.get_by_text("Hapus rekaman ini").first.click()
    await page.get_by_role("button", name="Hapus rekaman ini").click()
    await expect(page.get_by_role("status")).to_contain_text("Rekaman dihapus.")
