"""Tables beside the log: right, the same in every store, and made anew byte for byte."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain import commands as c
from server.domain.events import CallShown, TicketFinished
from server.domain.record import chained
from server.store.base import Entry, Store
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.store.backing import InMemory, InSqlite
from tests.store.working_day import STEPS, Step, another_day, entries_of, happen, receipt, store_all


async def rows(store: Store, table: str) -> list[list[Any]]:
    lines = [json.loads(line) for line in (await store.projections()).splitlines()]
    return [row for name, *row in lines if name == table]


async def test_a_ticket_is_found_by_its_receipt_with_all_that_happened_to_it(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    served = await store.ticket(receipt(1))
    assert served is not None
    at = {record.seq: record for record in day.records}
    opening = next(record for record in day.records if record.kind == "day_opened")
    assert (served.day, served.date) == (opening.seq, "2026-11-23")
    assert (served.number, served.service, served.state, served.counter) == ("A001", "A", "finished", "1")
    assert (served.calls, served.priority, served.channel) == (1, False, "kiosk")
    seqs = (served.taken_seq, served.called_seq, served.started_seq, served.ended_seq)
    assert [at[seq].kind for seq in seqs] == ["ticket_taken", "ticket_called", "serving_started", "ticket_finished"]
    times = (served.taken_ms, served.called_ms, served.started_ms, served.ended_ms)
    assert times == tuple(at[seq].stamp.wall_ms for seq in seqs)
    assert await store.ticket("no such receipt") is None


async def test_the_tickets_of_a_day_stand_in_order_of_arrival(store: Store, day: QueueLog) -> None:
    another_day(day)
    await store_all(store, day)
    first, second = (record.seq for record in day.records if record.kind == "day_opened")
    states = [(row.number, row.state, row.calls) for row in await store.tickets(first)]
    assert states == [
        ("A001", "finished", 1),
        ("A002", "missed", 2),
        ("B001", "cancelled", 0),
        ("A003", "cancelled", 0),
    ]
    assert [(row.number, row.date) for row in await store.tickets(second)] == [
        ("A001", "2026-11-24"),
        ("B001", "2026-11-24"),
    ]
    assert await store.tickets(99) == []


async def test_a_recall_counts_but_is_not_when_the_ticket_was_called(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    missed = await store.ticket(receipt(2))
    assert missed is not None
    called = next(r for r in day.records if r.kind == "ticket_called" and r.seq == missed.called_seq)
    assert (missed.calls, missed.called_ms, missed.started_ms) == (2, called.stamp.wall_ms, None)
    assert missed.ended_seq > missed.called_seq


async def test_calls_keep_their_outcome(store: Store, day: QueueLog) -> None:
    day.did(c.CallNext("1"))
    lost = day.head.seq
    day.did(c.NoteUnspoken(lost, "no_device"))
    await store_all(store, day)
    calls = {row[0]: row[1:] for row in await rows(store, "call")}
    assert calls[lost][:7] == ["A003", "1", "A", 0, "unspoken", "no_device", 0]
    spoken, recalled = sorted(calls)[1:3]
    assert calls[spoken][4:7] == ["spoken", "", 1]
    assert calls[recalled][3:7] == [spoken, "queued", "", 0]
    day.did(c.NoteSpeaking(lost))
    day.did(c.NoteSpoken(lost))
    await store_all(store, day)
    assert {row[0]: row[1:] for row in await rows(store, "call")}[lost][4:6] == ["spoken", ""]


async def test_a_day_is_closed_by_the_number_of_its_closing(store: Store, day: QueueLog) -> None:
    another_day(day)
    await store_all(store, day)
    closing = next(record.seq for record in day.records if record.kind == "day_closed")
    (first, second) = await rows(store, "service_day")
    assert (first[1], first[3]) == ("2026-11-23", closing)
    assert (second[1], second[3]) == ("2026-11-24", 0)


async def test_rebuilding_gives_the_same_bytes_and_residents_find_their_tickets(store: Store, day: QueueLog) -> None:
    another_day(day)
    await store_all(store, day)
    before, ticket = await store.projections(), await store.ticket(receipt(5))
    await store.rebuild()
    assert await store.projections() == before
    assert await store.ticket(receipt(5)) == ticket
    assert ticket is not None
    another_day(day)
    await store_all(store, day)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=60), size=st.integers(1, 9))
def test_every_store_has_the_same_tables_whatever_happens(steps: list[Step], size: int) -> None:
    log = QueueLog(FalseClock())
    happen(log, steps)
    asyncio.run(_compare(log, size))


async def _compare(log: QueueLog, size: int) -> None:
    """The log goes into both stores, here in one commit, there entry by entry."""
    entries = entries_of(log.records, size)
    with tempfile.TemporaryDirectory() as directory:
        sqlite, memory = InSqlite(Path(directory)).store(), InMemory().store()
        await sqlite.open()
        try:
            await sqlite.append(entries)
            for entry in entries:
                await memory.append([entry])
            text = await sqlite.projections()
            assert text == await memory.projections()
            assert await sqlite.fold_base() == await memory.fold_base() == log.fold_base()
            await _compare_tickets(sqlite, memory, log)
            await sqlite.rebuild()
            await memory.rebuild()
            assert await sqlite.projections() == await memory.projections() == text
        finally:
            await sqlite.close()


async def _compare_tickets(sqlite: Store, memory: Store, log: QueueLog) -> None:
    """Both tell the same of every ticket, and of today's tickets what the folded state tells."""
    for record in log.records:
        if record.kind == "day_opened":
            assert await sqlite.tickets(record.seq) == await memory.tickets(record.seq)
    for ticket in log.state.tickets.values():
        row = await sqlite.ticket(ticket.receipt)
        assert row is not None
        assert (row.number, row.service, row.state, row.counter, row.calls, row.slot, row.rule, row.hold) == (
            *(ticket.number, ticket.service, ticket.state, ticket.counter),
            *(ticket.calls, ticket.slot, ticket.rule, ticket.hold),
        )
        marks = [mark and (mark.seq, mark.wall_ms) for mark in (ticket.called, ticket.started, ticket.ended)]
        assert [
            (row.called_seq, row.called_ms) if row.called_seq else None,
            (row.started_seq, row.started_ms) if row.started_seq else None,
            (row.ended_seq, row.ended_ms) if row.ended_seq else None,
        ] == marks


