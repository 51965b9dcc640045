"""A record as a row of the log table, and back."""

import json
import sqlite3

from server.domain.events import from_data, subject_of
from server.domain.moment import Stamp
from server.domain.record import Record, stored_hash
from server.store.base import Damaged

# stream, seq, kind, v, subject, data, actor, key, wall_ms, mono_ms, boot, doubtful, hash
Row = tuple[str, int, str, int, str, str, str, str, int, int, str, int, bytes]


def to_row(record: Record) -> Row:
    event, stamp = record.event, record.stamp
    return (
        record.stream,
        record.seq,
        event.kind,
        event.v,
        subject_of(event),
        record.data,
        record.actor,
        record.key,
        stamp.wall_ms,
        stamp.mono_ms,
        stamp.boot,
        int(record.doubtful),
        record.hash,
    )


def from_row(row: Row) -> Record:
    """Raises `UnknownKind` for an event of newer software, `Damaged` for one that cannot be read."""
    stream, seq, kind, v, _, data, actor, key, wall_ms, mono_ms, boot, doubtful, digest = row
    try:
        event = from_data(kind, v, json.loads(data))
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(f"Catatan nomor {seq} tidak terbaca.") from error
    return Record(stream, seq, event, data, actor, key, Stamp(wall_ms, mono_ms, boot), bool(doubtful), digest)


def hash_of(previous: bytes, row: Row) -> bytes:
    """What the row's hash must be when `previous` is that of the row before it."""
    stream, seq, kind, v, subject, data, actor, key, wall_ms, mono_ms, boot, doubtful, _ = row
    stamp = Stamp(wall_ms, mono_ms, boot)
    return stored_hash(previous, stream, seq, kind, v, subject, data, actor, key, stamp, bool(doubtful))


def fetch(connection: sqlite3.Connection, statement: str, *parameters: str | int) -> list[Row]:
    """The rows of a query over the log's columns."""
    rows: list[Row] = connection.execute(statement, parameters).fetchall()
    return rows
