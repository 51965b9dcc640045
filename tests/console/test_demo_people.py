"""The demo's people: the head of services can open the complaint desk, also after the demo was started again."""

from pathlib import Path

from server.console.demo_people import HEAD, demo_people, desk_password
from server.private.doorkeeper import Doorkeeper
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock
from tests.server.quick_hashing import QuickHashing


async def test_the_password_of_the_desk_stays_the_same(tmp_path: Path) -> None:
    log = MemoryLog()
    kept = tmp_path / "sandi-contoh"
    passwords = []
    for _ in range(2):
        doorkeeper = Doorkeeper(MemoryStore(log), FalseClock().now, "", QuickHashing())
        await doorkeeper.open()
        await demo_people(doorkeeper)
        passwords.append(await desk_password(doorkeeper, kept, "Kantor Desa Uji"))
    head = doorkeeper.accounts.by_login(HEAD)
    assert head is not None
    assert passwords[0] == passwords[1]
    assert head.password_hash
    assert not head.password_once
    assert kept.stat().st_mode & 0o777 == 0o600
