"""aiosqlite has no public door for a whole transaction as one function. These tests fail when the one we use is closed."""

# mypy: disable-error-code="no-untyped-call"

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator

import aiosqlite
import pytest

from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.working_day import store_all


@pytest.fixture
async def below() -> AsyncIterator[aiosqlite.Connection]:
    connection = await aiosqlite.connect(":memory:", isolation_level=None)
    yield connection
    await connection.close()


async def test_a_function_runs_on_the_thread_of_the_connection(below: aiosqlite.Connection) -> None:
    assert isinstance(below._conn, sqlite3.Connection)
    threads = {await below._execute(threading.current_thread) for _ in range(3)}
    assert len(threads) == 1
    assert threading.current_thread() not in threads
    assert await below._execute(lambda: below._conn.execute("SELECT 41 + 1").fetchone()) == (42,)


async def test_what_a_function_raises_comes_back(below: aiosqlite.Connection) -> None:
    with pytest.raises(ZeroDivisionError):
        await below._execute(lambda: 1 // 0)
    assert await below._execute(lambda: "still there") == "still there"


async def test_a_function_is_called_in_its_turn_even_if_nobody_waits_any_more(below: aiosqlite.Connection) -> None:
    gate, called = threading.Event(), list[int]()
    first = asyncio.create_task(below._execute(gate.wait))
    others = [asyncio.create_task(below._execute(lambda number=number: called.append(number))) for number in range(5)]
    await asyncio.sleep(0)
    for task in (first, *others[::2]):
        task.cancel()
    gate.set()
    await asyncio.gather(first, *others, return_exceptions=True)
    await below._execute(lambda: None)
    assert called == [0, 1, 2, 3, 4]


async def test_nothing_that_is_stored_gets_into_its_debug_log(
    sqlite: SqliteStore, day: QueueLog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "aiosqlite")
    await store_all(sqlite, day)
    await sqlite.put_setting("pin", "193746")
    assert "executing" in caplog.text, "the log that this test is about"
    for secret in ("193746", "tablet", "A001"):
        assert secret not in caplog.text
