"""Settings, devices, accounts and sessions: rows that may be changed and must be erasable."""

from server.domain.access import AccountRow, DeviceRow, SessionRow
from server.domain.frozen import replace
from server.store.base import Store

TV = DeviceRow("tv-1", "hash-1", "tv", 1_763_000_000_000)
TABLET = DeviceRow("tablet-1", "hash-2", "staff", 1_763_000_000_001)
SESSION = SessionRow("session-1", "hash-3", "tablet-1", "sari", "pin", 3_600_000, 0, "boot", 42)
SARI = AccountRow("sari", "Ibu Sari", "officer", "sari", "", "pin-hash", False, True, True, 1_763_000_000_002)


async def test_a_setting_is_kept_and_replaced(store: Store) -> None:
    assert await store.setting("pin") is None
    await store.put_setting("pin", "one")
    await store.put_setting("pin", "two")
    assert await store.setting("pin") == "two"


async def test_devices_are_kept_replaced_and_forgotten(store: Store) -> None:
    await store.put_device(TV)
    await store.put_device(TABLET)
    changed = replace(TV, token_hash="another", name="TV ruang tunggu", seen_ms=7, agent="Chromium 108", skew_ms=-40)
    await store.put_device(changed)
    assert await store.devices() == [TABLET, changed]
    await store.delete_device(TABLET.id)
    await store.delete_device("never seen")
    assert await store.devices() == [changed]


async def test_accounts_are_kept_replaced_and_forgotten(store: Store) -> None:
    budi = replace(SARI, id="budi", login="budi", role="admin")
    await store.put_account(SARI)
    await store.put_account(budi)
    renamed = replace(SARI, name="Sari", pin_once=False, active=False, bell_complaints=False, tablet_complaints=False)
    await store.put_account(renamed)
    assert {row.id: row for row in await store.accounts()} == {"sari": renamed, "budi": budi}
    await store.delete_account("budi")
    await store.delete_account("never seen")
    assert await store.accounts() == [renamed]


async def test_sessions_end_alone_or_with_their_device(store: Store) -> None:
    await store.put_device(TABLET)
    other = replace(SESSION, id="session-2", token_hash="hash-4", device="tablet-2")
    second = replace(SESSION, id="session-3", token_hash="hash-5", idle_ms=1_800_000, by="password")
    for row in (SESSION, other, second):
        await store.put_session(row)
    moved = replace(SESSION, left_ms=10, boot="boot-2", mono_ms=7)
    await store.put_session(moved)
    assert await store.sessions() == [moved, other, second]
    await store.delete_session(second.id)
    assert await store.sessions() == [moved, other]
    await store.delete_device(TABLET.id)
    assert await store.sessions() == [other]


async def test_sessions_end_with_their_account(store: Store) -> None:
    await store.put_account(SARI)
    other = replace(SESSION, id="session-2", token_hash="hash-4", account="budi")
    await store.put_session(SESSION)
    await store.put_session(other)
    await store.delete_account(SARI.id)
    assert await store.sessions() == [other]
