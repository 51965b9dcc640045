"""A form of accounts or devices that is tapped twice has one effect and one answer."""

import asyncio

import httpx
import pytest

from server.domain.access import Role
from server.web.cookies import PAIRING_COOKIE
from tests.live_office import LiveOffice
from tests.server.test_people_pages import issued_in

JOKO = {"name": "Pak Joko", "login": "joko", "role": "officer", "key": "k1"}


@pytest.fixture
async def admin(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html")


async def twice(client: httpx.AsyncClient, path: str, fields: dict[str, str]) -> list[httpx.Response]:
    return list(await asyncio.gather(*(client.post(path, data=fields) for _ in range(2))))


async def test_a_new_account_is_made_once_and_both_answers_show_its_pin(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    first, second = await twice(admin, "/atur/petugas", JOKO)

    assert (first.status_code, second.status_code) == (201, 201)
    assert issued_in(first.text) == issued_in(second.text) != ""
    assert issued_in((await admin.post("/atur/petugas", data=JOKO)).text) == issued_in(first.text), "sent again later"


async def test_the_same_key_with_other_words_is_refused_and_a_refusal_may_be_put_right(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    assert (await admin.post("/atur/petugas", data=JOKO | {"login": "?"})).status_code == 422
    assert (await admin.post("/atur/petugas", data=JOKO)).status_code == 201

    misused = await admin.post("/atur/petugas", data=JOKO | {"login": "jaka"})

    assert misused.status_code == 422
    assert "Kunci ini sudah dipakai" in misused.text
    assert live.running.context.doorkeeper.accounts.by_login("jaka") is None


async def test_a_new_pin_is_one_pin_for_ten_minutes_and_nobody_elses(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    await admin.post("/atur/petugas", data=JOKO)
    joko = live.running.context.doorkeeper.accounts.by_login("joko")
    assert joko is not None
    path, form = f"/atur/petugas/{joko.id}", {"action": "pin", "key": "k2"}
    first, second = await twice(admin, path, form)
    assert issued_in(first.text) == issued_in(second.text)

    other = await live.client(cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html")
    assert issued_in((await other.post(path, data=form)).text) != issued_in(first.text)
    live.false_clock.passes(seconds=601)
    assert issued_in((await admin.post(path, data=form)).text) != issued_in(first.text)


async def test_a_device_that_is_let_in_twice_is_one_device_and_nobody_reads_of_an_unknown_code(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    tv = await live.client(origin=live.url, accept="text/html")
    asked = await twice(tv, "/pasang", {"role": "tv", "key": "k3"})
    assert len({answer.cookies[PAIRING_COOKIE] for answer in asked}) == 1
    code = (await tv.get("/pasang/kode")).text.partition('class="code number">')[2][:9]

    answers = await twice(admin, "/atur/perangkat/izinkan", {"code": code, "role": "tv", "name": "TV", "key": "k4"})

    assert [answer.headers.get("location") for answer in answers] == ["/atur/perangkat?kabar=masuk"] * 2
    assert [row.name for row in live.running.context.doorkeeper.devices.paired() if row.role == Role.TV] == ["TV"]


async def test_a_pin_that_was_changed_is_not_called_wrong_by_the_second_tap(live: LiveOffice) -> None:
    tablet = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    form = {"present": "193746", "chosen": "583921", "again": "583921", "key": "k5"}

    answers = await twice(tablet, "/akun/pin", form)

    assert [answer.headers.get("location") for answer in answers] == ["/akun?kabar=diganti"] * 2
