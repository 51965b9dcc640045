"""What an admin does with the accounts of the office."""

import re

import httpx
import pytest

from server.domain.access import Role
from tests.live_office import GOOD_PIN, LiveOffice, person_of


@pytest.fixture
async def admin(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html")


def issued_in(page: str) -> str:
    return page.partition('class="code number">')[2].partition("<")[0]


async def test_a_new_official_gets_a_pin_that_is_shown_once(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    added = await admin.post("/atur/petugas", data={"name": "Pak Joko", "login": "joko", "role": "officer"})

    assert added.status_code == 201
    pin = issued_in(added.text)
    assert re.fullmatch(r"\d{6}", pin)
    joko = live.running.context.doorkeeper.accounts.by_login("joko")
    assert joko is not None
    for path in ("/atur/petugas", f"/atur/petugas/{joko.id}"):
        assert pin not in (await admin.get(path)).text
    tablet = await live.client(cookies=await live.device(Role.STAFF), origin=live.url)
    answer = await tablet.post("/masuk", data={"account": joko.id, "pin": pin})
    assert answer.headers["location"].startswith("/akun?")


async def test_what_is_refused_keeps_what_was_typed(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    await person_of(live.running.context.doorkeeper, Role.OFFICER)
    answer = await admin.post("/atur/petugas", data={"name": "Pak <Joko>", "login": "officer", "role": "village_head"})

    assert answer.status_code == 422
    assert "sudah dipakai" in answer.text
    assert 'value="Pak &lt;Joko&gt;"' in answer.text
    assert '<option value="village_head" selected>' in answer.text


async def test_a_forgotten_pin_is_replaced_and_the_person_signed_out(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    cookies = await live.official()
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    answer = await admin.post(f"/atur/petugas/{sari.id}", data={"action": "pin"})
    pin = issued_in(answer.text)

    tablet = await live.client(cookies=cookies, origin=live.url)
    assert (await tablet.get("/loket/1")).status_code == 303
    assert (await tablet.post("/masuk", data={"account": sari.id, "pin": GOOD_PIN})).status_code == 403
    live.false_clock.passes(seconds=1)
    assert (await tablet.post("/masuk", data={"account": sari.id, "pin": pin})).status_code == 303
    password = issued_in((await admin.post(f"/atur/petugas/{sari.id}", data={"action": "password"})).text)
    assert re.fullmatch(r"([B-Z]{4}-){3}[B-Z]{4}", password)
    phone = await live.client(origin=live.url)
    answer = await phone.post("/masuk", data={"login": sari.login, "password": password})
    assert answer.headers["location"].startswith("/akun?")


async def test_a_role_that_changes_changes_at_once(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    browser = await live.client(cookies=await live.official(), origin=live.url)
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    form = {"action": "change", "name": "Ibu Sari", "role": "village_head", "active": "1"}

    assert (await admin.post(f"/atur/petugas/{sari.id}", data=form)).status_code == 303

    assert (await browser.post("/hari/buka")).status_code == 403
    assert live.running.context.names.of(sari.id) == "Ibu Sari"


async def test_who_leaves_is_signed_out_and_can_be_erased(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    browser = await live.client(cookies=await live.official(), origin=live.url)
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    path = f"/atur/petugas/{sari.id}"
    assert (await admin.post(path, data={"action": "erase"})).status_code == 409

    await admin.post(path, data={"action": "change", "name": sari.name, "role": sari.role})

    assert (await browser.post("/hari/buka")).status_code == 401
    assert (await browser.post("/masuk", data={"account": sari.id, "pin": GOOD_PIN})).status_code == 403
    assert (await admin.post(path, data={"action": "erase"})).status_code == 303
    assert (await admin.get(path)).status_code == 404
    assert sari.name not in repr(await live.office.store.accounts())


async def test_the_last_admin_cannot_put_himself_out(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    ratna = await person_of(live.running.context.doorkeeper, Role.ADMIN)
    form = {"action": "change", "name": ratna.name, "role": "admin"}

    answer = await admin.post(f"/atur/petugas/{ratna.id}", data=form)

    assert answer.status_code == 422
    assert "admin terakhir" in answer.text
    assert (await admin.get("/atur/petugas")).status_code == 200


async def test_an_admin_signs_somebody_out_here_or_everywhere(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    first, second = [await live.client(cookies=await live.official(), origin=live.url) for _ in range(2)]
    keeper = live.running.context.doorkeeper
    sari = await person_of(keeper, Role.OFFICER)
    path = f"/atur/petugas/{sari.id}"
    session, _ = keeper.sessions_of(sari.id)

    await admin.post(path, data={"action": "end-one", "session": session.id})
    assert sorted([(await browser.get("/loket/1")).status_code for browser in (first, second)]) == [200, 303]
    await admin.post(path, data={"action": "end"})
    assert [(await browser.get("/loket/1")).status_code for browser in (first, second)] == [303, 303]


async def test_nonsense_changes_nothing(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    before = await live.office.store.accounts()
    ratna = await person_of(live.running.context.doorkeeper, Role.ADMIN)
    assert (await admin.post(f"/atur/petugas/{ratna.id}", data={"action": "?"})).status_code == 404
    for action in ("pin", "password", "erase", "change", "end"):
        answer = await admin.post("/atur/petugas/tidak-ada", data={"action": action})
        assert answer.status_code in {404, 409, 422}
    assert await live.office.store.accounts() == before
