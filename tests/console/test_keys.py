"""`silakan pin`: the way back in for an office whose admin forgot everything."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server.clock import SystemClock
from server.console.failure import Misuse
from server.console.keys import renew_keys
from server.domain.access import Role
from server.domain.events import to_data
from server.private.doorkeeper import Doorkeeper, SignedIn
from server.store.sqlite import SqliteStore
from tests.server.quick_hashing import QuickHashing


def with_office(data: Path, *logins: str) -> None:
    async def make() -> None:
        store = SqliteStore(data)
        await store.open()
        try:
            keeper = Doorkeeper(store, SystemClock(ZoneInfo("Asia/Jakarta")).now, "", QuickHashing())
            for login in logins:
                await keeper.accounts.add(name=login, role=Role.ADMIN, login=login, pin="193746")
        finally:
            await store.close()

    asyncio.run(make())


def sign_in(data: Path, login: str, password: str) -> object:
    async def go() -> object:
        store = SqliteStore(data)
        await store.open()
        try:
            keeper = Doorkeeper(store, SystemClock(ZoneInfo("Asia/Jakarta")).now)
            await keeper.open()
            return await keeper.sign_in_with_password(login, password, device_token="", address="127.0.0.1")
        finally:
            await store.close()

    return asyncio.run(go())


def told(data: Path, login: str = "") -> dict[str, str]:
    lines: list[str] = []
    renew_keys(data, login, lines.append)
    return dict(line.split(": ", 1) for line in lines)


def test_the_only_admin_gets_in_again_and_has_to_choose_anew(tmp_path: Path) -> None:
    with_office(tmp_path, "ratna")

    lines = told(tmp_path)

    assert lines["Nama masuk"] == "ratna"
    assert len(lines["PIN sekali pakai"]) == 6
    signed_in = sign_in(tmp_path, "ratna", lines["Kata sandi sekali pakai"])
    assert isinstance(signed_in, SignedIn)
    assert signed_in.must_renew
    assert lines["Token penyuara"] != told(tmp_path)["Token penyuara"]


def test_the_history_says_that_it_was_done_at_the_machine_itself(tmp_path: Path) -> None:
    with_office(tmp_path, "ratna")
    told(tmp_path)

    async def recorded() -> list[tuple[str, str, object]]:
        store = SqliteStore(tmp_path)
        await store.open()
        try:
            return [
                (record.actor, record.kind, [*to_data(record.event).values()][1]) for record in await store.read(0, 10)
            ]
        finally:
            await store.close()

    assert asyncio.run(recorded()) == [
        ("console", "secret_renewed", "pin"),
        ("console", "secret_renewed", "password"),
        ("console", "device_admitted", "announcer"),
    ]


def test_of_several_admins_one_has_to_be_named(tmp_path: Path) -> None:
    with_office(tmp_path, "ratna", "budi")
    for login in ("", "tidakada"):
        with pytest.raises(Misuse, match="budi, ratna"):
            told(tmp_path, login)
    assert told(tmp_path, "budi")["Nama masuk"] == "budi"


def test_an_office_that_was_never_prepared_only_gets_a_token(tmp_path: Path) -> None:
    with_office(tmp_path)

    assert told(tmp_path).keys() == {"Token penyuara", "Catat sekarang"}
