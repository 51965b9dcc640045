"""Keeping what was there: a damaged or replaced database is never deleted and never overwritten."""

import filecmp
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from server.store.durable import sync_directory, sync_file

DAMAGED = "rusak"
REPLACED = "sebelum-pulih"
_PARTS = ("", "-wal", "-shm")


def utc_now() -> datetime:
    """The wall clock, for names of directories only."""
    return datetime.now(UTC)


def parts(database: Path) -> list[Path]:
    """The files that belong together: the database, its write-ahead log and that log's index, as far as they exist."""
    return [path for path in (database.with_name(f"{database.name}{part}") for part in _PARTS) if path.exists()]


def something_was_here(database: Path) -> bool:
    """Whether the directory shows that there was a database, now missing."""
    kept = (path for name in (DAMAGED, REPLACED) for path in database.parent.glob(f"{name}-*"))
    return bool(parts(database)) or any(kept)


def copy_aside(database: Path, now: datetime) -> Path:
    """Copy the files into a new `rusak-...` directory beside the database and return it.

    The same damage is copied once only: a service that is started again and again must not fill the disk.
    """
    for earlier in database.parent.glob(f"{DAMAGED}-*"):
        if _same(database, earlier):
            return earlier
    target = _new_directory(database.parent, DAMAGED, now)
    for path in parts(database):
        shutil.copy2(path, target / path.name)
        sync_file(target / path.name)
    sync_directory(target)
    return target


def move_aside(database: Path, now: datetime, beside: Sequence[Path] = ()) -> Path | None:
    """Move the files into a new `sebelum-pulih-...` directory beside the database and return it; None when there are none.

    `beside`: other databases of the same directory that are replaced with it.
    """
    # The database goes first: cut off here, the next start finds none and says so. Without its write-ahead log it would look whole.
    former = [part for each in (database, *beside) for part in parts(each)]
    if not former:
        return None
    target = _new_directory(database.parent, REPLACED, now)
    for path in former:
        path.rename(target / path.name)
    sync_directory(target)
    for folder in {path.parent for path in former}:
        sync_directory(folder)
    return target


def _same(database: Path, earlier: Path) -> bool:
    # The index of the write-ahead log is made anew by every connection, so it says nothing.
    present = [path for path in parts(database) if not path.name.endswith("-shm")]
    copies = [earlier / path.name for path in present]
    return all(
        copy.exists() and filecmp.cmp(path, copy, shallow=False) for path, copy in zip(present, copies, strict=True)
    )


def _new_directory(parent: Path, name: str, now: datetime) -> Path:
    stamp = f"{name}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    target = parent / stamp
    for number in count(2):
        if not target.exists():
            break
        target = parent / f"{stamp}-{number}"
    target.mkdir(mode=0o700)
    sync_directory(parent)
    return target
