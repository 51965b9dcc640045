"""The demo's people: they can open the complaint desk, also after the demo was started again."""

from pathlib import Path

from server.console.demo_people import demo_desk, demo_people
from server.private.doorkeeper import Doorkeeper
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock
from tests.server.quick_hashing import QuickHashing


async def test_the_password_of_the_desk_stays_the_same(tmp_path: Path) -> None:
    log = MemoryLog()
    kept = tmp_path / "sandi-contoh"
    desks = []
    for _ in range(2):
        doorkeeper = Doorkeeper(MemoryStore(log), FalseClock().now, "", QuickHashing())
        await doorkeeper.open()
        await demo_people(doorkeeper)
        desks.append(await demo_desk(doorkeeper, kept, "Kantor Desa Uji"))
    assert desks[0] == desks[1]
    assert desks[0].words == f"budi, sari, hasan, atau ratna; sandi {desks[0].password}"
    for account in map(doorkeeper.accounts.by_id, desks[0].accounts.values()):
        assert account is not None
        assert account.password_hash
        assert not account.password_once
    assert kept.stat().st_mode & 0o777 == 0o600