async def test_an_undone_press_leaves_the_tables_as_they_were(store: Store, day: QueueLog) -> None:
    day.did(c.CallNext("1"))
    day.did(c.StartServing("1"))
    day.clock.passes(minutes=1)
    await store_all(store, day)
    before = await rows(store, "ticket")
    day.takes("A")
    await store_all(store, day)
    with_one_more = await rows(store, "ticket")
    assert with_one_more != before
    day.did(c.CallNext("1"))
    await store_all(store, day)
    call = day.head.seq
    assert await rows(store, "ticket") != with_one_more
    day.did(c.Undo("1"))
    await store_all(store, day)
    assert await rows(store, "ticket") == with_one_more
    assert {row[0]: row[5] for row in await rows(store, "call")}[call] == "withdrawn"


async def test_a_corrected_date_is_the_days_own(store: Store, day: QueueLog) -> None:
    another_day(day)
    day.clock.is_put(days=-1)
    day.did(c.CorrectDay("2026-11-23"))
    await store_all(store, day)
    assert [row[1] for row in await rows(store, "service_day")] == ["2026-11-23", "2026-11-23"]


async def test_a_record_about_a_row_that_is_not_there_changes_nothing(store: Store, day: QueueLog) -> None:
    """The log has the last word: it is never refused on a table's account."""
    await store_all(store, day)
    before = await store.projections()
    events = (TicketFinished("Z999", "1", "served"), CallShown(999))
    await store.append([Entry(chained(events, day.head, actor="api", key="", now=day.clock.now()))])
    assert await store.projections() == before
    assert (await store.head()).seq == day.head.seq + 2
