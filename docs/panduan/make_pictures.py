"""All pictures of the guide and the README, from the real pages of running offices: `python -m docs.panduan.make_pictures`."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from docs.panduan.complaint_pictures import about_complaints
from docs.panduan.office_day import ON_THE_PHONE, PIN, Village
from docs.panduan.picture import GUIDE, README, keep
from server.config import Config
from server.private.certificates import Certificates
from server.private.validity import names_of
from tests.browser.conftest import FLAGS, TOKEN
from tests.browser.hall import Hall
from tests.browser.running_server import RunningServer
from tests.domain.false_clock import FalseClock
from tests.recordings import Take, wav

MOST_BYTES = 1_500_000
"""Of all pictures of the guide together."""


async def main() -> None:
    GUIDE.mkdir(exist_ok=True)
    expect.set_options(timeout=30_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        async with office(browser, FalseClock(), set_up=False) as bare:
            await setting_up(bare)
        clock = FalseClock("2026-11-23T07:45")
        async with office(browser, clock, set_up=True) as hall:
            village = await Village.of(hall, clock)
            async with village.announcer:
                await at_the_door(village)
                await at_the_counter(village)
                await announcing(village)
                await in_the_waiting_room(village)
                await for_the_heads(village)
        clock = FalseClock("2026-11-23T09:41")
        async with office(browser, clock, set_up=True) as hall:
            await about_complaints(await Village.of(hall, clock))
        await browser.close()
    sizes = {path.name: path.stat().st_size for path in sorted(GUIDE.glob("*.png"))}
    print("\n".join(f"{name} {size} B" for name, size in sizes.items()), f"{sum(sizes.values())} B", sep="\n")
    if sum(sizes.values()) > MOST_BYTES:
        raise SystemExit(f"the pictures of the guide are larger than {MOST_BYTES} B")


@asynccontextmanager
async def office(browser: Browser, clock: FalseClock, *, set_up: bool) -> AsyncIterator[Hall]:
    """An office on a free port; `set_up`: one with an API token and a certificate."""
    async with AsyncExitStack() as house:
        data = Path(house.enter_context(tempfile.TemporaryDirectory()))
        # Nobody connects to the second port: its pages are only looked at.
        config = Config(data, host="192.168.1.50", api_token=TOKEN if set_up else "", https_port=8443)
        server = await house.enter_async_context(RunningServer(config, lambda *_: clock, set_up=False))
        if set_up:
            fresh = Certificates(data).kept_fresh(lambda: names_of("", []), clock.now, "Kantor Desa Sukamaju")
            await house.enter_async_context(fresh)
        yield await house.enter_async_context(Hall(browser, server))


async def setting_up(hall: Hall) -> None:
    tablet = await hall.device("tablet", scale=0.75)
    page = tablet.page
    await tablet.go("/")
    await page.fill("#code", hall.server.office.context.doorkeeper.setup_code.code)
    await keep(tablet, "siapkan-kode")
    await tablet.press(".main-button")
    await page.fill("#name", "Kantor Desa Sukamaju")
    await tablet.press(".main-button")
    words = {"name": "Bu Ratna", "login": "ratna", "password": "kopi tubruk di bale", "pin": PIN}
    for field, word in words.items():
        await page.fill(f"#{field}", word)
        if field in {"password", "pin"}:
            await page.fill(f"#{field}-again", word)
    await tablet.press(".main-button")
    await expect(page.locator("h1")).to_have_text("Layanan dan loket")
    await keep(tablet, "siapkan-layanan")


async def at_the_door(village: Village) -> None:
    """A TV asks to be let in, a tablet is made safe, and an official signs in."""
    tv = await village.hall.device("tv")
    await tv.go("/pasang?peran=tv")
    await tv.press("button.main-button")
    await keep(tv, "pasang-kode", part=".card")
    head = await village.signed_in("Bu Ratna", "/atur/perangkat", scale=0.75)
    await head.page.fill("#code", await tv.page.locator(".code").inner_text())
    await head.press(".main-button")
    await expect(head.page.locator("form.asked")).to_be_visible()
    await head.page.fill("#name", "TV ruang tunggu")
    await keep(head, "perangkat")
    await head.go("/aman?sistem=android")
    await keep(head, "aman")
    tablet = await village.tablet(scale=0.75)
    await tablet.go("/masuk")
    await tablet.page.get_by_text("Ibu Sari").click()
    await tablet.page.fill("#pin", PIN)
    await keep(tablet, "masuk-pin")


async def at_the_counter(village: Village) -> None:
    hall, clock = village.hall, village.clock
    tv = await hall.tv(scale=2 / 3)
    tablet = await village.signed_in("Ibu Sari", "/loket", scale=0.75)
    await tablet.press("button.tile >> nth=1")
    await expect(tablet.page.locator("h1")).to_contain_text("Loket 2")
    await expect(tablet.page.locator("#alarms")).to_be_empty()
    await keep(tablet, "loket-pagi")
    tokens = await village.morning()
    # It gives every call some seconds; the morning took less than one.
    await tv.go("/layar")
    phone = await hall.device("phone", scale=1.5)
    await phone.go(f"/tiket/{tokens[ON_THE_PHONE]}")
    await tablet.press("#press-big")
    await expect(tablet.page.locator("#last-call")).to_contain_text("Panggilan A012")
    await village.speak()
    await expect(tv.page.locator("#hero .call-number")).to_have_text("A012")
    for words in ("terdengar ✓", "tampil ✓"):
        await expect(tablet.page.locator("#last-call")).to_contain_text(words)
    clock.passes(seconds=12)
    for guest in (tablet, phone):
        await guest.page.reload()
        await expect(guest.page.locator("body")).to_have_attribute("data-link", "up")
    await keep(tablet, "loket-dipanggil")
    await keep(tv, "tv-dipanggil")
    await keep(phone, "tiket-hp")
    for guest, name in ((tv, "tv"), (tablet, "tablet"), (phone, "phone")):
        await keep(guest, name, README)

    for times in (2, 3):
        clock.passes(seconds=10)
        await tablet.press("#press-recall")
        await expect(tablet.page.locator("#last-call")).to_contain_text(f"dipanggil {times}x")
        await village.speak()
        await expect(tablet.page.locator("#press-recall")).to_be_enabled()
    await tablet.press("#press-no-show")
    await tablet.press("#missed-open")
    await expect(tablet.page.locator("#missed-body button").first).to_be_enabled()
    clock.passes(seconds=15)
    await keep(tablet, "loket-terlewat")
    await tablet.press("#missed-open")


async def announcing(village: Village) -> None:
    """Somebody's car is in the way; it was heard, and the office's own texts are at hand."""
    api = village.hall.api
    made = await api.post("announcements", text="Perhatian, mohon kendaraan di depan pintu dipindahkan.")
    await village.announcer.say(speaking=made["seq"])
    await village.announcer.say(spoken=made["seq"])
    tablet = await village.signed_in("Ibu Sari", "/umumkan?loket=2", scale=0.75)
    await expect(tablet.page.locator("#announced .heard")).to_contain_text("terdengar")
    await keep(tablet, "umumkan")


async def in_the_waiting_room(village: Village) -> None:
    kiosk = await village.hall.kiosk(scale=0.4)
    # The servers of the tests start no voice; an office has one, and then the kiosk offers it.
    village.hall.server.office.context.speech.available = True
    await kiosk.go("/ambil")
    await expect(kiosk.page.locator("#listen button")).to_be_visible()
    await keep(kiosk, "kios")
    await kiosk.press("#service-K")
    await expect(kiosk.page.locator("#papers-ready")).to_be_visible()
    await keep(kiosk, "kios-berkas")


async def for_the_heads(village: Village) -> None:
    head = await village.signed_in("Pak Budi", "/atur", scale=0.75)
    await keep(head, "atur")
    await head.go("/atur/layanan/K")
    await head.page.fill("[name=quota]", "40")
    await keep(head, "atur-layanan")
    await head.press(".section .main-button >> nth=0")
    await expect(head.page.locator(".message")).to_contain_text("Tersimpan")
    village_head = await village.signed_in("Pak Hasan", "/atur/riwayat", scale=0.75)
    await keep(village_head, "riwayat")
    phone = await village.hall.device("phone", scale=1.5)
    await phone.go("/petugas")
    await keep(phone, "petugas-hari-ini")
    await trying_the_voice(village)
    await recording_a_voice(village)


async def trying_the_voice(village: Village) -> None:
    """The head of services has the loudspeaker say something, and it was heard."""
    head = await village.signed_in("Pak Budi", "/atur/suara", scale=0.75)
    state = head.page.locator("#voice-state")
    await village.announcer.say(ready={"voice": "pyttsx3", "sound": "speech"})
    await expect(state).to_contain_text("Panggilan diucapkan dengan suara komputer.")
    await head.press("form[data-here] button")
    await expect(state).to_contain_text("menunggu giliran")
    trial = max(village.hall.server.office.context.office.state.announcements)
    await village.announcer.say(speaking=trial)
    await village.announcer.say(spoken=trial)
    await expect(state).to_contain_text("terdengar")
    await keep(head, "atur-suara")


async def recording_a_voice(village: Village) -> None:
    """Somebody reads into the tablet; the file stands for the microphone."""
    head = await village.signed_in("Pak Budi", "/atur/suara/rekam", scale=0.75)
    page = head.page
    await page.get_by_label("Nama", exact=True).fill("Suara Bu Sri")
    await page.get_by_role("button", name="Mulai merekam").click()
    await head.go(f"{page.url.removeprefix(head.url)}?kata=nomor-antrean")
    await page.set_input_files("#file", {"name": "a.wav", "mimeType": "audio/wav", "buffer": wav(Take(seconds=1.1))})
    await page.get_by_role("button", name="Unggah", exact=True).click()
    await expect(page.locator("#verdict")).to_contain_text("Bagus.")
    await keep(head, "rekam", README, part="#recorder")


if __name__ == "__main__":
    asyncio.run(main())
