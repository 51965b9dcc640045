"""Who asked may go away at any moment: a commit ends on its own, wholly or not at all, and the next one finds a working store."""

import asyncio
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from server.domain import commands as c
from server.store.base import Entry
from server.store.lock import DirectoryLock
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.working_day import store_all

MOST_STEPS = 40


async def in_transaction(store: SqliteStore) -> bool:
    return await store._connection.run(lambda raw: raw.in_transaction)


@pytest.mark.parametrize("steps", range(8))
async def test_an_append_that_is_cancelled_is_whole_or_not_there(
    sqlite: SqliteStore, day: QueueLog, steps: int
) -> None:
    await store_all(sqlite, day)
    before = day.head.seq
    day.did(c.CallNext("1"))
    day.takes("C")
    records = tuple(day.records[before:])
    task = asyncio.create_task(sqlite.append([Entry(records)]))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert not await in_transaction(sqlite)
    stored = await sqlite.read(before)
    assert stored in ([], list(records))
    if not stored:
        await sqlite.append([Entry(records)])
    day.takes("C")
    await store_all(sqlite, day)
    assert await sqlite.read(0, 1000) == day.records


class Gate(sqlite3.Connection):
    """Stops before the next COMMIT once `armed`, says so, and goes on when it is let."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.armed, self.arrived, self.let_go = threading.Event(), threading.Event(), threading.Event()

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.armed.is_set():
            self.arrived.set()
            assert self.let_go.wait(30)
        return super().execute(sql, *args)


async def test_cancelled_between_begin_and_commit(day: QueueLog, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, factory=Gate)
    await store.open()
    gate = await store._connection.run(lambda raw: raw)
    assert isinstance(gate, Gate)
    gate.armed.set()
    task = asyncio.create_task(store_all(store, day))
    await asyncio.to_thread(gate.arrived.wait, 30)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    following = asyncio.create_task(store.put_setting("name", "value"))
    gate.let_go.set()
    await following
    assert not await in_transaction(store)
    assert await store.read(0, 1000) == day.records, "asked for, so it is done"
    await store.close()


@pytest.mark.parametrize("steps", range(0, MOST_STEPS, 3))
async def test_a_start_that_is_cancelled_lets_the_directory_go(tmp_path: Path, steps: int) -> None:
    store = SqliteStore(tmp_path)
    task = asyncio.create_task(store.open())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled() or steps > 3
    if not task.cancelled():
        await store.close()
    lock = DirectoryLock(tmp_path)
    lock.acquire()
    lock.release()
    await store.open()
    await store.close()


async def test_a_close_that_is_cancelled_still_closes(sqlite: SqliteStore, tmp_path: Path) -> None:
    task = asyncio.create_task(sqlite.close())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    again = SqliteStore(tmp_path / "data")
    await again.open()
    await again.close()


async def test_a_press_does_not_wait_for_the_check_of_a_long_log(sqlite: SqliteStore, day: QueueLog) -> None:
    while day.head.seq < 1_600:
        day.did(c.OpenCounter("3"))
        day.did(c.CloseCounter("3"))
    await store_all(sqlite, day)
    checked = asyncio.create_task(sqlite.verify())
    await asyncio.sleep(0)
    press = asyncio.create_task(sqlite.put_setting("name", "value"))
    done, _ = await asyncio.wait([checked, press], return_when=asyncio.FIRST_COMPLETED)
    assert done == {press}
    assert await checked == day.head.seq
