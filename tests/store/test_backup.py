"""A copy that was checked, made while the office works, and usable on another machine."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

from server.domain.record import Head
from server.store.backup import backup_directory
from server.store.base import Damaged, Document, Entry, Store, Unwritable
from server.store.pragmas import connect_reader
from server.store.restore import restore
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.test_erasable_rows import SESSION, TABLET
from tests.store.working_day import another_day, entries_of, store_all


async def content(store: Store) -> tuple[object, ...]:
    return (
        await store.head(),
        await store.read(0, 10_000),
        await store.projections(),
        await store.answers(),
        await store.document("digest"),
        await store.setting("name"),
        await store.devices(),
        await store.sessions(),
    )


async def test_a_backup_of_any_store_becomes_the_same_log_elsewhere(
    store: Store, day: QueueLog, tmp_path: Path
) -> None:
    another_day(day)
    await store_all(store, day)
    await store.append([Entry(documents=(Document("digest", "text"),))])
    await store.put_setting("name", "value")
    await store.put_device(TABLET)
    await store.put_session(SESSION)
    before = await content(store)
    await store.backup(tmp_path / "copy.db")
    assert await content(store) == before
    elsewhere = tmp_path / "elsewhere"
    assert restore(tmp_path / "copy.db", elsewhere, epoch="second") is None
    moved = SqliteStore(elsewhere)
    await moved.open()
    assert await content(moved) == before
    assert await moved.epoch() == "second"
    await moved.close()


async def test_a_backup_holds_whole_commits_while_others_are_made(
    sqlite: SqliteStore, day: QueueLog, tmp_path: Path
) -> None:
    for _ in range(20):
        another_day(day)
    entries = entries_of(day.records, size=4)
    await sqlite.append(entries[:3])
    copies = [asyncio.create_task(sqlite.backup(tmp_path / f"copy-{number}.db")) for number in range(3)]
    for entry in entries[3:]:
        await sqlite.append([entry])
    await asyncio.gather(*copies)
    ends = {0, *(entry.records[-1].seq for entry in entries)}
    for number in range(3):
        restore(tmp_path / f"copy-{number}.db", tmp_path / f"elsewhere-{number}", epoch="second")
        copy = SqliteStore(tmp_path / f"elsewhere-{number}")
        await copy.open()
        head = await copy.head()
        assert head.seq in ends
        assert await copy.read(0, 10_000) == day.records[: head.seq]
        await copy.close()


async def test_another_process_may_copy_a_log_that_is_open_or_closed(
    sqlite: SqliteStore, day: QueueLog, tmp_path: Path
) -> None:
    await store_all(sqlite, day)
    backup_directory(tmp_path / "data", tmp_path / "open.db")
    await sqlite.close()
    files = sorted((tmp_path / "data").iterdir())
    backup_directory(tmp_path / "data", tmp_path / "closed.db")
    assert {path.name for path in files} <= {path.name for path in (tmp_path / "data").iterdir()}
    for name in ("open", "closed"):
        restore(tmp_path / f"{name}.db", tmp_path / name, epoch="second")
        copy = SqliteStore(tmp_path / name)
        await copy.open()
        assert await copy.head() == day.head
        await copy.close()


async def test_a_newer_copy_replaces_an_older_one(sqlite: SqliteStore, day: QueueLog, tmp_path: Path) -> None:
    await sqlite.backup(tmp_path / "copy.db")
    await store_all(sqlite, day)
    await sqlite.backup(tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "elsewhere", epoch="second")
    copy = SqliteStore(tmp_path / "elsewhere")
    await copy.open()
    assert await copy.head() == day.head != Head()
    await copy.close()


async def test_a_copy_that_fails_leaves_the_older_one_and_nothing_else(
    sqlite: SqliteStore, day: QueueLog, tmp_path: Path
) -> None:
    await store_all(sqlite, day)
    place = tmp_path / "usb"
    place.mkdir()
    await sqlite.backup(place / "copy.db")
    older = (place / "copy.db").read_bytes()
    await sqlite.close()
    database = tmp_path / "data" / DATABASE_NAME
    database.write_bytes(database.read_bytes().replace(b'"channel":"kiosk"', b'"channel":"kiosc"', 1))
    with pytest.raises(Damaged):
        backup_directory(tmp_path / "data", place / "copy.db")
    assert [path.name for path in place.iterdir()] == ["copy.db"]
    assert (place / "copy.db").read_bytes() == older


async def test_a_whole_copy_that_lacks_the_last_commits_is_refused(
    sqlite: SqliteStore, day: QueueLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite.append(entries_of(day.records)[:2])
    await sqlite.backup(tmp_path / "older.db")
    await store_all(sqlite, day)
    source = tmp_path / "data" / DATABASE_NAME

    def reader(path: Path) -> sqlite3.Connection:
        return connect_reader(path if path == source else tmp_path / "older.db")

    monkeypatch.setattr("server.store.backup.connect_reader", reader)
    with pytest.raises(Damaged, match="tidak lengkap"):
        await sqlite.backup(tmp_path / "newer.db")
    assert not (tmp_path / "newer.db").exists()


async def test_a_place_that_is_not_there_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        await store.backup(tmp_path / "no such place" / "copy.db")


def test_a_directory_without_a_log_is_said(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="tidak ada"):
        backup_directory(tmp_path, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
async def test_a_copy_is_for_its_owner_only(sqlite: SqliteStore, tmp_path: Path) -> None:
    await sqlite.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
