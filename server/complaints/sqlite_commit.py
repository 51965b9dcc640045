"""The one transaction of the complaints: events, rows and answer together, and what is erased with them."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from server.complaints import sqlite_texts as texts
from server.complaints.kept import Kept
from server.complaints.log_store import Batch, KeptAnswer
from server.complaints.sqlite_erasing import erase_in_copies, leave_no_trace, list_of, listed_in, remember
from server.complaints.streams import WORDINGS
from server.domain.day_record import DayRecord, stamp_of
from server.domain.record import Head
from server.store import statements
from server.store.base import Conflict
from server.store.log import head
from server.store.log_row import Row, hash_of
from server.store.transaction import immediate


def commit(connection: sqlite3.Connection, data: Path, batch: Batch) -> bool:
    """Store all of `batch` or nothing; whether what it erases is out of all files by now. Raises `Conflict`."""
    with immediate(connection):
        connection.executemany(statements.INSERT_EVENT, _rows_after_heads(connection, batch.records))
        _take_away(connection, batch.kept)
        _put(connection, batch.kept)
        if batch.erasures:
            remember(connection, list_of(data), batch.erasures, batch.records[-1].day)
        # After them: whoever presses again is told that it is done.
        if batch.answer is not None:
            _put_answer(connection, batch.answer)
    if batch.erasures:
        erase_in_copies(data, listed_in(connection))
    return not batch.erases or leave_no_trace(connection)


def to_row(record: DayRecord[Any]) -> Row:
    """A record as a row of the log, its day as midnight."""
    event, stamp = record.event, stamp_of(record.day)
    subject = WORDINGS[record.stream].subject_of(event)
    return (
        record.stream,
        record.seq,
        event.kind,
        event.v,
        subject,
        record.data,
        record.actor,
        "",
        stamp.wall_ms,
        stamp.mono_ms,
        stamp.boot,
        0,
        record.hash,
    )


def _rows_after_heads(connection: sqlite3.Connection, records: Sequence[DayRecord[Any]]) -> list[tuple[str, *Row]]:
    heads: dict[str, Head] = {}
    rows = []
    for record in records:
        before = heads.get(record.stream) or head(connection, record.stream)
        row = to_row(record)
        # A broken chain must never get into the log: everything after it would be worth nothing.
        if record.seq != before.seq + 1 or record.hash != hash_of(before.hash, row):
            raise Conflict(f"{record.stream} {record.seq} does not follow {before.seq}")
        heads[record.stream] = Head(record.seq, record.hash)
        rows.append((statements.OFFICE, *row))
    return rows


def _take_away(connection: sqlite3.Connection, kept: Kept) -> None:
    connection.executemany(texts.DELETE_SEALED, [(ref,) for ref in kept.erase])
    connection.executemany(texts.DELETE_PLAIN, [(ref,) for ref in kept.erase_plain])
    connection.executemany(texts.DELETE_CARD, [(card,) for card in kept.erase_cards])
    for complaint, to, *purposes in kept.erase_wraps:
        purpose = purposes[0] if purposes else ""
        connection.execute(texts.DELETE_WRAPS, (complaint, to, purpose, purpose))


def _put(connection: sqlite3.Connection, kept: Kept) -> None:
    connection.executemany(texts.PUT_SEALED, [(row.ref, row.complaint, row.kind, row.sealed) for row in kept.puts])
    connection.executemany(texts.PUT_WRAP, [(row.complaint, row.to, row.purpose, row.sealed) for row in kept.wraps])
    connection.executemany(texts.PUT_PLAIN, [(row.ref, row.kind, row.text, row.complaint) for row in kept.plain])
    connection.executemany(
        texts.PUT_RECEIPT,
        [(row.lookup, row.complaint, row.sealed_key, row.used_day.toordinal()) for row in kept.receipts],
    )
    connection.executemany(texts.PUT_CARD, [(row.card, row.complaint) for row in kept.cards])


def _put_answer(connection: sqlite3.Connection, answer: KeptAnswer) -> None:
    try:
        connection.execute(
            texts.PUT_ANSWER,
            (
                answer.actor,
                answer.key,
                answer.fingerprint,
                answer.stream,
                answer.first,
                answer.count,
                answer.complaint,
                answer.sealed,
                answer.day.toordinal(),
            ),
        )
    except sqlite3.IntegrityError as error:
        raise Conflict("answered already") from error
