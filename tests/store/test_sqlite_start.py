"""What a start finds, and what it puts in order."""

# ruff: noqa: ASYNC240 -- nothing else runs on the loop of a test

import os
from pathlib import Path

import pytest

from server.domain import commands as c
from server.store.base import Newer
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.stopped_office import change, kept, start
from tests.store.working_day import another_day, store_all


async def test_a_log_is_the_same_after_a_restart(database: Path, day: QueueLog) -> None:
    store = await start(database)
    assert await store.read(0, 10_000) == day.records
    epoch = await store.epoch()
    await store.close()
    again = await start(database)
    assert await again.epoch() == epoch
    await again.close()
    assert kept(database) == []


async def test_two_logs_have_different_epochs(tmp_path: Path) -> None:
    epochs = set()
    for name in ("one", "two"):
        store = SqliteStore(tmp_path / name)
        await store.open()
        epochs.add(await store.epoch())
        await store.close()
    assert len(epochs) == 2


async def test_a_log_of_newer_software_is_left_alone(database: Path) -> None:
    change(database, "PRAGMA user_version = 99")
    before = database.read_bytes()
    with pytest.raises(Newer):
        await start(database)
    assert database.read_bytes() == before
    assert kept(database) == []


async def test_an_event_of_newer_software_is_said(database: Path, day: QueueLog) -> None:
    store = await start(database)
    await store._connection.run(lambda raw: raw.execute("UPDATE event SET kind = 'ticket_blessed' WHERE seq = 7"))
    with pytest.raises(Newer, match="ticket_blessed"):
        await store.read(0, 10_000)
    await store.close()


async def test_tables_that_were_dropped_come_back(database: Path) -> None:
    store = await start(database)
    before = await store.projections()
    await store.close()
    for table in ("ticket", "call", "service_day"):
        change(database, f"DROP TABLE {table}")
    again = await start(database)
    assert await again.projections() == before
    await again.close()


async def test_rebuilding_mends_tables_that_somebody_changed(database: Path) -> None:
    store = await start(database)
    before = await store.projections()
    await store._connection.run(lambda raw: raw.execute("DROP TABLE call"))
    await store._connection.run(lambda raw: raw.execute("UPDATE ticket SET state = 'waiting'"))
    await store._connection.run(lambda raw: raw.execute("DELETE FROM service_day"))
    await store.rebuild()
    assert await store.projections() == before
    await store.close()


async def test_a_start_that_was_cut_off_while_creating_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / f"{DATABASE_NAME}.baru").write_bytes(b"half a database")
    store = SqliteStore(tmp_path)
    await store.open()
    assert (await store.head()).seq == 0
    await store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kunci", DATABASE_NAME]


async def test_a_store_is_opened_once(sqlite: SqliteStore) -> None:
    with pytest.raises(RuntimeError):
        await sqlite.open()
    await sqlite.close()
    await sqlite.close()
    with pytest.raises(RuntimeError):
        await sqlite.head()
    await sqlite.open()


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
async def test_the_data_are_for_their_owner_only(sqlite: SqliteStore, tmp_path: Path) -> None:
    await sqlite.put_setting("name", "value")
    paths = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert len(paths) >= 4
    assert [path.name for path in paths if path.stat().st_mode & 0o077] == []


async def test_a_start_reads_no_more_of_a_long_log_than_of_a_short_one(sqlite: SqliteStore, day: QueueLog) -> None:
    async def steps() -> int:
        """How often SQLite looks up while it finds today's part."""
        counted = 0

        def look_up() -> int:
            nonlocal counted
            counted += 1
            return 0

        await sqlite._connection.run(lambda raw: raw.set_progress_handler(look_up, 100))
        await sqlite.fold_base()
        await sqlite._connection.run(lambda raw: raw.set_progress_handler(None, 0))
        return counted

    another_day(day)
    await store_all(sqlite, day)
    short = await steps()
    for _ in range(20):
        for _ in range(60):
            day.did(c.OpenCounter("3"))
            day.did(c.CloseCounter("3"))
        another_day(day)
    await store_all(sqlite, day)
    assert day.head.seq > 2_000
    assert await steps() <= short + 1
