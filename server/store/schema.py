"""Making a new database: it gets its name only when it is whole, so that a file of that name is never an unfinished one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from server.store import statements
from server.store.durable import rename, sync_file
from server.store.projections import Table
from server.store.transaction import immediate

DATABASE_NAME = "silakan.db"


def create(path: Path, epoch: str) -> None:
    """An empty log under `path`, which must not exist, in the epoch `epoch`."""
    unfinished = path.with_name(f"{path.name}.baru")
    # Left behind by a start that was cut off; it never held anything.
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {statements.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {statements.VERSION}")
        with immediate(connection):
            for text in (*statements.LOG_TABLES.values(), *statements.LOG_INDEXES):
                connection.execute(text)
            for text in statements.PROJECTION_TABLES.values():
                connection.execute(text)
            connection.execute(statements.INSERT_META, (epoch,))
    sync_file(unfinished)
    rename(unfinished, path)


def version_of(connection: sqlite3.Connection) -> int:
    """Which shape the database has."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Give a database of an older version today's shape, inside the present transaction; the log itself is not touched."""
    version = version_of(connection)
    for step in range(version + 1, statements.VERSION + 1):
        for text in statements.STEPS[step]:
            connection.execute(text)
    if version < statements.VERSION:
        connection.execute(f"PRAGMA user_version = {statements.VERSION}")


def table_names(connection: sqlite3.Connection) -> frozenset[str]:
    return frozenset(name for (name,) in connection.execute(statements.TABLE_NAMES))


def missing_projections(connection: sqlite3.Connection) -> bool:
    """Whether a table that can be made anew from the log is not there."""
    return not table_names(connection).issuperset(Table)
