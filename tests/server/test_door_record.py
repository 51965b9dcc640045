"""Whom and what an admin lets in, changes and turns out stands in the history: by name on the page, by id in the log."""

import httpx
import pytest

from server.config import Config
from server.domain.access import Role
from server.domain.door_events import DOOR_KINDS, AccountChanged, DeviceAdmitted
from server.domain.events import to_data
from server.web.cookies import DEVICE_COOKIE
from server.web.door_record import record_door_as
from tests.live_office import GOOD_PASSWORD, GOOD_PIN, TOKEN, LiveOffice, person_of


@pytest.fixture
async def admin(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html")


async def recorded(live: LiveOffice) -> list[tuple[object, ...]]:
    """Kind and fields of what the log knows of the door, oldest first; nobody's name among them."""
    records = [record for record in await live.office.after(0) if record.kind in DOOR_KINDS]
    assert not any(name in record.data for record in records for name in ("Ibu", "Pak", "TV depan", "TV baru"))
    assert {record.actor.partition(":")[0] for record in records} <= {"account", "device"}
    return [(record.kind, *to_data(record.event).values()) for record in records]


async def history(admin: httpx.AsyncClient, kind: str = "akses") -> str:
    answer = await admin.get("/atur/riwayat", params={"jenis": kind})
    assert answer.status_code == 200
    return answer.text


async def test_accounts_from_the_first_day_to_the_last(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    await admin.post("/atur/petugas", data={"name": "Pak Joko", "login": "joko", "role": "officer"})
    joko = live.running.context.doorkeeper.accounts.by_login("joko")
    assert joko is not None
    path = f"/atur/petugas/{joko.id}"
    change = {"action": "change", "name": "Pak Joko", "role": "head_of_services", "active": "1"}
    await admin.post(path, data=change)
    await admin.post(path, data=change)  # as it is already
    await admin.post(path, data={**change, "name": "Pak Joko Susilo"})
    await admin.post(path, data={"action": "pin"})
    await admin.post(path, data={"action": "password"})
    page = await history(admin)
    for words in (
        "Akun Pak Joko Susilo dibuat sebagai Petugas loket.",
        "Peran Pak Joko Susilo menjadi Kasi Pelayanan.",
        "Nama akun Pak Joko Susilo diganti.",
        "PIN baru sekali pakai dibuat untuk Pak Joko Susilo.",
        "Kata sandi baru sekali pakai dibuat untuk Pak Joko Susilo.",
        "Ibu Admin",
    ):
        assert words in page, words
    assert "Akun Pak Joko" not in await history(admin, "loket")

    await admin.post(path, data={**change, "name": "Pak Joko Susilo", "active": ""})
    assert "Akun Pak Joko Susilo dinonaktifkan." in await history(admin)
    await admin.post(path, data={"action": "erase"})
    page = await history(admin)
    assert "Joko" not in page
    assert f"Akun petugas yang sudah dihapus ({joko.id[:4]}) dihapus." in page
    assert await recorded(live) == [
        ("account_added", joko.id, "officer"),
        ("secret_renewed", joko.id, "pin", True),
        ("account_changed", joko.id, "role", "head_of_services"),
        ("account_changed", joko.id, "renamed", "head_of_services"),
        ("secret_renewed", joko.id, "pin", True),
        ("secret_renewed", joko.id, "password", True),
        ("account_changed", joko.id, "stopped", "head_of_services"),
        ("account_changed", joko.id, "erased", "head_of_services"),
    ]


async def test_what_is_refused_leaves_no_trace(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    ratna = await person_of(live.running.context.doorkeeper, Role.ADMIN)
    await admin.post("/atur/petugas", data={"name": "", "login": "x", "role": "officer"})
    await admin.post(f"/atur/petugas/{ratna.id}", data={"action": "change", "name": "Ibu", "role": "admin"})
    await admin.post(f"/atur/petugas/{ratna.id}", data={"action": "erase"})
    await admin.post("/atur/petugas/tidak-ada", data={"action": "pin"})
    await admin.post("/atur/perangkat/tidak-ada", data={"action": "revoke"})
    await admin.post("/atur/perangkat/izinkan", data={"code": "BCDF-GHJK", "role": "tv"})
    assert await recorded(live) == []


async def test_a_secret_of_ones_own_choice(live: LiveOffice) -> None:
    cookies = await live.official()
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    tablet = await live.client(cookies=cookies, origin=live.url)
    pin = {"present": GOOD_PIN, "chosen": "730519", "again": "730519"}
    assert (await tablet.post("/akun/pin", data=pin)).status_code == 303
    password = {"present": "730519", "chosen": f"{GOOD_PASSWORD} lagi", "again": f"{GOOD_PASSWORD} lagi"}
    assert (await tablet.post("/akun/sandi", data=password)).status_code == 303
    assert await recorded(live) == [
        ("secret_renewed", sari.id, "pin", False),
        ("secret_renewed", sari.id, "password", False),
    ]
    admin = await live.client(cookies=await live.official(Role.ADMIN), origin=live.url)
    page = await history(admin)
    assert "Ibu Officer mengganti PIN." in page
    assert "Ibu Officer mengganti kata sandi." in page


async def test_devices_let_in_renamed_and_turned_out(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    browser = await live.client(origin=live.url, accept="application/json")
    code = (await browser.post("/pasang", data={"role": "tv"})).json()["code"]
    await admin.post("/atur/perangkat/izinkan", data={"code": code, "role": "tv", "name": "TV depan"})
    keeper = live.running.context.doorkeeper
    device = next(row for row in keeper.devices.paired() if row.role == Role.TV)
    path = f"/atur/perangkat/{device.id}"
    await admin.post(path, data={"action": "rename", "name": "TV baru"})
    page = await history(admin)
    assert "Layar TV “TV baru” diizinkan." in page
    assert "Nama layar TV “TV baru” diganti." in page
    await admin.post(path, data={"action": "revoke"})
    page = await history(admin)
    assert f"Layar TV ({device.id[:4]}) diizinkan." in page
    assert f"Layar TV ({device.id[:4]}) dicabut." in page
    assert await recorded(live) == [
        ("device_admitted", device.id, "tv"),
        ("device_renamed", device.id, "tv"),
        ("device_revoked", device.id, "tv"),
    ]


async def test_a_device_that_becomes_another_one_is_turned_out_first(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    cookies = await live.device(Role.KIOSK)
    former = live.running.context.doorkeeper.devices.by_token(cookies[DEVICE_COOKIE])
    assert former is not None
    browser = await live.client(cookies=cookies, origin=live.url, accept="text/html")
    await browser.post("/pasang", data={"role": "tv"})
    code = (await browser.get("/pasang/kode")).text.partition('class="code number">')[2][:9]
    await admin.post("/atur/perangkat/izinkan", data={"code": code, "role": "tv"})
    await browser.get("/pasang/kode")
    assert (await recorded(live))[-1] == ("device_revoked", former.id, "kiosk")


async def test_a_browser_of_the_machine_itself_that_needs_no_code(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Config, "trusts_own_machine", True)
    keeper = live.running.context.doorkeeper
    await person_of(keeper, Role.ADMIN)
    browser = await live.client(origin=live.url, accept="text/html")
    await browser.get("/masuk")
    device = keeper.devices.by_token(browser.cookies[DEVICE_COOKIE])
    assert device is not None
    assert await recorded(live) == [("device_admitted", device.id, "staff")]


async def test_the_history_downloads_it_too(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    await admin.post(f"/atur/petugas/{sari.id}", data={"action": "pin"})
    table = (await admin.get("/atur/riwayat.csv")).text
    assert "Akun dan perangkat,PIN baru sekali pakai dibuat untuk Ibu Officer." in table


async def test_only_who_has_full_rights_reads_of_it_outside_of_the_history(live: LiveOffice) -> None:
    """A TV's and a kiosk's token travels in the open."""
    api = await live.client(TOKEN)
    await api.post("/api/v1/day/open", json={})
    opened = live.office.head
    for _ in range(3):
        await record_door_as(
            live.running.context, "api", DeviceAdmitted("d1", "tv"), AccountChanged("a1", "role", "admin")
        )
    head = live.office.head
    assert head == opened + 6
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url)

    told = (await kiosk.get("/api/v1/events", params={"after": opened - 1, "limit": 3})).json()
    assert ([event["seq"] for event in told["events"]], told["head"]) == ([opened], opened)
    whole = (await api.get("/api/v1/events", params={"after": opened, "limit": 3})).json()
    assert ([event["kind"] for event in whole["events"]], whole["head"]) == (
        ["device_admitted", "account_changed", "device_admitted"],
        head,
    )

    where = f"/feed?after={opened}&epoch={live.office.epoch}"
    announcer = await live.wire(where, await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    machine = await live.wire(where, TOKEN)
    await api.post("/api/v1/tickets", json={"service": "A"})
    assert (await announcer.until(lambda frame: "kind" in frame))["kind"] == "ticket_taken"
    assert (await machine.until(lambda frame: "kind" in frame))["kind"] == "device_admitted"
    told = (await kiosk.get("/api/v1/events", params={"after": opened, "limit": 3})).json()
    assert ([event["kind"] for event in told["events"]], told["head"]) == (["ticket_taken"], head + 1)
