"""Every connection is set up as promised, and a medium that cannot do it is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.store.base import Unwritable
from server.store.pragmas import connect_reader
from server.store.sqlite import SqliteStore
from server.store.statements import APPLICATION_ID, VERSION

EVERYWHERE = {
    "busy_timeout": 5000,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "mmap_size": 0,
    "application_id": APPLICATION_ID,
    "user_version": VERSION,
}
WRITER = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "journal_size_limit": 16 * 1024 * 1024,
    "wal_autocheckpoint": 1000,
}


def read_back(connection: sqlite3.Connection, names: dict[str, Any]) -> dict[str, Any]:
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


async def test_the_writer_is_durable_and_strict(sqlite: SqliteStore) -> None:
    expected = EVERYWHERE | WRITER
    assert await sqlite._connection.run(read_back, expected) == expected


def test_a_reader_changes_nothing(database: Path) -> None:
    expected = EVERYWHERE | {"wal_autocheckpoint": 0}
    with closing(connect_reader(database)) as connection:
        assert read_back(connection, expected) == expected
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM event")


class WithoutWriteAheadLog(sqlite3.Connection):
    """A file system on which SQLite cannot share memory: it keeps the old mode and says nothing."""

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        return super().execute("PRAGMA journal_mode" if sql.startswith("PRAGMA journal_mode") else sql, *args)


async def test_a_medium_without_write_ahead_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="journal_mode=WAL"):
        await SqliteStore(tmp_path, factory=WithoutWriteAheadLog).open()
    store = SqliteStore(tmp_path)
    await store.open()
    await store.close()
