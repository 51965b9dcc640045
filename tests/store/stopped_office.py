"""The files of a server that has stopped, and what may happen to them meanwhile."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore

PAGE = 4096


def noon() -> datetime:
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


async def start(database: Path) -> SqliteStore:
    store = SqliteStore(database.parent, utc_now=noon)
    await store.open()
    return store


def change(database: Path, statement: str, *parameters: object) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement, parameters)


def flip(database: Path, place: int) -> None:
    """One bit of one byte falls over."""
    data = bytearray(database.read_bytes())
    data[place] ^= 1
    database.write_bytes(data)


def kept(database: Path) -> list[Path]:
    """What was put aside because it was damaged."""
    return sorted(database.parent.glob("rusak-*"))


def cut_off(running: Path, target: Path) -> Path:
    """What a power cut leaves of a server that runs in `running`: the last commits stand in the write-ahead log only."""
    target.mkdir()
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
        (target / name).write_bytes((running / name).read_bytes())
    return target / DATABASE_NAME
