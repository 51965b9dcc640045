"""The projections as tables of SQLite."""

import sqlite3

from server.domain.record import QUEUE, Record
from server.domain.ticket_row import TicketRow
from server.store import statements
from server.store.log_row import fetch, from_row
from server.store.projections import Change, Insert, Table, Update, as_text, changes
from server.store.transaction import immediate

_AT_ONCE = 1000


def project(connection: sqlite3.Connection, record: Record) -> None:
    """Carry out what the record changes, inside the present transaction."""
    for change in changes(record):
        _carry_out(connection, change)


def rebuild(connection: sqlite3.Connection) -> None:
    """Drop the tables and make them anew from the log, in one transaction."""
    with immediate(connection):
        make_anew(connection)


def make_anew(connection: sqlite3.Connection) -> None:
    """The same, inside the present transaction."""
    for table, text in statements.PROJECTION_TABLES.items():
        connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.execute(text)
    after = 0
    while rows := fetch(connection, statements.AFTER, statements.OFFICE, QUEUE, after, _AT_ONCE):
        for row in rows:
            project(connection, from_row(row))
        after = rows[-1][1]


def projections(connection: sqlite3.Connection) -> str:
    return as_text({table: connection.execute(statements.dump(table)) for table in Table})


def ticket(connection: sqlite3.Connection, receipt: str) -> TicketRow | None:
    row = connection.execute(statements.TICKET, (receipt,)).fetchone()
    return None if row is None else _ticket_row(row)


def tickets(connection: sqlite3.Connection, day: int) -> list[TicketRow]:
    return [_ticket_row(row) for row in connection.execute(statements.TICKETS, (day,))]


def days_on(connection: sqlite3.Connection, date: str) -> list[int]:
    return [int(seq) for (seq,) in connection.execute(statements.DAYS_ON, (date,))]


def _ticket_row(row: sqlite3.Row) -> TicketRow:
    day, date, number, service, priority, *rest = row
    return TicketRow(day, date, number, service, bool(priority), *rest)


def _carry_out(connection: sqlite3.Connection, change: Change) -> None:
    match change:
        case Insert():
            connection.execute(*statements.insert(change))
        case Update():
            connection.execute(*statements.update(change))
