"""The pages around a complaint, on a kiosk and while no complaint is taken: none of them leads nowhere."""

from dataclasses import replace

import pytest

from server.domain.access import Role
from tests.complaints.followed_complaint import LAMP
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice
from tests.server.complaint_sender import open_board
from tests.server.complaint_tracker import sent_complaint

SHUT = VILLAGE_TOML + "[complaints]\nopen = false\n"


async def page(live: LiveOffice, path: str, cookies: dict[str, str] | None = None) -> str:
    return (await (await live.client(accept="text/html", cookies=cookies)).get(path)).text


@pytest.mark.parametrize(
    "path", ["/aduan", "/aduan/sidik", "/aduan/privasi", "/aduan/sop", "/aduan/baru", "/aduan/kartu/none/laporkan"]
)
async def test_on_a_kiosk_every_page_leads_back_to_the_numbers(start: Starter, path: str) -> None:
    """`/aduan/baru` stands for a problem's page: nobody can receive a complaint here."""
    live = await start()
    on_kiosk = await page(live, path, await live.device(Role.KIOSK))
    assert 'data-home-ms="60000"' in on_kiosk
    assert '<a class="button" href="/ambil">' in on_kiosk
    assert "/assets/kiosk-home.js" in on_kiosk
    on_phone = await page(live, path)
    assert "<h1" in on_phone
    assert "data-home-ms" not in on_phone


async def test_a_kiosks_own_pages_keep_their_own_clock(start: Starter) -> None:
    live = await start()
    await open_board(live)
    kiosk = await live.device(Role.KIOSK)
    for path in ("/ambil", "/aduan/baru", "/aduan/lacak"):
        assert "data-home-ms" not in await page(live, path, kiosk)


@pytest.mark.parametrize("toml", [VILLAGE_TOML, SHUT], ids=["nobody to receive it", "shut on purpose"])
async def test_where_none_is_taken_nobody_is_invited(start: Starter, toml: str) -> None:
    live = await start(office_toml=toml)
    if toml == SHUT:
        await open_board(live)
    for path in ("/aduan", "/aduan/lacak", "/aduan/privasi"):
        assert 'href="/aduan/baru"' not in await page(live, path), path
    assert "Datang ke loket" in await page(live, "/aduan")
    refused = await page(live, "/aduan/baru")
    assert ("tidak menerima aduan lewat halaman ini" in refused) is (toml == SHUT)
    assert ("coba lagi besok" in refused) is (toml != SHUT)
    assert 'href="/aduan">' in refused


async def test_where_one_is_taken_everybody_is_invited(start: Starter) -> None:
    live = await start()
    await open_board(live)
    for path in ("/aduan", "/aduan/lacak", "/aduan/privasi"):
        assert 'href="/aduan/baru"' in await page(live, path), path
    assert "Datang ke loket" not in await page(live, "/aduan")


async def test_a_kiosk_of_an_office_that_takes_none_any_more_still_shows_the_answers(start: Starter) -> None:
    live = await start(office_toml=SHUT)
    kiosk = await live.device(Role.KIOSK)
    await open_board(live)
    assert "/aduan/lacak" not in await page(live, "/ambil", kiosk)
    handler = live.running.context.complaints.office.state.staffed
    assert handler is not None
    await sent_complaint(live, replace(LAMP, hamlet=""), handler.ladder[0])
    shown = await page(live, "/ambil", kiosk)
    assert "/aduan/lacak" in shown
    assert "/aduan/baru" not in shown
    assert "/aduan/lacak" not in await page(live, "/ambil")
