"""The chain of records: whoever changes anything in the log breaks it."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.events import CallUnspoken, Event, TicketCalled, TicketTaken, subject_of, to_data
from server.domain.frozen import replace
from server.domain.moment import Stamp
from server.domain.record import NO_HASH, Head, canonical, chained, record_hash, stored_hash
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.test_events import ANY_EVENT
from tests.domain.unhurried import UNHURRIED

STAMPS = st.builds(Stamp, wall_ms=st.integers(0, 2**53), mono_ms=st.integers(0, 2**53), boot=st.text(max_size=6))
ENVELOPES = st.fixed_dictionaries(
    {
        "previous": st.binary(min_size=32, max_size=32),
        "stream": st.sampled_from(("queue", "board")),
        "seq": st.integers(1, 2**53),
        "event": ANY_EVENT,
        "actor": st.text(max_size=6),
        "key": st.text(max_size=6),
        "stamp": STAMPS,
        "doubtful": st.booleans(),
    }
)
COLUMNS = {
    "previous": (NO_HASH, bytes(31) + b"\x01"),
    "stream": ("queue", "board"),
    "seq": (7, 8),
    "kind": ("ticket_called", "ticket_taken"),
    "v": (1, 2),
    "subject": ("A001", "A002"),
    "data": ('{"counter":"1"}', '{"counter":"2"}'),
    "actor": ("api", "clock"),
    "key": ("", "k"),
    "stamp": (Stamp(1, 2, "a"), Stamp(1, 2, "b")),
    "doubtful": (False, True),
}


@pytest.mark.parametrize("column", COLUMNS)
def test_another_value_in_any_column_gives_another_hash(column: str) -> None:
    before = {name: values[0] for name, values in COLUMNS.items()}
    after = {**before, column: COLUMNS[column][1]}
    assert stored_hash(**before) != stored_hash(**after)  # type: ignore[arg-type]


ROWS = st.fixed_dictionaries(
    {
        "previous": st.binary(min_size=32, max_size=32),
        **dict.fromkeys(("stream", "kind", "subject", "data", "actor", "key"), st.text()),
        **dict.fromkeys(("seq", "v"), st.integers()),
        "stamp": st.builds(Stamp, wall_ms=st.integers(), mono_ms=st.integers(), boot=st.text()),
        "doubtful": st.booleans(),
    }
)


@UNHURRIED
@given(ROWS)
def test_what_is_hashed_is_the_canonical_json_of_the_row(row: dict[str, Any]) -> None:
    """The bytes of every log that exists: they must never change, however they are put together."""
    stamp = row["stamp"]
    columns = [row[name] for name in ("stream", "seq", "kind", "v", "subject", "data", "actor", "key")]
    whole = [*columns, stamp.wall_ms, stamp.mono_ms, stamp.boot, int(row["doubtful"])]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert stored_hash(**row) == hashlib.sha256(row["previous"] + text.encode()).digest()


@pytest.mark.parametrize("column", ["seq", "v"])
@pytest.mark.parametrize("damaged", ["7", 7.0, None])
def test_what_is_no_number_any_more_has_no_hash(column: str, damaged: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        stored_hash(**{**{name: values[0] for name, values in COLUMNS.items()}, column: damaged})  # type: ignore[arg-type]


@pytest.mark.parametrize("changed", [Stamp(2, 2, "a"), Stamp(1, 3, "a"), Stamp(1, 2, "")])
def test_every_part_of_the_time_is_covered(changed: Stamp) -> None:
    before = {name: values[0] for name, values in COLUMNS.items()}
    assert stored_hash(**before) != stored_hash(**{**before, "stamp": changed})  # type: ignore[arg-type]


@UNHURRIED
@given(ENVELOPES, ENVELOPES)
def test_two_records_have_the_same_hash_only_when_nothing_differs(
    one: dict[str, object], other: dict[str, object]
) -> None:
    for name in one:
        mixed = {**one, name: other[name]}
        same = record_hash(**one) == record_hash(**mixed)  # type: ignore[arg-type]
        assert same == (one[name] == other[name] and type(one[name]) is type(other[name]))


@UNHURRIED
@given(ANY_EVENT, STAMPS)
def test_the_stored_columns_give_the_same_hash_as_the_event(event: Event, stamp: Stamp) -> None:
    columns = (event.kind, event.v, subject_of(event), canonical(to_data(event)))
    assert record_hash(NO_HASH, "queue", 1, event, "api", "", stamp, False) == stored_hash(
        NO_HASH, "queue", 1, *columns, "api", "", stamp, False
    )


def test_text_cannot_move_from_one_column_to_the_next() -> None:
    before = {name: values[0] for name, values in COLUMNS.items()}
    one = stored_hash(**{**before, "actor": "ab", "key": "c"})  # type: ignore[arg-type]
    assert one != stored_hash(**{**before, "actor": "a", "key": "bc"})  # type: ignore[arg-type]


def test_the_events_of_one_command_follow_the_head_and_each_other(clock: FalseClock) -> None:
    events = (TicketCalled("A001", "1", "A", "arrival", 8), CallUnspoken(8, "failed"))
    head = Head(7, bytes(range(32)))
    first, second = chained(events, head, actor="api", key="k", now=clock.now())
    assert (first.seq, second.seq) == (8, 9)
    assert (first.data, second.data) == tuple(canonical(to_data(event)) for event in events)
    assert first.hash == record_hash(head.hash, "queue", 8, events[0], "api", "k", clock.now().stamp, False)
    assert second.hash == record_hash(first.hash, "queue", 9, events[1], "api", "k", clock.now().stamp, False)


def test_a_doubtful_clock_is_written_into_the_record(office: QueueLog, clock: FalseClock) -> None:
    clock.doubtful = True
    office.takes("A")
    assert office.records[-1].doubtful
    assert not office.records[-2].doubtful


def test_a_record_that_is_changed_later_breaks_the_chain_after_it(office: QueueLog) -> None:
    office.takes("A")
    office.takes("B")
    old = office.records[-2]
    assert isinstance(old.event, TicketTaken)
    forged = replace(old.event, priority=True)
    recomputed = record_hash(
        office.records[-3].hash, "queue", old.seq, forged, old.actor, old.key, old.stamp, old.doubtful
    )
    assert recomputed != old.hash


@UNHURRIED
@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=5))
def test_canonical_json_does_not_depend_on_the_order_of_keys(data: dict[str, int]) -> None:
    assert canonical(data) == canonical(dict(reversed(data.items())))
