"""Reading the complaints' database, and the rows that are changed one by one."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec.json import decode

from server.complaints import sqlite_texts as texts
from server.complaints.kept import CardRow, PlainRow, ReceiptRow, SealedRow, StaffKeyRow, WrapRow
from server.complaints.log_store import Folded, Happened, KeptAnswer
from server.complaints.streams import WORDINGS, read_row, unreadable
from server.domain.day_record import DayRecord, day_of
from server.domain.record import Head
from server.store import statements
from server.store.base import Damaged
from server.store.chain import AT_ONCE, check_rows
from server.store.log_row import fetch
from server.store.transaction import immediate

_ALL = -1
T = TypeVar("T")


def load(connection: sqlite3.Connection, stream: str) -> list[DayRecord[Any]]:
    """All records, their chain checked."""
    rows = fetch(connection, statements.AFTER, statements.OFFICE, stream, 0, _ALL)
    check_rows(rows, Head())
    return [read_row(row) for row in rows]


def fold(connection: sqlite3.Connection, stream: str, step: Callable[[Iterable[Happened]], T]) -> Folded[T]:
    """What `step` makes of all records; their chain is checked on the way."""
    from_data = WORDINGS[stream].from_data
    head, newest = Head(), date.min
    days: dict[int, date] = {}

    def happened() -> Iterator[Happened]:
        nonlocal head, newest
        cursor = connection.execute(statements.AFTER, (statements.OFFICE, stream, 0, _ALL))
        while rows := cursor.fetchmany(AT_ONCE):
            head = check_rows(rows, head)
            for row in rows:
                newest = days.get(row[8]) or days.setdefault(row[8], day_of(row[8]))
                try:
                    event = from_data(row[2], row[3], decode(row[5]))
                except (ValueError, TypeError, KeyError) as error:
                    raise unreadable(row, error) from None
                yield event, row[6], newest

    try:
        made = step(happened())
    except (KeyError, ValueError, TypeError, IndexError) as error:
        # Well chained and readable, but against the rules: an event about a complaint that never came in. Its text could hold anything.
        raise Damaged(f"Log aduan memuat catatan yang tidak mungkin ({type(error).__name__}).") from None
    return Folded(made, head, newest)


def read(connection: sqlite3.Connection, stream: str, after: int, limit: int) -> list[DayRecord[Any]]:
    return [read_row(row) for row in fetch(connection, statements.AFTER, statements.OFFICE, stream, after, limit)]


def history(connection: sqlite3.Connection, stream: str, subject: str) -> list[DayRecord[Any]]:
    return [read_row(row) for row in fetch(connection, texts.HISTORY, stream, subject)]


def answer(connection: sqlite3.Connection, actor: str, key: bytes) -> KeptAnswer | None:
    row = connection.execute(texts.ANSWER, (actor, key)).fetchone()
    if row is None:
        return None
    fingerprint, stream, first, count, complaint, content, day = row
    return KeptAnswer(actor, key, fingerprint, stream, first, count, complaint, content, date.fromordinal(day))


def forget_answers(connection: sqlite3.Connection, before: date) -> bool:
    """Whether there were any."""
    with immediate(connection):
        return connection.execute(texts.FORGET_ANSWERS, (before.toordinal(),)).rowcount > 0


def sealed(connection: sqlite3.Connection, ref: str) -> bytes | None:
    return _bytes(connection, texts.SEALED, ref)


def rows(connection: sqlite3.Connection, complaint: str, kind: str) -> list[SealedRow]:
    return [SealedRow(*row) for row in connection.execute(texts.ROWS, (complaint, kind, kind))]


def wraps(connection: sqlite3.Connection, complaint: str, to: str) -> list[WrapRow]:
    return [WrapRow(*row) for row in connection.execute(texts.WRAPS, (complaint, to, to))]


def wraps_to(connection: sqlite3.Connection, to: str) -> list[WrapRow]:
    return [WrapRow(*row) for row in connection.execute(texts.WRAPS_TO, (to,))]


def put_wraps(connection: sqlite3.Connection, new: Sequence[WrapRow]) -> None:
    with immediate(connection):
        connection.executemany(texts.PUT_WRAP, [(row.complaint, row.to, row.purpose, row.sealed) for row in new])


def plain(connection: sqlite3.Connection, ref: str) -> str | None:
    row = connection.execute(texts.PLAIN, (ref,)).fetchone()
    return None if row is None else str(row[0])


def plains(connection: sqlite3.Connection, kind: str) -> list[PlainRow]:
    return [PlainRow(*row) for row in connection.execute(texts.PLAINS, (kind,))]


def receipt(connection: sqlite3.Connection, lookup: bytes) -> ReceiptRow | None:
    row = connection.execute(texts.RECEIPT, (lookup,)).fetchone()
    return None if row is None else _receipt(row)


def touch_receipt(connection: sqlite3.Connection, lookup: bytes, used: date) -> None:
    with immediate(connection):
        connection.execute(texts.TOUCH_RECEIPT, (used.toordinal(), lookup, used.toordinal()))


def forget_receipt(connection: sqlite3.Connection, lookup: bytes) -> None:
    with immediate(connection):
        connection.execute(texts.DELETE_RECEIPT, (lookup,))


def old_receipts(connection: sqlite3.Connection, before: date) -> list[ReceiptRow]:
    return [_receipt(row) for row in connection.execute(texts.OLD_RECEIPTS, (before.toordinal(),))]


def staff_keys(connection: sqlite3.Connection) -> list[StaffKeyRow]:
    return [
        StaffKeyRow(account, public, sealed_private, salt, date.fromordinal(created), bool(active))
        for account, public, sealed_private, salt, created, active in connection.execute(texts.STAFF_KEYS)
    ]


def put_staff_key(connection: sqlite3.Connection, row: StaffKeyRow) -> None:
    values = (row.account, row.public, row.sealed_private, row.salt, row.created_day.toordinal(), int(row.active))
    with immediate(connection):
        connection.execute(texts.PUT_STAFF_KEY, values)


def cards(connection: sqlite3.Connection) -> list[CardRow]:
    return [CardRow(*row) for row in connection.execute(texts.CARDS)]


def mark(connection: sqlite3.Connection, card: str, kind: str, sign: bytes) -> bool:
    with immediate(connection):
        return connection.execute(texts.PUT_MARK, (kind, sign, card)).rowcount > 0


def marks(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    return {(card, kind): count for card, kind, count in connection.execute(texts.MARKS)}


def unmark(connection: sqlite3.Connection, card: str, kind: str) -> None:
    with immediate(connection):
        connection.execute(texts.DELETE_MARKS, (card, kind))


def setting(connection: sqlite3.Connection, name: str) -> bytes | None:
    return _bytes(connection, texts.SETTING, name)


def put_setting(connection: sqlite3.Connection, name: str, value: bytes) -> None:
    with immediate(connection):
        connection.execute(texts.PUT_SETTING, (name, value))


def _bytes(connection: sqlite3.Connection, statement: str, key: str) -> bytes | None:
    row = connection.execute(statement, (key,)).fetchone()
    return None if row is None else bytes(row[0])


def _receipt(row: tuple[bytes, str, bytes, int]) -> ReceiptRow:
    lookup, complaint, sealed_key, used = row
    return ReceiptRow(lookup, complaint, sealed_key, date.fromordinal(used))
