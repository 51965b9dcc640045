"""Accounts: who can be made, changed and put out of work, and that the last admin stays."""

import asyncio
from typing import Any

import pytest

from server.domain.access import AccountRow, Role
from server.private.accounts import Accounts, Issued, Trouble
from server.private.names import Names
from server.private.strength import Weakness
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock
from tests.server.quick_hashing import QuickHashing


@pytest.fixture
def accounts() -> Accounts:
    return Accounts(MemoryStore(MemoryLog()), QuickHashing(), FalseClock().now)


async def made(accounts: Accounts, login: str = "ratna", role: Role = Role.ADMIN, **more: Any) -> AccountRow:
    row = await accounts.add(name=f"Ibu {login.title()}", role=role, login=login, **more)
    assert isinstance(row, AccountRow), row
    return row


async def test_names_are_kept_as_chosen_and_logins_in_small_letters(accounts: Accounts) -> None:
    row = await accounts.add(name="  Ibu   Sari ", role=Role.OFFICER, login=" Sari ")

    assert isinstance(row, AccountRow)
    assert (row.name, row.login, row.active) == ("Ibu Sari", "sari", True)
    assert accounts.by_login("SARI") == row
    assert Names(accounts).of(row.id) == "Ibu Sari"
    assert Names(accounts).of("") == Names(accounts).of("nobody") == ""


@pytest.mark.parametrize(
    ("name", "role", "login", "trouble"),
    [
        ("", "admin", "sari", Trouble.NO_NAME),
        ("x" * 41, "admin", "sari", Trouble.NO_NAME),
        ("Ibu\x00Sari", "admin", "sari", Trouble.NO_NAME),
        ("Ibu Sari", "", "sari", Trouble.NO_ROLE),
        ("Ibu Sari", "tv", "sari", Trouble.NO_ROLE),
        ("Ibu Sari", "api", "sari", Trouble.NO_ROLE),
        ("Ibu Sari", "admin", "", Trouble.BAD_LOGIN),
        ("Ibu Sari", "admin", "s", Trouble.BAD_LOGIN),
        ("Ibu Sari", "admin", "ibu sari", Trouble.BAD_LOGIN),
        ("Ibu Sari", "admin", "1sari", Trouble.BAD_LOGIN),
        ("Ibu Sari", "admin", "Ratna", Trouble.LOGIN_TAKEN),
    ],
)
async def test_what_is_no_account_is_refused(
    accounts: Accounts, name: str, role: str, login: str, trouble: Trouble
) -> None:
    await made(accounts)

    assert await accounts.add(name=name, role=role, login=login) is trouble
    assert accounts.refusal(name=name, role=role, login=login) is trouble
    assert len(accounts.all()) == 1


async def test_a_weak_secret_makes_no_account(accounts: Accounts) -> None:
    for secrets, weakness in (({"password": "short"}, Weakness.SHORT), ({"pin": "123456"}, Weakness.EASY_PIN)):
        assert await accounts.add(name="Ibu Sari", role=Role.ADMIN, login="sari", **secrets) is weakness
    assert accounts.all() == ()
    assert not accounts.has_admin


async def test_the_last_admin_stays_one(accounts: Accounts) -> None:
    only = await made(accounts)
    for change in ({"role": Role.OFFICER, "active": True}, {"role": Role.ADMIN, "active": False}):
        assert await accounts.change(only.id, name=only.name, **change) is Trouble.LAST_ADMIN
    second = await made(accounts, "budi")

    both = await asyncio.gather(
        *(accounts.change(row.id, name=row.name, role=row.role, active=False) for row in (only, second))
    )

    assert [outcome for outcome in both if outcome is Trouble.LAST_ADMIN] == [Trouble.LAST_ADMIN]
    assert accounts.has_admin


async def test_an_issued_secret_is_one_time_and_ones_own_is_not(accounts: Accounts) -> None:
    row = await made(accounts)
    issued = await accounts.issue_pin(row.id)
    assert isinstance(issued, Issued)
    assert (len(issued.secret), issued.account.pin_once, issued.account.password_once) == (6, True, False)
    password = await accounts.issue_password(row.id)
    assert isinstance(password, Issued)
    assert len(password.secret) == 19
    assert password.account.password_once

    await accounts.choose_pin(row.id, "193746")
    await accounts.choose_password(row.id, "kopi tubruk di bale-bale", "Kantor")

    final = accounts.by_id(row.id)
    assert final is not None
    assert (final.pin_once, final.password_once) == (False, False)
    assert await accounts.choose_pin(row.id, "111111") is Weakness.EASY_PIN
    for gone in (
        accounts.issue_pin("x"),
        accounts.choose_pin("x", "193746"),
        accounts.change("x", name="", role="", active=True),
    ):
        assert await gone is Trouble.UNKNOWN


async def test_who_left_can_be_erased_and_has_no_name_then(accounts: Accounts) -> None:
    await made(accounts)
    gone = await made(accounts, "joko", Role.OFFICER)
    assert await accounts.erase(gone.id) is Trouble.STILL_ACTIVE
    await accounts.change(gone.id, name=gone.name, role=gone.role, active=False)

    assert await accounts.erase(gone.id) is None
    assert await accounts.erase(gone.id) is Trouble.UNKNOWN
    assert Names(accounts).of(gone.id) == ""
    assert [row.login for row in accounts.all()] == ["ratna"]


async def test_accounts_outlive_a_restart() -> None:
    log, clock = MemoryLog(), FalseClock()
    row = await made(Accounts(MemoryStore(log), QuickHashing(), clock.now))
    successor = Accounts(MemoryStore(log), QuickHashing(), clock.now)
    assert not successor.has_admin

    await successor.open()

    assert successor.all() == (row,)
    assert successor.has_admin
