"""Who serves today: for everybody, with names only where the office shows them."""

import pytest

from server.domain.access import Role
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice, person_of

SHOWING = VILLAGE_TOML.replace("phone_tickets = true", "phone_tickets = true\nshow_officials = true")


async def seated(live: LiveOffice) -> str:
    """An official sits at counter 1 and somebody is there; her name."""
    browser = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    await browser.post("/loket", data={"counter": "1"})
    api = await live.api()
    await api.post("day/open")
    await api.post("counters/1/serve", json={"service": "A"})
    return (await person_of(live.running.context.doorkeeper, Role.OFFICER)).name


@pytest.mark.parametrize("page", ["/petugas", "/layar"])
async def test_names_are_shown_only_where_the_office_says_so(start: Starter, page: str) -> None:
    silent = await start()
    assert await seated(silent) not in (await (await silent.client()).get(page)).text


@pytest.mark.parametrize("page", ["/petugas", "/layar"])
async def test_everybody_sees_who_serves(start: Starter, page: str) -> None:
    live = await start(office_toml=SHOWING)
    assert await seated(live) in (await (await live.client()).get(page)).text


async def test_the_page_follows_the_counter(start: Starter) -> None:
    live = await start(office_toml=SHOWING)
    wire = await live.wire("/screen/presence")
    await wire.next()
    name = await seated(live)
    assert name in await wire.until_part("rows", "melayani")
    api = await live.api()
    await api.post("counters/1/finish", json={})
    await api.post("counters/1/break", json={})
    await wire.until_part("rows", "istirahat")
