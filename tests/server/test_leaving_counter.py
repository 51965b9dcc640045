"""Who is off the counter: whoever leaves the tablet there, and whoever is signed in nowhere any more; nobody else."""

import httpx
import pytest

from server.domain.access import Role
from server.web.cookies import COUNTER_COOKIE, DEVICE_COOKIE
from tests.live_office import GOOD_PASSWORD, GOOD_PIN, LiveOffice, person_of


async def tablet(
    live: LiveOffice, role: Role = Role.OFFICER, cookies: dict[str, str] | None = None
) -> httpx.AsyncClient:
    """A tablet of its own on which the person of that role has signed in."""
    cookies = await live.official(role) if cookies is None else cookies
    return await live.client(cookies=cookies, origin=live.url, accept="text/html")


async def id_of(live: LiveOffice, role: Role = Role.OFFICER) -> str:
    return (await person_of(live.running.context.doorkeeper, role)).id


def serving(live: LiveOffice, counter: str) -> str:
    return live.office.state.counters[counter].account


# Signing out


async def test_whoever_leaves_the_tablet_of_the_counter_leaves_the_counter(live: LiveOffice) -> None:
    here, elsewhere = await tablet(live), await tablet(live)
    await elsewhere.post("/loket", data={"counter": "1"})
    await here.post("/loket", data={"counter": "2"})
    await here.post("/keluar")
    assert (serving(live, "1"), serving(live, "2")) == ("", "")


async def test_an_older_tablet_takes_nobody_off_the_counter_where_they_serve_now(live: LiveOffice) -> None:
    older, newer = await tablet(live), await tablet(live)
    sari, budi = await id_of(live), await id_of(live, Role.HEAD_OF_SERVICES)
    await older.post("/loket", data={"counter": "1"})
    await newer.post("/loket", data={"counter": "2"})

    # Somebody else signs in on the tablet that she has left.
    assert (await older.post("/masuk", data={"account": budi, "pin": GOOD_PIN})).status_code == 303
    assert serving(live, "2") == sari
    await older.post("/keluar")
    assert serving(live, "2") == sari

    await newer.post("/keluar")
    assert serving(live, "2") == ""


async def test_leaving_on_a_phone_leaves_the_tablet_alone(live: LiveOffice) -> None:
    here = await tablet(live)
    await here.post("/loket", data={"counter": "2"})
    phone = await live.client(origin=live.url)
    assert (await phone.post("/masuk", data={"login": "officer", "password": GOOD_PASSWORD})).status_code == 303
    await phone.post("/keluar")
    assert serving(live, "2") == await id_of(live)


async def test_the_last_tablet_that_is_left_frees_the_counter_whichever_it_is(live: LiveOffice) -> None:
    here = await tablet(live)
    await here.post("/loket", data={"counter": "2"})
    here.cookies.delete(COUNTER_COOKIE)
    await here.post("/keluar")
    assert serving(live, "2") == ""


# What an admin does


@pytest.fixture
async def admin(live: LiveOffice) -> httpx.AsyncClient:
    return await tablet(live, Role.ADMIN)


@pytest.mark.parametrize(
    "change",
    [
        {"action": "change", "name": "Ibu Officer", "role": "officer", "active": ""},
        {"action": "erase"},
        {"action": "end"},
        {"action": "pin"},
        {"action": "password"},
    ],
)
async def test_whoever_is_signed_out_by_an_admin_is_off_the_counter(
    live: LiveOffice, admin: httpx.AsyncClient, change: dict[str, str]
) -> None:
    here = await tablet(live)
    await here.post("/loket", data={"counter": "2"})
    person = await id_of(live)
    if change["action"] == "erase":
        # Only an account that is out of work is erased; as an older version has left it at the counter.
        await live.running.context.doorkeeper.change_account(person, name="Ibu Officer", role="officer", active=False)
    await admin.post(f"/atur/petugas/{person}", data=change)
    assert serving(live, "2") == ""


async def test_one_session_of_several_leaves_the_counter_to_its_official(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    here = await tablet(live)
    await here.post("/loket", data={"counter": "2"})
    await live.official()
    person, keeper = await id_of(live), live.running.context.doorkeeper
    kept, other = keeper.sessions_of(person)
    await admin.post(f"/atur/petugas/{person}", data={"action": "end-one", "session": other.id})
    assert serving(live, "2") == person
    await admin.post(f"/atur/petugas/{person}", data={"action": "end-one", "session": kept.id})
    assert serving(live, "2") == ""


async def test_a_tablet_that_is_turned_out_frees_its_counter(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    cookies = await live.official()
    here = await tablet(live, cookies=cookies)
    await here.post("/loket", data={"counter": "2"})
    device = live.running.context.doorkeeper.devices.by_token(cookies[DEVICE_COOKIE])
    assert device is not None
    answer = await admin.post(f"/atur/perangkat/{device.id}", data={"action": "revoke"})
    assert answer.headers["location"].endswith("kabar=dicabut")
    assert serving(live, "2") == ""


async def test_a_name_that_is_changed_leaves_everybody_seated(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    here = await tablet(live)
    await here.post("/loket", data={"counter": "2"})
    person = await id_of(live)
    changed = {"action": "change", "name": "Ibu Sari", "role": "officer", "active": "1"}
    await admin.post(f"/atur/petugas/{person}", data=changed)
    assert serving(live, "2") == person
