"""`silakan pin`: new secrets for an office whose old ones were forgotten or seen by the wrong people."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from server.clock import SystemClock
from server.console.safekeeping import needs_log
from server.console.server_run import Secrets, new_secrets, secret_lines
from server.private.doorkeeper import Doorkeeper
from server.store.sqlite import SqliteStore


def renew_keys(data: Path, tell: Callable[[str], object]) -> None:
    """A new PIN, device code and announcer token, printed once. Raises `Busy` while a server runs, as it knows the old ones."""
    needs_log(data)
    for line in secret_lines(asyncio.run(_renewed(data)), data):
        tell(line)


async def _renewed(data: Path) -> Secrets:
    store = SqliteStore(data)
    await store.open()
    try:
        # Only for the date on which the announcer was let in: any zone will do.
        doorkeeper = Doorkeeper(store, SystemClock(ZoneInfo("Asia/Jakarta")).now)
        await doorkeeper.open()
        return await new_secrets(doorkeeper)
    finally:
        await store.close()
