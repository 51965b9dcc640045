"""A backup becomes the log again, in a new epoch. What was there is kept."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from server.store import kept_databases, kept_files, statements
from server.store.aside import move_aside, utc_now
from server.store.backup import copy_checked
from server.store.base import Damaged
from server.store.chain import check_all
from server.store.durable import rename, sync_file
from server.store.failures import translated
from server.store.kept_databases import Settling
from server.store.lock import DirectoryLock
from server.store.schema import DATABASE_NAME
from server.store.transaction import immediate


def restore(
    backup: Path,
    directory: Path,
    *,
    epoch: str,
    settling: Settling | None = None,
    utc_now: Callable[[], datetime] = utc_now,
) -> Path | None:
    """Put the log of `backup` in place of the one in `directory` and give it the new `epoch`; its files go beside those that are there.

    A database of the complaints is replaced too; what `settling` raises refuses the whole restore, and one that nobody settles
    raises `Damaged`. A backup without complaints leaves those that are there.

    The backup is checked from end to end before anything is touched. Returns where the former files lie now, None when there
    were none. Raises `Busy` while a server runs, `Damaged` or `Newer` for a backup that cannot be used: then the present log is
    as it was. Raises `Unwritable` when the medium fails; cut off in the middle, the next start refuses until `restore` has run
    again, and nothing is lost.

    The office still has to append a `LogRestored` with the same epoch, which leaves a gap in the number series.
    """
    lock = DirectoryLock(directory)
    with translated():
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock.acquire()
    try:
        with translated():
            return _restore(backup, directory / DATABASE_NAME, epoch, settling, utc_now())
    finally:
        lock.release()


def _restore(backup: Path, database: Path, epoch: str, settling: Settling | None, now: datetime) -> Path | None:
    coming = database.with_name(f"{database.name}.pulih")
    others: dict[str, Path] = {}
    try:
        copy_checked(backup, coming)
        with closing(sqlite3.connect(coming, isolation_level=None)) as connection:
            check_all(connection)
            others = kept_databases.take_out(connection, database.parent)
            if others:
                _settle(settling, others, epoch)
            files = kept_files.take_out(connection, database.parent)
            with immediate(connection):
                kept_files.drop(connection)
                kept_databases.drop(connection)
                connection.execute(statements.NEW_EPOCH, (epoch,))
            if files or others:
                connection.execute("VACUUM")
        sync_file(coming)
        former = move_aside(database, now, [database.parent / name for name in others])
        for name, other in others.items():
            (database.parent / name).parent.mkdir(mode=0o700, exist_ok=True)
            rename(other, database.parent / name)
        if others and settling is not None:
            settling.finish()
        # The log itself comes last: cut off before, the next start finds none and says so.
        rename(coming, database)
    finally:
        for unfinished in (coming, *others.values()):
            unfinished.unlink(missing_ok=True)
    return former


def _settle(settling: Settling | None, others: Mapping[str, Path], epoch: str) -> None:
    if settling is None:
        raise Damaged("Cadangan ini memuat aduan, yang hanya boleh dipulihkan bersama daftar penghapusannya.")
    for other in others.values():
        settling.prepare(other, epoch)
        sync_file(other)
