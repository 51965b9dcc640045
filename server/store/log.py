"""Reading the log of SQLite and what stands beside it."""

import sqlite3

from server.domain.record import QUEUE, Head, Record
from server.store import statements
from server.store.base import Answer
from server.store.log_row import fetch, from_row

_ALL = -1


def epoch(connection: sqlite3.Connection) -> str:
    (found,) = connection.execute(statements.EPOCH).fetchone()
    return str(found)


def head(connection: sqlite3.Connection, stream: str) -> Head:
    row = connection.execute(statements.HEAD, (statements.OFFICE, stream)).fetchone()
    return Head() if row is None else Head(*row)


def read(connection: sqlite3.Connection, after: int, limit: int, stream: str) -> list[Record]:
    return [from_row(row) for row in fetch(connection, statements.AFTER, statements.OFFICE, stream, after, limit)]


def fold_base(connection: sqlite3.Connection, stream: str) -> list[Record]:
    opening = newest_opening(connection, stream)
    configured = configured_before(connection, stream, opening)
    before = read(connection, configured - 1, 1, stream) if configured else []
    return [*before, *read(connection, max(opening - 1, 0), _ALL, stream)]


def newest_opening(connection: sqlite3.Connection, stream: str) -> int:
    """The number of the newest opening of a day; 0 where no day was ever opened."""
    (seq,) = connection.execute(statements.NEWEST_OPENING, (statements.OFFICE, stream)).fetchone()
    return int(seq or 0)


def configured_before(connection: sqlite3.Connection, stream: str, seq: int) -> int:
    """The number of the last configuration before `seq`; 0 when there is none."""
    (found,) = connection.execute(statements.CONFIGURED_BEFORE, (statements.OFFICE, stream, seq)).fetchone()
    return int(found or 0)


def believed_ms(connection: sqlite3.Connection) -> int:
    """Wall time of the newest record of the queue whose clock was believed; 0 without one."""
    row = connection.execute(statements.BELIEVED_MS, (statements.OFFICE, QUEUE)).fetchone()
    return 0 if row is None else int(row[0])


def answers(connection: sqlite3.Connection) -> list[Answer]:
    return [Answer(*row) for row in connection.execute(statements.ANSWERS)]


def document(connection: sqlite3.Connection, digest: str) -> str | None:
    row = connection.execute(statements.DOCUMENT, (digest,)).fetchone()
    return None if row is None else str(row[0])
