"""Databases of their own in the data directory that belong to the office as its log does: the complaints.

In a backup they lie in a table beside the log, in parts, as one value of SQLite ends at a gigabyte. What stands in them, and what
must be true before one is put back, others know.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from server.store.base import Damaged
from server.store.chain import check_all
from server.store.pragmas import connect_reader

NAMES = ("aduan/aduan.db",)
_TABLE = """CREATE TABLE kept_database (
    path TEXT NOT NULL, part INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (path, part)
)"""
_INSERT = "INSERT INTO kept_database (path, part, content) VALUES (?, ?, ?)"
_IS_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kept_database'"
_PARTS = "SELECT content FROM kept_database WHERE path = ? ORDER BY part"
_HAS = "SELECT 1 FROM kept_database WHERE path = ? LIMIT 1"
_DROP = "DROP TABLE IF EXISTS kept_database"
_PART = 8 * 1024**2


class Settling(Protocol):
    """Whoever knows what such a database holds."""

    def prepare(self, coming: Path, epoch: str) -> None:
        """Make the database ready for its place, in the new `epoch`. What this raises refuses the restore; nothing was touched yet."""

    def finish(self) -> None:
        """It has its place now."""


def put_in(backup: Path, directory: Path) -> None:
    """Add a consistent, checked copy of each database of `directory` to the finished copy of its log. Raises `Damaged`."""
    there = [name for name in NAMES if (directory / name).is_file()]
    if not there:
        return
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute(_TABLE)
        for name in there:
            with _checked_copy(directory / name, backup) as copy:
                _put(connection, name, copy)


def take_out(backup: sqlite3.Connection, directory: Path) -> dict[str, Path]:
    """Write the databases that the backup holds beside the places that they are to have: unfinished files, by name. Raises OSError."""
    found: dict[str, Path] = {}
    if backup.execute(_IS_THERE).fetchone() is None:
        return found
    for name in NAMES:
        if backup.execute(_HAS, (name,)).fetchone() is not None:
            target = directory / f"{Path(name).name}.pulih"
            target.unlink(missing_ok=True)
            target.touch(mode=0o600)
            found[name] = target
            with target.open("wb") as file:
                for (content,) in backup.execute(_PARTS, (name,)):
                    file.write(content)
    return found


def drop(connection: sqlite3.Connection) -> None:
    """Leave the log alone, as it lies in a data directory."""
    connection.execute(_DROP)


@contextmanager
def _checked_copy(source: Path, beside: Path) -> Iterator[Path]:
    descriptor, name = tempfile.mkstemp(prefix=f".{beside.name}.", suffix=".sementara", dir=beside.parent)
    os.close(descriptor)
    copy = Path(name)
    try:
        with closing(connect_reader(source)) as connection:
            connection.execute("VACUUM INTO ?", (name,))
        with closing(connect_reader(copy)) as connection:
            (first, *_) = (text for (text,) in connection.execute("PRAGMA integrity_check(1)"))
            if first != "ok":
                raise Damaged(f"Basis data {source} rusak ({first}).")
            check_all(connection)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _put(connection: sqlite3.Connection, name: str, copy: Path) -> None:
    with copy.open("rb") as file:
        part = 0
        while content := file.read(_PART):
            connection.execute(_INSERT, (name, part, content))
            part += 1
