"""The people of the demo's office: always the same, with PINs made anew for every start."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from server.console.welcome import Person
from server.domain.access import AccountRow, Role
from server.private.doorkeeper import Doorkeeper
from server.private.secrets import new_password, new_pin
from server.private.strength import weakness_of_pin

HEAD = "budi"
"""Who opens the desk first."""
_PEOPLE = (
    ("sari", "Ibu Sari", Role.OFFICER, "petugas loket"),
    (HEAD, "Pak Budi", Role.HEAD_OF_SERVICES, "Kasi Pelayanan"),
    ("hasan", "Pak Hasan", Role.VILLAGE_HEAD, "Kepala Desa"),
    ("ratna", "Bu Ratna", Role.ADMIN, "admin"),
)
_AT_DESK = (HEAD, "sari", "hasan", "ratna")


async def demo_people(doorkeeper: Doorkeeper) -> tuple[Person, ...]:
    """Everybody with a PIN that works at once: nobody could tell the demo's own people a one-time PIN but this box."""
    return tuple([await _person(doorkeeper, *somebody) for somebody in _PEOPLE])


@dataclass(frozen=True, slots=True)
class DemoDesk:
    """Who works at the demo's complaint desk: accounts by login, and the one password of all of them."""

    accounts: Mapping[str, str]
    password: str = field(repr=False)

    @property
    def words(self) -> str:
        """With which names and password the desk is opened, for the box."""
        *logins, last = self.accounts
        return f"{', '.join(logins)}, atau {last}; sandi {self.password}"


async def demo_desk(doorkeeper: Doorkeeper, kept: Path, office: str) -> DemoDesk:
    """The demo's people with a password, with which they open the complaint desk. It is one for all, so that it fits the box.

    Made once and kept beside the demo's data: what was sealed with an earlier one would be lost with it. A real office keeps no password.
    """
    password = await asyncio.to_thread(_kept_password, kept)
    accounts: dict[str, str] = {}
    for login in _AT_DESK:
        account = doorkeeper.accounts.by_login(login)
        assert account is not None, "the demo's people are there"
        accounts[login] = account.id
        if not account.password_hash:
            await doorkeeper.accounts.choose_password(account.id, password, office)
    return DemoDesk(accounts, password)


def _kept_password(kept: Path) -> str:
    if kept.is_file():
        return kept.read_text(encoding="ascii")
    password = new_password()
    kept.touch(mode=0o600)
    kept.write_text(password, encoding="ascii")
    return password


async def _person(doorkeeper: Doorkeeper, login: str, name: str, role: Role, word: str) -> Person:
    accounts = doorkeeper.accounts
    account = accounts.by_login(login) or await accounts.add(name=name, role=role, login=login)
    assert isinstance(account, AccountRow), account
    pin = new_pin()
    while weakness_of_pin(pin) is not None:
        pin = new_pin()
    await accounts.choose_pin(account.id, pin)
    return Person(account.name, word, pin)
