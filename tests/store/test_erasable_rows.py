"""Settings, devices and sessions: rows that may be changed and must be erasable."""

from server.domain.access import DeviceRow, SessionRow
from server.store.base import Store

TV = DeviceRow("tv-1", "hash-1", "tv", 1_763_000_000_000)
TABLET = DeviceRow("tablet-1", "hash-2", "staff", 1_763_000_000_001)
SESSION = SessionRow("session-1", "hash-3", "tablet-1", 3_600_000, "boot", 42)


async def test_a_setting_is_kept_and_replaced(store: Store) -> None:
    assert await store.setting("pin") is None
    await store.put_setting("pin", "one")
    await store.put_setting("pin", "two")
    assert await store.setting("pin") == "two"


async def test_devices_are_kept_replaced_and_forgotten(store: Store) -> None:
    await store.put_device(TV)
    await store.put_device(TABLET)
    changed = DeviceRow(TV.id, "another", TV.role, TV.created_ms)
    await store.put_device(changed)
    assert await store.devices() == [TABLET, changed]
    await store.delete_device(TABLET.id)
    await store.delete_device("never seen")
    assert await store.devices() == [changed]


async def test_sessions_end_alone_or_with_their_device(store: Store) -> None:
    await store.put_device(TABLET)
    other = SessionRow("session-2", "hash-4", "tablet-2", 1, "boot", 0)
    second = SessionRow("session-3", "hash-5", "tablet-1", 1, "boot", 0)
    for row in (SESSION, other, second):
        await store.put_session(row)
    moved = SessionRow(SESSION.id, SESSION.token_hash, SESSION.device, 10, "boot-2", 7)
    await store.put_session(moved)
    assert await store.sessions() == [moved, other, second]
    await store.delete_session(second.id)
    assert await store.sessions() == [moved, other]
    await store.delete_device(TABLET.id)
    assert await store.sessions() == [other]
