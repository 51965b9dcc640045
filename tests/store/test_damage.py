"""Damage is found at the next start, said, and kept: nothing is repaired silently, replaced or deleted."""

# ruff: noqa: ASYNC240 -- nothing else runs on the loop of a test

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from server.domain.events import TicketTaken
from server.store.base import Damaged
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.stopped_office import PAGE, change, cut_off, flip, kept, start
from tests.store.working_day import store_all


async def found_damaged(database: Path, match: str | None = None) -> None:
    """The start refuses, keeps a copy, names it, and leaves the file as it was. Again, and there is still one copy."""
    before = database.read_bytes()
    for _ in range(2):
        with pytest.raises(Damaged, match=match) as caught:
            await start(database)
        (copy,) = kept(database)
        assert copy.name == "rusak-20261123T120000Z"
        assert str(copy) in str(caught.value)
        assert "silakan restore" in str(caught.value)
        assert (copy / DATABASE_NAME).read_bytes() == before
        assert database.read_bytes() == before


async def test_every_page_header_is_watched(database: Path) -> None:
    whole = database.read_bytes()
    pages = len(whole) // PAGE
    assert pages > 10
    for page in range(1, pages):
        flip(database, page * PAGE)
        with pytest.raises(Damaged):
            await start(database)
        database.write_bytes(whole)
    await (await start(database)).close()


async def test_a_flipped_byte_in_a_page_header_is_kept_aside(database: Path) -> None:
    flip(database, 3 * PAGE)
    await found_damaged(database)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("subject", "A999"),
        ("data", '{"date":"2026-11-25"}'),
        ("actor", "nobody"),
        ("key", "another"),
        ("wall_ms", 1),
        ("mono_ms", 1),
        ("boot", "another"),
        ("doubtful", 1),
        ("hash", bytes(32)),
        ("v", 9),
    ],
)
async def test_a_change_in_any_column_of_today_is_found(
    database: Path, day: QueueLog, column: str, value: object
) -> None:
    for seq in (day.head.seq - 2, day.head.seq):
        whole = database.read_bytes()
        change(database, f"UPDATE event SET {column} = ? WHERE seq = ?", value, seq)
        with pytest.raises(Damaged, match=f"nomor {seq}"):
            await start(database)
        database.write_bytes(whole)


async def test_a_flipped_byte_in_a_cell_of_today_is_kept_aside(database: Path, day: QueueLog) -> None:
    newest = day.records[-1].event
    assert isinstance(newest, TicketTaken)
    text = f'"receipt":"{newest.receipt}"'.encode()
    data = database.read_bytes()
    assert data.count(text) == 1
    flip(database, data.index(text) + 20)
    await found_damaged(database, match=f"nomor {day.head.seq}")


async def test_a_byte_that_is_no_text_any_more_is_found(database: Path, day: QueueLog) -> None:
    change(database, "UPDATE event SET actor = CAST(x'ff' AS TEXT) WHERE seq = ?", day.head.seq)
    await found_damaged(database)


async def test_the_configuration_that_today_stands_on_is_checked(database: Path, day: QueueLog) -> None:
    (configured,) = (record for record in day.records if record.kind == "office_configured")
    change(database, "UPDATE event SET doubtful = 1 WHERE seq = ?", configured.seq)
    await found_damaged(database, match=f"nomor {configured.seq}")


async def test_yesterday_is_left_to_the_nightly_check(database: Path) -> None:
    change(database, "UPDATE event SET actor = 'nobody' WHERE seq = 5")
    store = await start(database)
    with pytest.raises(Damaged, match="nomor 5"):
        await store.verify()
    assert await store.verify(after=6) > 0
    await store.close()


async def test_a_record_that_is_missing_is_found(database: Path, day: QueueLog) -> None:
    change(database, "DELETE FROM event WHERE seq = ?", day.head.seq - 1)
    await found_damaged(database, match=f"nomor {day.head.seq - 1} hilang")


@pytest.mark.parametrize("table", ["answer", "ticket"])
async def test_a_log_whose_end_is_missing_is_found(database: Path, day: QueueLog, table: str) -> None:
    change(database, "DELETE FROM event WHERE seq >= ?", day.head.seq - 1)
    if table == "ticket":
        change(database, "DELETE FROM answer")
    await found_damaged(database, match="Akhir log hilang")


def an_empty_file(database: Path) -> None:
    database.write_bytes(b"")


def no_database(database: Path) -> None:
    database.write_bytes(b"nothing of a database" * 400)


def half_of_it(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def a_foreign_database(database: Path) -> None:
    change(database, "PRAGMA application_id = 7")


def no_meta(database: Path) -> None:
    change(database, "DELETE FROM meta")


def no_log(database: Path) -> None:
    change(database, "DROP TABLE event")


def another_shape(database: Path) -> None:
    change(database, "ALTER TABLE event RENAME COLUMN boot TO root")


@pytest.mark.parametrize(
    "damage", [an_empty_file, no_database, half_of_it, a_foreign_database, no_meta, no_log, another_shape]
)
async def test_nothing_that_is_there_is_replaced_by_an_empty_log(
    database: Path, damage: Callable[[Path], None]
) -> None:
    damage(database)
    await found_damaged(database)


async def test_a_database_that_is_gone_is_not_begun_anew(database: Path) -> None:
    wal = database.with_name(f"{DATABASE_NAME}-wal")
    wal.write_bytes(b"the last commits")
    database.unlink()
    with pytest.raises(Damaged, match="hilang"):
        await start(database)
    assert not database.exists()
    assert wal.read_bytes() == b"the last commits"


async def test_a_damaged_log_keeps_its_last_commits_too(day: QueueLog, tmp_path: Path) -> None:
    """The server was cut off: its last commits stand in the write-ahead log only."""
    store = SqliteStore(tmp_path / "data")
    await store.open()
    await store_all(store, day)
    data = cut_off(tmp_path / "data", tmp_path / "cut off")
    await store.close()
    whole = await start(data)
    assert await whole.head() == day.head
    await whole.close()

    wal = data.with_name(f"{DATABASE_NAME}-wal")
    data.write_bytes(b"?" * PAGE)
    wal.write_bytes(b"whatever it holds")
    await found_damaged(data)
    (copy,) = kept(data)
    assert (copy / wal.name).read_bytes() == wal.read_bytes() == b"whatever it holds"


async def test_damage_is_said_even_if_no_copy_can_be_made(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    flip(database, 3 * PAGE)
    before = database.read_bytes()
    monkeypatch.setattr("shutil.copy2", full)
    with pytest.raises(Damaged, match="Salinannya tidak dapat dibuat"):
        await start(database)
    assert database.read_bytes() == before
