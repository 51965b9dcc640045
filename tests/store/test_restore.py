"""A backup becomes the log again. What was there is kept, and nothing is touched for a backup that is no good."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server.store.base import Busy, Damaged, Newer
from server.store.restore import restore
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.stopped_office import cut_off, noon
from tests.store.working_day import another_day, store_all


@pytest.fixture
async def office(tmp_path: Path, day: QueueLog) -> Path:
    """A data directory one day ahead of its backup `tmp_path/copy.db`; no server runs."""
    store = SqliteStore(tmp_path / "data", new_epoch=lambda: "first")
    await store.open()
    await store_all(store, day)
    await store.backup(tmp_path / "copy.db")
    another_day(day)
    await store_all(store, day)
    await store.close()
    return tmp_path / "data"


def files(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


async def test_the_older_log_is_back_in_a_new_epoch(office: Path, day: QueueLog, tmp_path: Path) -> None:
    restore(tmp_path / "copy.db", office, epoch="second")
    store = SqliteStore(office)
    await store.open()
    head = await store.head()
    assert 0 < head.seq < day.head.seq
    assert await store.read(0, 10_000) == day.records[: head.seq]
    assert await store.epoch() == "second"
    await store.close()
    again = SqliteStore(office)
    await again.open()
    assert await again.epoch() == "second"
    await again.close()


async def test_the_former_log_is_kept_and_can_be_restored_itself(office: Path, day: QueueLog, tmp_path: Path) -> None:
    former = files(office)[DATABASE_NAME]
    kept = restore(tmp_path / "copy.db", office, epoch="second", utc_now=noon)
    assert kept == office / "sebelum-pulih-20261123T120000Z"
    assert (kept / DATABASE_NAME).read_bytes() == former
    second = restore(kept / DATABASE_NAME, office, epoch="third", utc_now=noon)
    assert second == office / "sebelum-pulih-20261123T120000Z-2"
    store = SqliteStore(office)
    await store.open()
    assert await store.head() == day.head
    assert await store.epoch() == "third"
    await store.close()


async def test_a_former_log_that_was_cut_off_is_kept_with_its_last_commits(day: QueueLog, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data")
    await store.open()
    await store.backup(tmp_path / "copy.db")
    await store_all(store, day)
    data = cut_off(tmp_path / "data", tmp_path / "cut off")
    await store.close()
    kept = restore(tmp_path / "copy.db", data.parent, epoch="second")
    assert kept is not None
    restore(kept / DATABASE_NAME, tmp_path / "third", epoch="third")
    again = SqliteStore(tmp_path / "third")
    await again.open()
    assert await again.head() == day.head
    await again.close()


def a_byte_in_an_old_record(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes().replace(b'"channel":"kiosk"', b'"channel":"kiosc"', 1))


def a_page_header(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    data[2 * 4096] ^= 0xFF
    copy.write_bytes(data)


def half_of_it(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])


def no_database(copy: Path) -> None:
    copy.write_text("nothing of a database")


def no_file(copy: Path) -> None:
    copy.unlink()


def a_foreign_database(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize(
    "damage", [a_byte_in_an_old_record, a_page_header, half_of_it, no_database, no_file, a_foreign_database]
)
async def test_a_backup_that_is_no_good_changes_nothing(
    office: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(tmp_path / "copy.db")
    before = files(office)
    with pytest.raises(Damaged):
        restore(tmp_path / "copy.db", office, epoch="second")
    assert files(office) == before


async def test_damage_in_an_old_part_of_a_backup_is_found_too(office: Path, day: QueueLog, tmp_path: Path) -> None:
    """A start looks at today's part only; a restore looks at all of it."""
    restore(office / DATABASE_NAME, tmp_path / "long", epoch="second")
    copy = tmp_path / "long" / DATABASE_NAME
    first_day = next(record for record in day.records if record.kind == "ticket_taken")
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE event SET actor = 'nobody' WHERE seq = ?", (first_day.seq,))
    before = files(office)
    with pytest.raises(Damaged, match=f"nomor {first_day.seq}"):
        restore(copy, office, epoch="second")
    assert files(office) == before


async def test_a_backup_of_newer_software_changes_nothing(office: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = files(office)
    with pytest.raises(Newer):
        restore(tmp_path / "copy.db", office, epoch="second")
    assert files(office) == before


async def test_a_running_server_keeps_its_log(sqlite: SqliteStore, day: QueueLog, tmp_path: Path) -> None:
    await store_all(sqlite, day)
    await sqlite.backup(tmp_path / "copy.db")
    with pytest.raises(Busy):
        restore(tmp_path / "copy.db", tmp_path / "data", epoch="second")
    assert await sqlite.head() == day.head


async def test_after_a_restore_that_was_cut_off_no_empty_log_begins(office: Path, tmp_path: Path) -> None:
    kept = restore(tmp_path / "copy.db", office, epoch="second")
    assert kept is not None
    (office / DATABASE_NAME).unlink()  # as if the last step had not come
    with pytest.raises(Damaged, match="silakan restore"):
        await SqliteStore(office).open()
    assert not (office / DATABASE_NAME).exists()
    restore(tmp_path / "copy.db", office, epoch="second")
    store = SqliteStore(office)
    await store.open()
    await store.close()
