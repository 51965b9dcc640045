"""`silakan pin`: the way back in for an office whose admin forgot everything, and a new token for the announcer."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from server.bus.memory import MemoryBell
from server.clock import SystemClock
from server.console.failure import Misuse
from server.console.safekeeping import needs_log
from server.console.server_run import ANNOUNCER, announcer_lines
from server.domain.access import AccountRow, Role
from server.domain.door import NoteDoor
from server.domain.door_events import DeviceAdmitted, SecretRenewed
from server.office import Office
from server.private.accounts import Issued
from server.private.doorkeeper import PASSWORD, PIN, Doorkeeper
from server.store.sqlite import SqliteStore

_ACTOR = "console"
"""Whoever sits at the machine itself."""


def renew_keys(data: Path, login: str, tell: Callable[[str], object]) -> None:
    """One-time PIN and password of the admin `login` ("" where there is only one), and the announcer's token, printed once.

    Raises `Busy` while a server runs, as it knows the old ones, and `Misuse` for a login that is no admin's.
    """
    needs_log(data)
    for line in asyncio.run(_renewed(data, login)):
        tell(line)


async def _renewed(data: Path, login: str) -> tuple[str, ...]:
    store = SqliteStore(data)
    await store.open()
    try:
        # No date is told from it: any zone will do.
        clock = SystemClock(ZoneInfo("Asia/Jakarta"), newest_ms=await store.believed_ms())
        doorkeeper = Doorkeeper(store, clock.now)
        await doorkeeper.open()
        admin = _admin(doorkeeper, login)
        if admin is None:
            return await announcer_lines(doorkeeper, data)
        async with Office(store, clock, MemoryBell()) as office:
            lines = (*await _secrets(doorkeeper, admin), *await announcer_lines(doorkeeper, data))
            renewed = (SecretRenewed(admin.id, secret, issued=True) for secret in (PIN, PASSWORD))
            await office.do(NoteDoor((*renewed, DeviceAdmitted(ANNOUNCER, Role.ANNOUNCER))), actor=_ACTOR)
            return lines
    finally:
        await store.close()


def _admin(doorkeeper: Doorkeeper, login: str) -> AccountRow | None:
    """None in an office that was never set up: its next start prints a set-up code."""
    admins = [row for row in doorkeeper.accounts.all() if row.active and row.role == Role.ADMIN]
    if not login and len(admins) <= 1:
        return admins[0] if admins else None
    named = next((row for row in admins if row.login == login), None)
    if named is None:
        logins = ", ".join(row.login for row in admins)
        raise Misuse(f"Sebut admin yang mana: silakan pin NAMA. Admin kantor ini: {logins or 'belum ada'}.")
    return named


async def _secrets(doorkeeper: Doorkeeper, admin: AccountRow) -> list[str]:
    pin, password = await doorkeeper.issue_pin(admin.id), await doorkeeper.issue_password(admin.id)
    assert isinstance(pin, Issued)
    assert isinstance(password, Issued)
    return [
        f"Nama masuk: {admin.login}",
        f"PIN sekali pakai: {pin.secret}",
        f"Kata sandi sekali pakai: {password.secret}",
    ]
