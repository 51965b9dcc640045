"""The head of services sets the office up: on a PC, on a tablet, without scripts, and every screen follows at once."""

import io
import re

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.browser.guest import Guest
from tests.browser.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAGES = {
    "": "Pengaturan",
    "/kantor": "Kantor",
    "/layanan": "Layanan",
    "/layanan/A": "Layanan A",
    "/layanan/baru": "Layanan baru",
    "/loket": "Loket",
    "/loket/2": "Loket 2",
    "/jam": "Jam dan hari libur",
    "/aturan": "Aturan antrean",
    "/layar": "Layar TV",
    "/layar/tv/baru": "Layar baru",
    "/suara": "Suara",
    "/suara/kata": "Ucapan kata",
    "/suara/ruang": "Ruang",
    "/suara/ruang/baru": "Ruang baru",
    "/pengumuman": "Pengumuman",
    "/pengumuman/istirahat": "Istirahat",
    "/printer": "Printer",
    "/berkas": "Berkas pengaturan",
    "/riwayat": "Riwayat",
}


async def head(hall: Hall, kind: str = "tablet-wide", **how: object) -> Guest:
    """A device on which the head of services has signed in, at the settings."""
    guest = await hall.device(kind, **how)  # type: ignore[arg-type]
    await guest.go("/masuk?lanjut=/atur")
    await hall.sign_in_as_head(guest)
    await expect(guest.page.locator("h1")).to_have_text("Pengaturan")
    return guest


# The pages are judged from samples in every run; here, whether the real ones are like them.
@pytest.mark.soak
@pytest.mark.parametrize("kind", ["phone", "tablet-wide", "tablet"])
async def test_every_page_is_readable_and_for_everybody(hall: Hall, kind: str) -> None:
    guest = await head(hall, kind)
    for path, title in PAGES.items():
        await guest.go(f"/atur{path}")
        await expect(guest.page.locator("h1")).to_have_text(title)
        await guest.look(f"settings{path.replace('/', '-')}")


async def test_a_change_reaches_the_kiosk_and_the_tv_at_once(hall: Hall) -> None:
    await hall.api.open_day()
    tv, kiosk, desk = await hall.tv(), await hall.kiosk(), await head(hall)
    await expect(kiosk.page.locator("#service-A")).to_contain_text("Surat pengantar")

    await desk.page.get_by_role("link", name="Layanan Huruf").click()
    await desk.page.get_by_role("link", name="Surat pengantar").click()
    await desk.page.get_by_label("Nama layanan").fill("Surat pengantar RT")
    await desk.page.get_by_role("button", name="Simpan").click()
    await expect(desk.page.get_by_role("status")).to_contain_text("Tersimpan")
    await expect(kiosk.page.locator("#service-A")).to_contain_text("Surat pengantar RT")

    await desk.go("/atur/layar")
    await desk.page.get_by_label("Jarak bangku terjauh").fill("6")
    await desk.page.get_by_role("button", name="Simpan").click()
    await expect(desk.page.locator(".facts")).to_contain_text("130 %")
    # The frame of the page has changed, so the TV fetches itself anew.
    await expect(tv.page.locator("body")).to_have_class(re.compile(r"\bscale-130 edge-5 one-line\b"))


async def test_what_is_wrong_is_marked_and_read_out_and_nothing_is_lost(hall: Hall) -> None:
    desk = await head(hall)
    desk.pardon("422")
    page = desk.page
    await desk.go("/atur/layanan/K")
    await page.get_by_label("Nama pendek di TV").fill("KTP dan KK dan lainnya"[:16])
    await page.get_by_label("Lama biasa di loket").fill("sebentar")
    await page.get_by_label("Syarat yang dibawa warga").fill("KTP asli\nKK asli")
    await page.get_by_role("button", name="Simpan").click()

    minutes = page.get_by_label("Lama biasa di loket")
    await expect(minutes).to_have_attribute("aria-invalid", "true")
    await expect(minutes).to_have_accessible_description("Isi angka bulat 1 sampai 240.")
    await expect(minutes).to_have_value("sebentar")
    await expect(page.get_by_label("Syarat yang dibawa warga")).to_have_value("KTP asli\nKK asli")
    await desk.look("settings-wrong")

    await minutes.fill("15")
    await page.get_by_role("button", name="Simpan").click()
    await expect(page.get_by_role("status")).to_contain_text("Tersimpan")


