"""The people of the demo's office: always the same, with PINs made anew for every start."""

from server.console.welcome import Person
from server.domain.access import AccountRow, Role
from server.private.doorkeeper import Doorkeeper
from server.private.secrets import new_pin
from server.private.strength import weakness_of_pin

_PEOPLE = (
    ("sari", "Ibu Sari", Role.OFFICER, "petugas loket"),
    ("budi", "Pak Budi", Role.HEAD_OF_SERVICES, "Kasi Pelayanan"),
    ("hasan", "Pak Hasan", Role.VILLAGE_HEAD, "Kepala Desa"),
    ("ratna", "Bu Ratna", Role.ADMIN, "admin"),
)


async def demo_people(doorkeeper: Doorkeeper) -> tuple[Person, ...]:
    """Everybody with a PIN that works at once: nobody could tell the demo's own people a one-time PIN but this box."""
    return tuple([await _person(doorkeeper, *somebody) for somebody in _PEOPLE])


async def _person(doorkeeper: Doorkeeper, login: str, name: str, role: Role, word: str) -> Person:
    accounts = doorkeeper.accounts
    account = accounts.by_login(login) or await accounts.add(name=name, role=role, login=login)
    assert isinstance(account, AccountRow), account
    pin = new_pin()
    while weakness_of_pin(pin) is not None:
        pin = new_pin()
    await accounts.choose_pin(account.id, pin)
    return Person(account.name, word, pin)
