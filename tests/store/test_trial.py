"""Trying the medium out: a real commit of a press's size, of which nothing is left."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from server.store import statements
from server.store.base import Store, Unwritable
from server.store.pragmas import BUSY_MS
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from server.store.transaction import immediate
from tests.domain.queue_log import QueueLog
from tests.store.working_day import entries_of


async def test_nothing_of_it_is_left(store: Store, day: QueueLog) -> None:
    await store.append(entries_of(day.records))
    await store.put_setting("name", "value")
    before = await store.projections(), await store.answers(), await store.head(), await store.setting("name")

    for _ in range(2):
        await store.try_out()

    assert (await store.projections(), await store.answers(), await store.head(), await store.setting("name")) == before
    assert await store.read(0, 1000) == day.records
    assert await store.verify() == day.head.seq


async def test_it_is_as_large_as_a_press_and_not_only_a_row(sqlite: SqliteStore, day: QueueLog) -> None:
    """A row finds room where no press does, and proves nothing."""

    def no_more_pages(raw: sqlite3.Connection) -> None:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages + 4}").fetchone()

    def one_row(raw: sqlite3.Connection) -> None:
        with immediate(raw):
            raw.execute(statements.CANARY)

    def free_pages(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA max_page_count = 1000000").fetchone()

    await sqlite.append(entries_of(day.records))
    await sqlite._connection.run(no_more_pages)
    await sqlite._connection.run(one_row)
    for _ in range(3):
        with pytest.raises(Unwritable, match="disk penuh"):
            await sqlite.try_out()
    assert await sqlite.read(0, 1000) == day.records

    await sqlite._connection.run(free_pages)
    await sqlite.try_out()


async def test_what_a_cut_trial_left_behind_goes_with_the_next(sqlite: SqliteStore) -> None:
    def settings(raw: sqlite3.Connection) -> int:
        (count,) = raw.execute("SELECT count(*) FROM setting").fetchone()
        return int(count)

    before = await sqlite._connection.run(settings)
    await sqlite._connection.run(lambda raw: raw.execute(statements.PUT_SETTING, (statements.TRIAL, "cut")).fetchall())
    await sqlite.try_out()

    assert await sqlite._connection.run(settings) == before
    with closing(sqlite3.connect(sqlite._directory / DATABASE_NAME)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_it_waits_for_nobody_who_holds_the_lock(sqlite: SqliteStore, tmp_path: Path) -> None:
    """Whoever reads waits behind it: the store has one thread."""
    done: list[str] = []

    def traced(raw: sqlite3.Connection) -> None:
        raw.set_trace_callback(done.append)

    def patience(raw: sqlite3.Connection) -> int:
        raw.set_trace_callback(None)
        return int(raw.execute("PRAGMA busy_timeout").fetchone()[0])

    await sqlite._connection.run(traced)
    with closing(sqlite3.connect(tmp_path / "data" / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unwritable, match="sedang dipakai"):
            await sqlite.try_out()
    assert done[:2] == ["PRAGMA busy_timeout = 0", "BEGIN IMMEDIATE"]
    assert await sqlite._connection.run(patience) == BUSY_MS
