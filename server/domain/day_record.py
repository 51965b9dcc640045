"""A record that says on which day something happened, and never when: what the logs of the complaints are made of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from server.domain.frozen import Frozen
from server.domain.moment import Stamp
from server.domain.record import Head, canonical, stored_hash

_FIRST_DAY = date(1970, 1, 1)
_DAY_MS = 86_400_000


class DayEvent(Protocol):
    """What every event of these streams has beside its fields."""

    kind: ClassVar[str]
    v: ClassVar[int]


E = TypeVar("E", bound=DayEvent)


class DayRecord(Frozen, Generic[E]):
    """`actor` is an account's id, `sender` or `clock`; `day` the office's local date; `hash` covers the record before it too.

    `data` is the event as the log keeps it.
    """

    stream: str
    seq: int
    event: E
    data: str
    actor: str
    day: date
    hash: bytes


def stamp_of(day: date) -> Stamp:
    """A day as the log's columns keep it: midnight of that date in UTC whatever the office's zone, so that a move to another zone
    changes no date; nothing finer, and nothing of the machine's boot."""
    return Stamp((day - _FIRST_DAY).days * _DAY_MS, 0, "")


def day_of(wall_ms: int) -> date:
    """The date of a stored stamp."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=wall_ms)).date()


def chained_days(
    events: Sequence[E],
    head: Head,
    *,
    stream: str,
    actor: str,
    day: date,
    to_data: Callable[[E], Mapping[str, Any]],
    subject_of: Callable[[E], str],
) -> tuple[DayRecord[E], ...]:
    """The events of one command as records that follow `head`.

    Idempotency keys stay out of them: what a sender's form holds opens the answer that is kept for it.
    """
    records: list[DayRecord[E]] = []
    seq, previous, stamp = head.seq, head.hash, stamp_of(day)
    for event in events:
        seq += 1
        data = canonical(to_data(event))
        previous = stored_hash(
            previous, stream, seq, event.kind, event.v, subject_of(event), data, actor, "", stamp, doubtful=False
        )
        records.append(DayRecord(stream, seq, event, data, actor, day, previous))
    return tuple(records)
