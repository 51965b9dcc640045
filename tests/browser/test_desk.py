"""The complaint desk in a browser: a village with one official opens its board, a case is handled to its end, the glass is broken."""

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.async_api import FilePayload, expect

from server.complaints.draft import Draft
from server.complaints.office import Done
from server.domain.access import Role
from server.domain.complaint_commands import ConfirmFix, GiveInfo, Reopen
from tests.browser.guest import Guest
from tests.browser.hall import Hall
from tests.live_office import GOOD_PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STORY = "Lampu jalan di depan balai mati sejak minggu lalu. Malam gelap sekali, anak-anak takut lewat."


def photo(seed: int) -> FilePayload:
    dice = np.random.default_rng(seed)
    made = Image.fromarray(dice.integers(0, 255, (12, 16), dtype=np.uint8), "L").resize((320, 240)).convert("RGB")
    out = io.BytesIO()
    made.save(out, "JPEG")
    return FilePayload(name="bukti.jpg", mimeType="image/jpeg", buffer=out.getvalue())


async def unlock(guest: Guest) -> None:
    await guest.page.fill("#password", GOOD_PASSWORD)
    await guest.press(".card button.main-button")


async def open_desk(hall: Hall, kind: str = "tablet", *, script: bool = True) -> Guest:
    """The head of services signs in on a device of her own, opens the desk, and with it the board of a new office."""
    guest = await hall.device(kind, script=script)
    await guest.go("/masuk?cara=sandi&lanjut=/meja")
    await hall.sign_in_as_head(guest)
    # Both doors have a field for the password.
    await expect(guest.page.locator("h1")).to_have_text("Meja aduan")
    await unlock(guest)
    return guest


async def open_board(guest: Guest, name: str = "desk", told: str = "sudah dicetak dan dicocokkan") -> None:
    """Who works at the desk, and the sheet, one line of which is typed back; `told` of it then."""
    await expect(guest.page.locator("h1")).to_have_text("Buka papan aduan")
    await guest.look(f"{name}-staffing")
    await guest.press("form.panel > button.main-button")
    await expect(guest.page.locator("h1")).to_have_text("Lembar pemulihan aduan")
    await guest.press("form.panel button.main-button")
    await expect(guest.page.locator(".sheet-lines li")).to_have_count(7)
    await guest.look(f"{name}-sheet")
    asked = re.search(r"ke-(\d)", await guest.page.locator("label[for=line]").inner_text())
    assert asked is not None
    await guest.page.fill("#line", await guest.page.locator(".sheet-lines li").nth(int(asked[1]) - 1).inner_text())
    await guest.press("form.panel button.main-button")
    await expect(guest.page.locator("main")).to_contain_text(told)
    await guest.go("/meja")


async def sent(hall: Hall, **more: object) -> str:
    """A complaint comes in; its id."""
    complaints = hall.server.office.context.complaints
    before = set(complaints.office.state.complaints)
    await complaints.intake.submit(Draft(**{"category": "lampu", "story": STORY, "landmark": "Balai desa", **more}))  # type: ignore[arg-type]
    (new,) = set(complaints.office.state.complaints) - before
    return new


async def by_sender(hall: Hall, command: object) -> None:
    assert isinstance(await hall.server.office.context.complaints.office.do(command, actor="sender"), Done)  # type: ignore[arg-type]


async def write(guest: Guest, action: str, words: str) -> None:
    await guest.press(f"#sheet-{action} > summary")
    await guest.page.fill(f"#words-{action}", words)


async def send(guest: Guest, action: str) -> None:
    await guest.press(f"#sheet-{action} .desk-form button:last-child")


async def propose(guest: Guest, words: str, seed: int) -> None:
    await write(guest, "selesai", words)
    await guest.page.set_input_files("#proof", photo(seed))
    await send(guest, "selesai")


