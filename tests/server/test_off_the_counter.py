"""Nobody keeps a counter who can press there no more, and the hall sees it at once; what is going on at the counter goes on."""

import httpx
import pytest

from server.domain.access import Role
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice, person_of

SHOWING = VILLAGE_TOML.replace("phone_tickets = true", "phone_tickets = true\nshow_officials = true")


@pytest.fixture
async def live(start: Starter) -> LiveOffice:
    """A village that shows its officials' names."""
    return await start(office_toml=SHOWING)


@pytest.fixture
async def admin(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html")


@pytest.fixture
async def tablet(live: LiveOffice) -> httpx.AsyncClient:
    """That of counter 2, where an official has sat down."""
    tablet = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    await tablet.post("/loket", data={"counter": "2"})
    assert live.office.state.counters["2"].account
    return tablet


async def change(live: LiveOffice, admin: httpx.AsyncClient, **fields: str) -> None:
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    form = {"action": "change", "name": sari.name, "role": sari.role, **fields}
    assert (await admin.post(f"/atur/petugas/{sari.id}", data=form)).status_code == 303


@pytest.mark.usefixtures("tablet")
async def test_the_hall_sees_that_somebody_is_out_of_work(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    api = await live.api()
    await api.post("day/open")
    await api.post("counters/2/open", json={})
    await api.post("tickets", json={"service": "B"})
    await api.post("counters/2/next", json={})
    presence, tv = await live.wire("/screen/presence"), await live.wire("/screen/tv")
    assert "Ibu Officer" in (await presence.next())["parts"]["rows"]
    assert "Ibu Officer" in (await tv.next())["parts"]["counters"]

    await change(live, admin)

    assert "Ibu Officer" not in await presence.until_part("rows", "Loket 2")
    assert "Ibu Officer" not in await tv.until_part("counters", "B001")
    assert live.office.state.counters["2"].ticket == "B001"


@pytest.mark.usefixtures("tablet")
async def test_who_only_reads_from_now_on_serves_nowhere(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    await change(live, admin, role="head_of_services", active="1")
    assert live.office.state.counters["2"].account
    await change(live, admin, role="village_head", active="1")
    assert live.office.state.counters["2"].account == ""


async def test_a_tablet_that_becomes_a_tv_leaves_its_counter(
    live: LiveOffice, admin: httpx.AsyncClient, tablet: httpx.AsyncClient
) -> None:
    await tablet.post("/pasang", data={"role": "tv"})
    code = (await tablet.get("/pasang/kode")).text.partition('class="code number">')[2][:9]
    await admin.post("/atur/perangkat/izinkan", data={"code": code, "role": "tv"})
    await tablet.get("/pasang/kode")
    assert live.office.state.counters["2"].account == ""


async def test_who_ends_the_last_own_session_is_off(live: LiveOffice, tablet: httpx.AsyncClient) -> None:
    keeper = live.running.context.doorkeeper
    (session,) = keeper.sessions_of(live.office.state.counters["2"].account)
    await tablet.post("/akun/sesi", data={"session": session.id})
    assert live.office.state.counters["2"].account == ""
