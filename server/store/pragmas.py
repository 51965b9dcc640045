"""How every connection is set up. What is set is read back: a pragma that SQLite does not follow is ignored without a word."""

import sqlite3
import sys
from pathlib import Path

from server.store.base import Unwritable

BUSY_MS = 5000

# name, what is set, what must be read back
_ALL: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),  # no plain text in temporary files
    ("mmap_size", "0", 0),  # an I/O error through a memory map ends the process
)
_READER = ("wal_autocheckpoint", "0", 0)  # only the writer checkpoints
_WRITER: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "WAL", "wal"),  # network shares and FAT cannot
    ("synchronous", "FULL", 2),  # with NORMAL a power cut takes acknowledged commits
    ("secure_delete", "ON", 1),
    ("journal_size_limit", "16777216", 16_777_216),
    ("wal_autocheckpoint", "1000", 1000),
)
_MACOS: tuple[tuple[str, str, object], ...] = (("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1))


def set_up_writer(connection: sqlite3.Connection) -> None:
    """Durable and strict. Raises `Unwritable` when the medium cannot do that."""
    _set(connection, (*_ALL, *_WRITER, *(_MACOS if sys.platform == "darwin" else ())))


def connect_reader(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing: not the file, and no checkpoint when it closes.

    A file without a log beside it is taken as it is, so that a backup can be read from a medium that is read-only.
    """
    alone = not path.with_name(f"{path.name}-wal").exists()
    connection = sqlite3.connect(
        f"{uri(path)}?mode=ro{'&immutable=1' if alone else ''}", uri=True, isolation_level=None
    )
    try:
        _set(connection, (*_ALL, _READER))
    except BaseException:
        connection.close()
        raise
    return connection


def uri(path: Path) -> str:
    """The path as SQLite's URI, so that a connection can refuse to create a file that is missing."""
    return path.absolute().as_uri()


def _set(connection: sqlite3.Connection, pragmas: tuple[tuple[str, str, object], ...]) -> None:
    for name, value, expected in pragmas:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        # mmap_size answers nothing where SQLite was built without memory maps.
        found = row[0] if row is not None else 0
        if found != expected:
            raise Unwritable(
                f"Penyimpanan tidak mendukung {name}={value} (terbaca {found}); pakai disk lokal, bukan folder jaringan."
            )