async def test_one_official_opens_the_board_and_handles_a_case_to_its_end(hall: Hall) -> None:
    desk = await open_desk(hall)
    await open_board(desk)
    await expect(desk.page.locator("#desk-badge")).to_contain_text("Tidak ada yang mendesak")
    case = await sent(hall)
    await expect(desk.page.locator("#desk-badge")).to_contain_text("1 aduan baru")
    await desk.page.reload()
    await desk.look("desk-inbox")
    await desk.press(".desk-row a")
    await expect(desk.page.locator(".desk-story")).to_contain_text(STORY)
    await desk.look("desk-case")
    await desk.press("form[action$='/periksa'] button")
    await expect(desk.page.locator("#state")).to_contain_text("Diperiksa")
    await write(desk, "tanya", "Tiang yang sebelah mana?")
    await desk.look("desk-case-asks")
    await send(desk, "tanya")
    await expect(desk.page.locator("#state")).to_contain_text("Menunggu jawaban pelapor")
    await by_sender(hall, GiveInfo(case, "0" * 16))
    await desk.page.reload()
    await desk.press("#sheet-jawab > summary")
    await desk.page.select_option("#insert-jawab", label="Rencana perbaikan")
    await desk.page.fill("#words-jawab", (await desk.page.input_value("#words-jawab")).replace("...", "Kamis"))
    await send(desk, "jawab")
    await expect(desk.page.locator(".said-official").last).to_contain_text("pada Kamis")
    await desk.press("form[action$='/tangani'] button")
    await expect(desk.page.locator("#state")).to_contain_text("Didisposisikan")
    await propose(desk, "Lampu sudah diganti.", 1)
    await expect(desk.page.locator("#state")).to_contain_text("Menunggu konfirmasi pelapor")
    await by_sender(hall, Reopen(case))
    await desk.page.reload()
    await expect(desk.page.locator("#state")).to_contain_text("Dibuka kembali")
    desk.pardon("422")
    await propose(desk, "Diganti sekali lagi.", 1)
    await expect(desk.page.locator(".problem")).to_contain_text("mirip dengan bukti")
    await expect(desk.page.locator("#words-selesai")).to_have_value("Diganti sekali lagi.")
    await desk.page.set_input_files("#proof", photo(2))
    await send(desk, "selesai")
    await expect(desk.page.locator("#state")).to_contain_text("Menunggu konfirmasi pelapor")
    await by_sender(hall, ConfirmFix(case))
    await desk.page.reload()
    await expect(desk.page.locator("#state")).to_contain_text("Selesai, diakui pelapor")
    await desk.look("desk-case-done")
    await desk.press("form[action='/meja/kunci'] button")
    await expect(desk.page.locator("#password")).to_be_visible()
    await desk.look("desk-door")


async def test_two_custodians_break_the_glass(hall: Hall) -> None:
    context = hall.server.office.context
    desk = await open_desk(hall, "tablet-wide")
    others = [hall.server.person(role) for role in (Role.ADMIN, Role.OFFICER)]
    for person in others:
        await context.complaints.sealing.staff.ensure(person.id, GOOD_PASSWORD)
    await desk.page.select_option("#sekdes", others[0].id)
    await desk.page.select_option("#kades", others[1].id)
    for box in await desk.page.locator("input[name=custodian]").all():
        await box.check()
    await open_board(desk, "desk-three", "Lembar baru menunggu dicocokkan")
    case = await sent(
        hall, category="pungli", name="Bu Wagiyem", contact="warung ujung", story="Diminta uang untuk surat."
    )
    await desk.go(f"/meja/aduan/{case}")
    await desk.press("#sheet-identitas > summary")
    await desk.look("desk-asks-identity")
    await send(desk, "identitas")
    await expect(desk.page.locator(".message.notice")).to_contain_text("menunggu persetujuan")
    for role in (Role.ADMIN, Role.OFFICER):
        custodian = await hall.device("tablet")
        await custodian.go("/masuk?cara=sandi&lanjut=/meja/identitas")
        await custodian.page.fill("#login", hall.server.person(role).login)
        await custodian.page.fill("#password", GOOD_PASSWORD)
        await custodian.press("button.main-button")
        await expect(custodian.page.locator("h1")).to_have_text("Meja aduan")
        await unlock(custodian)
        await expect(custodian.page.locator("h1")).to_have_text("Permintaan identitas")
        await custodian.look(f"desk-identities-{role}")
        await custodian.press("button:has-text('Setujui')")
        await expect(custodian.page.locator("main")).not_to_contain_text("Setujui")
        await expect(custodian.page.locator("body")).not_to_contain_text("Wagiyem")
    await desk.go(f"/meja/aduan/{case}")
    await expect(desk.page.locator("body")).not_to_contain_text("Wagiyem")
    await desk.press("form[action$='/lihat-identitas'] button")
    await expect(desk.page.locator(".issued")).to_contain_text("Bu Wagiyem")
    await desk.look("desk-identity")
    await desk.press("form[action$='/tutup-identitas'] button")
    await expect(desk.page.locator("body")).not_to_contain_text("Wagiyem")


async def test_it_works_on_a_phone_without_scripts(hall: Hall) -> None:
    phone = await open_desk(hall, "phone", script=False)
    await open_board_plain(phone)
    case = await sent(hall)
    await phone.go(f"/meja/aduan/{case}")
    await phone.page.locator("#sheet-jawab > summary").click()
    await phone.page.fill("#words-jawab", "Kami periksa besok.")
    await phone.page.locator("#sheet-jawab .desk-form button:last-child").click()
    await expect(phone.page.locator(".said-official")).to_contain_text("Kami periksa besok.")


# The pages themselves are judged from samples in every run; here, whether the real ones are like them.
@pytest.mark.soak
async def test_its_other_pages_on_a_phone(hall: Hall) -> None:
    phone = await open_desk(hall, "phone")
    await open_board(phone, "desk-phone")
    case = await sent(hall)
    for path, name in (
        ("/meja", "inbox"),
        (f"/meja/aduan/{case}", "case"),
        ("/meja/contoh", "templates"),
        ("/meja/insiden", "incident"),
        ("/meja/petugas", "petugas"),
        ("/aduan/sop", "sop"),
    ):
        await phone.go(path)
        await phone.look(f"desk-phone-{name}")


async def open_board_plain(guest: Guest) -> None:
    await guest.page.locator("form.panel > button.main-button").click()
    await guest.go("/meja")
