"""A record: one event in the log, with everything around it that cannot be added later."""

import hashlib
import json
from collections.abc import Sequence
from json.encoder import encode_basestring as quoted

from server.domain.events import Event, subject_of, to_data
from server.domain.frozen import Frozen
from server.domain.moment import Moment, Stamp

QUEUE = "queue"
CLOCK = "clock"
NO_HASH = bytes(32)
# json.dumps builds an encoder for every call: a third of its time.
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Head(Frozen):
    """Where a stream ends: the number and hash of its last record; 0 and 32 zero bytes for an empty one."""

    seq: int = 0
    hash: bytes = NO_HASH


class Record(Frozen):
    """`actor` is an account, a device or `clock`; `key` the command's idempotency key; `hash` covers the record before it too.

    `data` is the event as the log keeps it: made once, hashed and stored as it is.
    """

    stream: str
    seq: int
    event: Event
    data: str
    actor: str
    key: str
    stamp: Stamp
    doubtful: bool
    hash: bytes

    @property
    def kind(self) -> str:
        return self.event.kind


def chained(
    events: Sequence[Event], head: Head, *, actor: str, key: str, now: Moment, stream: str = QUEUE
) -> tuple[Record, ...]:
    """The events of one command as records that follow `head`."""
    records: list[Record] = []
    seq, previous = head.seq, head.hash
    stamp = now.stamp
    for event in events:
        seq += 1
        data = canonical(to_data(event))
        previous = stored_hash(
            previous, stream, seq, event.kind, event.v, subject_of(event), data, actor, key, stamp, now.doubtful
        )
        records.append(Record(stream, seq, event, data, actor, key, stamp, now.doubtful, previous))
    return tuple(records)


def record_hash(
    previous: bytes, stream: str, seq: int, event: Event, actor: str, key: str, stamp: Stamp, doubtful: bool
) -> bytes:
    """SHA-256 over the hash before and the canonical JSON of all that the log keeps of the record."""
    return stored_hash(
        previous,
        stream,
        seq,
        event.kind,
        event.v,
        subject_of(event),
        canonical(to_data(event)),
        actor,
        key,
        stamp,
        doubtful,
    )


def stored_hash(
    previous: bytes,
    stream: str,
    seq: int,
    kind: str,
    v: int,
    subject: str,
    data: str,
    actor: str,
    key: str,
    stamp: Stamp,
    doubtful: bool,
) -> bytes:
    """The same hash from the stored columns, so that a log is checked without knowing what its events mean.

    Old events keep their old version and data, so their hash never changes by an upcast.
    """
    # The canonical JSON of the row, put together by hand: it is made twice for every press.
    row = (
        f"[{quoted(stream)},{seq:d},{quoted(kind)},{v:d},{quoted(subject)},{quoted(data)},{quoted(actor)},{quoted(key)},"
        f"{stamp.wall_ms:d},{stamp.mono_ms:d},{quoted(stamp.boot)},{int(doubtful)}]"
    )
    return hashlib.sha256(previous + row.encode()).digest()


def canonical(data: object) -> str:
    """JSON with sorted keys and no blanks: the same data always gives the same text."""
    return _encoder.encode(data)


def unbroken_end(records: Sequence[Record]) -> Sequence[Record]:
    """The longest end of `records` whose numbers follow each other."""
    start = len(records) - 1
    while start > 0 and records[start - 1].seq == records[start].seq - 1:
        start -= 1
    return records[max(start, 0) :]
