"""The hash chain: every record's hash covers the one before it, so that a changed byte or a missing record shows."""

import sqlite3
from collections.abc import Iterable

from server.domain.record import Head
from server.store import statements
from server.store.base import Damaged
from server.store.log import configured_before, newest_opening
from server.store.log_row import Row, fetch, hash_of

AT_ONCE = 500


def check_part(connection: sqlite3.Connection, stream: str, after: int, limit: int = AT_ONCE) -> int:
    """Check at most `limit` records above `after`; the number of the last one, or `after` when there are none."""
    rows = fetch(connection, statements.AFTER, statements.OFFICE, stream, after, limit)
    return check_rows(rows, _head_at(connection, stream, after)).seq if rows else after


def check_rows(rows: Iterable[Row], head: Head) -> Head:
    """The head after `rows`, which must follow `head`. Raises `Damaged`."""
    for row in rows:
        seq, found = row[1], row[-1]
        if seq != head.seq + 1:
            raise Damaged(f"Catatan nomor {head.seq + 1} hilang dari log.")
        try:
            expected = hash_of(head.hash, row)
        except (TypeError, ValueError) as error:
            raise Damaged(f"Catatan nomor {seq} rusak: isinya tidak terbaca.") from error
        if found != expected:
            raise Damaged(f"Catatan nomor {seq} rusak: isinya tidak cocok dengan sidiknya.")
        head = Head(seq, found)
    return head


def check_all(connection: sqlite3.Connection) -> None:
    """Check every stream from its beginning. Raises `Damaged`."""
    for (stream,) in connection.execute(statements.STREAMS, (statements.OFFICE,)).fetchall():
        after = 0
        while (last := check_part(connection, stream, after)) > after:
            after = last


def check_fold_base(connection: sqlite3.Connection, stream: str) -> None:
    """Check the part from which the present state is folded. Raises `Damaged`."""
    opening = newest_opening(connection, stream)
    configured = configured_before(connection, stream, opening)
    if configured:
        _check_one(connection, stream, configured, "office_configured")
    if opening:
        _check_one(connection, stream, opening, "day_opened")
    after = opening
    while (last := check_part(connection, stream, after)) > after:
        after = last


def _check_one(connection: sqlite3.Connection, stream: str, seq: int, kind: str) -> None:
    rows = fetch(connection, statements.AFTER, statements.OFFICE, stream, seq - 1, 1)
    check_rows(rows, _head_at(connection, stream, seq - 1))
    if not rows or rows[0][2] != kind:
        raise Damaged(f"Catatan nomor {seq} bukan {kind} seperti menurut indeksnya.")


def _head_at(connection: sqlite3.Connection, stream: str, seq: int) -> Head:
    if seq <= 0:
        return Head()
    row = connection.execute(statements.HASH_AT, (statements.OFFICE, stream, seq)).fetchone()
    if row is None:
        raise Damaged(f"Catatan nomor {seq} hilang dari log.")
    return Head(seq, row[0])
