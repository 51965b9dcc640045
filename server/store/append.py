"""The one transaction that matters: entries into the log, with all that follows from them."""

import sqlite3
from collections.abc import Sequence

from server.domain.events import DayOpened
from server.domain.record import QUEUE, Head, Record
from server.store import statements
from server.store.base import Conflict, Duplicate, Entry
from server.store.log import head
from server.store.log_row import Row, hash_of, to_row
from server.store.projected import project
from server.store.transaction import immediate


def append(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Commit all entries or none. Raises `Conflict` or `Duplicate`."""
    records = [record for entry in entries for record in entry.records]
    answers = [
        (answer.actor, answer.key, answer.fingerprint, answer.body, answer.seq)
        for entry in entries
        if (answer := entry.answer) is not None
    ]
    notes = [(note.id, note.text, note.ms) for entry in entries for note in entry.notes]
    documents = [(document.digest, document.text) for entry in entries for document in entry.documents]
    with immediate(connection):
        connection.executemany(statements.INSERT_EVENT, _rows_after_heads(connection, records))
        _project(connection, records)
        if answers:
            _insert_answers(connection, answers)
        if documents:
            connection.executemany(statements.INSERT_DOCUMENT, documents)
        if notes:
            connection.executemany(statements.INSERT_NOTE, notes)


def _rows_after_heads(connection: sqlite3.Connection, records: Sequence[Record]) -> list[tuple[str, *Row]]:
    """The records as rows. Each must follow the one before it in its stream; nobody else can write meanwhile."""
    heads: dict[str, Head] = {}
    rows = []
    for record in records:
        before = heads.get(record.stream)
        if before is None:
            before = head(connection, record.stream)
        row = to_row(record)
        # A broken chain must never get into the log: it would stop the next start.
        if record.seq != before.seq + 1 or record.hash != hash_of(before.hash, row):
            raise Conflict(f"{record.stream} {record.seq} does not follow {before.seq}")
        heads[record.stream] = Head(record.seq, record.hash)
        rows.append((statements.OFFICE, *row))
    return rows


def _project(connection: sqlite3.Connection, records: Sequence[Record]) -> None:
    for record in records:
        if record.stream != QUEUE:
            continue
        try:
            project(connection, record)
        except sqlite3.IntegrityError as error:
            raise Duplicate(f"event {record.seq}: {error}") from error
        if isinstance(record.event, DayOpened):
            connection.execute(statements.FORGET_ANSWERS, (record.seq, record.event.date))


def _insert_answers(connection: sqlite3.Connection, answers: Sequence[tuple[str, str, str, str, int]]) -> None:
    try:
        connection.executemany(statements.INSERT_ANSWER, answers)
    except sqlite3.IntegrityError as error:
        raise Conflict(f"answered already: {error}") from error
