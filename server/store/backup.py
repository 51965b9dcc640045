"""A consistent copy while the office works, checked before it gets its name."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from server.domain.record import Head
from server.store import kept_databases, kept_files, statements
from server.store.base import Damaged
from server.store.durable import rename, sync_file
from server.store.failures import translated
from server.store.inspection import inspect
from server.store.log import head
from server.store.pragmas import connect_reader
from server.store.schema import DATABASE_NAME


def backup_directory(directory: Path, path: Path) -> None:
    """Write a checked copy of the log in `directory`, and of the files and databases that belong to it, to `path`.

    A server may be running there.

    A file that has the name already is replaced, by a whole copy only. Raises `Damaged` when the log or the copy is not whole,
    `Newer`, or `Unwritable` when the place of the copy cannot be written.
    """
    with translated():
        copy_checked(directory / DATABASE_NAME, path, files=directory)


def copy_checked(source: Path, target: Path, *, files: Path | None = None) -> None:
    """Copy one consistent state of `source`, check the copy and give it its name. `files`: the data directory whose files go with it."""
    if not source.is_file():
        raise Damaged(f"Berkas {source} tidak ada; periksa letak dan namanya.")
    # Beside the target, so that giving it its name is one step; a copy that was cut off keeps a name of its own.
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".sementara", dir=target.parent)
    os.close(descriptor)
    unfinished = Path(name)
    try:
        with closing(connect_reader(source)) as connection:
            before = _heads(connection)
            connection.execute("VACUUM INTO ?", (str(unfinished),))
            with closing(connect_reader(unfinished)) as copy:
                inspect(copy, thorough=True)
                _compare(connection, before, copy)
        if files is not None:
            kept_files.put_in(unfinished, files)
            kept_databases.put_in(unfinished, files)
        sync_file(unfinished)
        rename(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def _heads(connection: sqlite3.Connection) -> dict[str, Head]:
    streams = connection.execute(statements.STREAMS, (statements.OFFICE,)).fetchall()
    return {stream: head(connection, stream) for (stream,) in streams}


def _compare(source: sqlite3.Connection, before: dict[str, Head], copy: sqlite3.Connection) -> None:
    """The copy may hold more than there was at the beginning, but nothing that the source does not hold."""
    copied = _heads(copy)
    for stream in before.keys() | copied.keys():
        last = copied.get(stream, Head())
        row = source.execute(statements.HASH_AT, (statements.OFFICE, stream, last.seq)).fetchone()
        (number,) = copy.execute(statements.COUNT, (statements.OFFICE, stream)).fetchone()
        if last.seq < before.get(stream, Head()).seq or number != last.seq or row != (last.hash,):
            raise Damaged(f"Salinan tidak lengkap: aliran {stream} berhenti di nomor {last.seq}.")
