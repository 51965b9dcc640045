"""What must be true before a server may write: a whole log that we understand, on a medium that takes a commit."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from server.store import statements
from server.store.aside import copy_aside, something_was_here
from server.store.base import Damaged
from server.store.failures import translated
from server.store.inspection import inspect
from server.store.pragmas import connect_reader
from server.store.projected import make_anew, rebuild
from server.store.schema import create, migrate, missing_projections, version_of
from server.store.transaction import immediate

RESTORE = "pulihkan cadangan dengan: silakan restore BERKAS."


def prepare(database: Path, new_epoch: Callable[[], str], utc_now: Callable[[], datetime]) -> None:
    """Check the database, or create it where there never was one.

    A damaged one is copied aside and left as it is. Raises `Damaged`, `Newer` or `Unwritable`.
    """
    with translated():
        if database.exists():
            _check(database, utc_now)
        elif something_was_here(database):
            raise Damaged(f"Basis data {database} hilang, padahal pernah ada; {RESTORE}")
        else:
            create(database, new_epoch())


def begin(connection: sqlite3.Connection) -> None:
    """The first commit of a start: it shows whether the medium takes commits at all. An older database gets today's shape."""
    if version_of(connection) < statements.VERSION:
        with immediate(connection):
            migrate(connection)
            make_anew(connection)
    if missing_projections(connection):
        rebuild(connection)
    with immediate(connection):
        connection.execute(statements.CANARY)


def _check(database: Path, utc_now: Callable[[], datetime]) -> None:
    try:
        # Read-only, so that a damaged file and its write-ahead log stay as they were found.
        with translated(), closing(connect_reader(database)) as connection:
            inspect(connection)
            return
    except Damaged as error:
        damage = error
    try:
        kept = f"Salinannya disimpan di {copy_aside(database, utc_now())}"
    except OSError:
        # The damage is what matters; the file itself stays where it is.
        kept = "Salinannya tidak dapat dibuat"
    raise Damaged(f"{damage} {kept}; {RESTORE}") from damage
