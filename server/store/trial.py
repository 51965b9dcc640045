"""Whether the medium takes a commit, found out without anything being left of it."""

import sqlite3

from server.store import statements
from server.store.pragmas import BUSY_MS
from server.store.transaction import immediate

# What a press writes, with room to spare. A single row proves nothing: with 8 KB free it was stored, and no press was.
_BYTES = 65_536


def try_out(connection: sqlite3.Connection) -> None:
    """Commit that much and take it back: durably, and in two commits, since what comes and goes within one is never written."""
    # Readers share this connection: whoever holds the lock is not waited for, there is another trial soon.
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with immediate(connection):
            connection.execute(statements.PUT_SETTING, (statements.TRIAL, "0" * _BYTES))
        with immediate(connection):
            connection.execute(statements.DELETE_SETTING, (statements.TRIAL,))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
