"""Every store passes the same suite: `backing` is each of them in turn."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.store.base import Store
from server.store.connection import Connection
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.backing import Backing, InMemory, InSqlite
from tests.store.working_day import another_day, plain_day, store_all


@pytest.fixture(autouse=True)
async def nothing_stays_open(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A test that fails half-way must not leave a thread behind: the whole run would never end."""
    opened: list[Connection] = []
    really_open = Connection.open

    async def open_and_remember(connection: Connection) -> None:
        opened.append(connection)
        await really_open(connection)

    monkeypatch.setattr(Connection, "open", open_and_remember)
    yield
    for connection in opened:
        await connection.close()


@pytest.fixture(params=["sqlite", "memory"])
def backing(request: pytest.FixtureRequest, tmp_path: Path) -> Backing:
    return InSqlite(tmp_path / "data") if request.param == "sqlite" else InMemory()


@pytest.fixture
async def store(backing: Backing) -> AsyncIterator[Store]:
    """An open, empty store of each kind."""
    opened = backing.store()
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """An open, empty store of SQLite, as a server has it."""
    opened = SqliteStore(tmp_path / "data")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def database(tmp_path: Path, day: QueueLog) -> Path:
    """The file of a log of two days, of a server that has stopped. The second day is still open."""
    another_day(day)
    store = SqliteStore(tmp_path / "data")
    await store.open()
    await store_all(store, day)
    await store.close()
    return tmp_path / "data" / DATABASE_NAME


@pytest.fixture
def day() -> QueueLog:
    return plain_day()
