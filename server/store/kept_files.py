"""Files of the data directory that belong to the office as its log does: in a backup they lie in a table beside the log."""

import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from server.store.durable import rename, sync_file

FOLDERS = ("berkas", "suara")
"""Pictures and videos; recorded voices. Certificates are made for one machine, and what can be made anew is not kept."""
_TABLE = "CREATE TABLE kept_file (path TEXT PRIMARY KEY, content BLOB NOT NULL)"
_INSERT = "INSERT INTO kept_file (path, content) VALUES (?, zeroblob(?))"
_ALL = "SELECT rowid, path, length(content) FROM kept_file"
_IS_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kept_file'"
_DROP = "DROP TABLE IF EXISTS kept_file"
# Nothing that begins with a dot: those are files in the making.
_PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/[a-z0-9][a-z0-9.-]{{0,120}}){{1,2}}")
_CHUNK = 256 * 1024


def put_in(backup: Path, directory: Path) -> None:
    """Add the files of `directory` to the finished copy of its log. A file that vanishes meanwhile is left out."""
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute(_TABLE)
        for path in files_in(directory):
            try:
                _put(connection, directory, path)
            except FileNotFoundError:
                continue
        connection.execute("COMMIT")


def take_out(backup: sqlite3.Connection, directory: Path) -> int:
    """Write the files that the backup holds; how many. What is there under another name stays. Raises OSError."""
    if backup.execute(_IS_THERE).fetchone() is None:
        return 0
    count = 0
    for row, name, size in backup.execute(_ALL).fetchall():
        # A backup may come from anywhere: what it holds goes nowhere else.
        if not _PATH.fullmatch(name):
            continue
        target = directory / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = target.with_name(f".{secrets.token_hex(8)}.baru")
        try:
            with backup.blobopen("kept_file", "content", row, readonly=True) as blob, unfinished.open("xb") as file:
                for _ in range(0, size, _CHUNK):
                    file.write(blob.read(_CHUNK))
            sync_file(unfinished)
            rename(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
        count += 1
    return count


def drop(connection: sqlite3.Connection) -> None:
    """Leave the log alone, as it lies in a data directory."""
    connection.execute(_DROP)


def files_in(directory: Path) -> Iterator[Path]:
    """The files that belong into a backup, in a fixed order."""
    for folder in FOLDERS:
        for path in sorted((directory / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and _PATH.fullmatch(path.relative_to(directory).as_posix()):
                yield path


def _put(connection: sqlite3.Connection, directory: Path, path: Path) -> None:
    with path.open("rb") as file:
        # Of the file that is open, which may have lost its name to a newer one.
        size = os.fstat(file.fileno()).st_size
        row = connection.execute(_INSERT, (path.relative_to(directory).as_posix(), size)).lastrowid
        assert row is not None
        with connection.blobopen("kept_file", "content", row) as blob:
            left = size
            while left and (chunk := file.read(min(_CHUNK, left))):
                blob.write(chunk)
                left -= len(chunk)
