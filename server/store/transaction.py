"""A whole transaction: committed, or as if it had never begun."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """Take the write lock at once, so that what is read here cannot change before it is written.

    Commits at the end; whatever is raised inside, `KeyboardInterrupt` too, leaves the connection outside of a transaction.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        # After a full disk SQLite may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