async def test_two_heads_on_one_page(hall: Hall) -> None:
    first, second = await head(hall), await head(hall, "tablet")
    second.pardon("409")
    for guest in (first, second):
        await guest.go("/atur/aturan")
    await first.page.get_by_label("Batas didahului").fill("6")
    await first.page.get_by_role("button", name="Simpan").click()
    await expect(first.page.get_by_role("status")).to_contain_text("Tersimpan")

    await second.page.get_by_label("Yang terlewat kembali setelah").fill("3")
    await second.page.get_by_role("button", name="Simpan").click()
    await expect(second.page.get_by_role("alert")).to_contain_text("batas didahului 4 menjadi 6")
    await expect(second.page.get_by_label("Yang terlewat kembali setelah")).to_have_value("3")
    await second.look("settings-newer")


async def test_everything_without_scripts(hall: Hall) -> None:
    desk = await head(hall, script=False)
    page = desk.page
    await page.get_by_role("link", name="Loket Nama").click()
    await page.get_by_role("link", name="Tambah loket").click()
    await page.get_by_label("Keterangan di TV").fill("Umum")
    await page.get_by_label("U · Umum dan lainnya").check()
    await page.get_by_role("button", name="Simpan").click()
    await expect(page.get_by_role("link", name="Loket 5")).to_be_visible()

    await page.get_by_role("link", name="Loket 5").click()
    await page.get_by_text("Hapus loket ini").first.click()
    await page.get_by_role("button", name="Hapus loket ini").click()
    await expect(page.get_by_role("link", name="Loket 5")).to_have_count(0)

    await desk.go("/atur/riwayat?jenis=pengaturan")
    history = page.locator(".history")
    await expect(history).to_contain_text("Loket 5 ditambahkan.")
    await expect(history).to_contain_text("Loket 5 dihapus.")


async def test_a_logo_and_a_picture_are_put_up_and_the_file_is_checked_before_it_is_used(hall: Hall) -> None:
    desk = await head(hall)
    desk.pardon("422")
    page = desk.page
    made = io.BytesIO()
    Image.new("RGB", (640, 360), "green").save(made, "PNG")
    picture = {"name": "peta.png", "mimeType": "image/png", "buffer": made.getvalue()}
    await desk.go("/atur/kantor")
    await page.set_input_files("#file", picture)
    await page.get_by_role("button", name="Pasang logo").click()
    await expect(page.get_by_role("button", name="Lepas Logo sekarang")).to_be_visible()
    await expect(page.locator(".row-picture")).to_have_js_property("naturalWidth", 512)

    await desk.go("/atur/layar")
    await page.set_input_files("#file", {"name": "a.png", "mimeType": "image/png", "buffer": b"bukan gambar"})
    await page.get_by_label("Keterangan singkat").fill("Peta desa")
    await page.get_by_role("button", name="Pasang di layar").click()
    await expect(page.get_by_role("alert")).to_contain_text("bukan gambar PNG, JPEG, atau WebP")

    await desk.go("/atur/berkas")
    await page.get_by_label("Atau tempelkan isinya").fill('name = "Kantor"')
    await page.get_by_role("button", name="Lihat perubahannya").click()
    await expect(page.get_by_role("alert")).to_contain_text("belum ada")
    await expect(page.get_by_label("Atau tempelkan isinya")).to_have_value('name = "Kantor"')
