"""Whole entries or none, in the order of their numbers."""

import pytest

from server.domain import commands as c
from server.domain.events import TicketTaken
from server.domain.frozen import replace
from server.domain.moment import Moment
from server.domain.record import QUEUE, Head, Record, chained
from server.store.base import Answer, Conflict, Document, Duplicate, Entry, Store
from tests.domain.queue_log import QueueLog
from tests.store.backing import Backing
from tests.store.working_day import entries_of, plain_day, store_all


async def everything(store: Store) -> tuple[object, ...]:
    return (
        await store.head(),
        await store.read(0, 10_000),
        await store.projections(),
        await store.answers(),
        await store.document("digest"),
    )


async def test_what_was_appended_is_read_back_unchanged(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    assert await store.read(0, 10_000) == day.records
    assert await store.head() == day.head


async def test_an_empty_stream_has_the_empty_head(store: Store) -> None:
    assert await store.head() == Head()
    assert await store.read(0) == []


async def test_reading_goes_on_after_a_bookmark_and_stops_at_the_limit(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    assert await store.read(3, 4) == day.records[3:7]
    assert await store.read(day.head.seq) == []
    assert await store.read(day.head.seq + 9) == []


async def test_entries_of_one_commit_may_follow_each_other(store: Store, day: QueueLog) -> None:
    await store.append(entries_of(day.records, size=1))
    assert await store.head() == day.head


async def test_an_entry_without_records_keeps_its_answer(store: Store) -> None:
    answer = Answer("tablet", "key", "print", "{}", 0)
    await store.append([Entry(answer=answer)])
    assert await store.answers() == [answer]


async def test_nothing_to_append_changes_nothing(store: Store) -> None:
    await store.append([])
    await store.append([Entry()])
    assert await store.head() == Head()


async def test_a_number_that_is_taken_is_a_conflict(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    before = await everything(store)
    with pytest.raises(Conflict):
        await store.append([Entry((day.records[-1],))])
    assert await everything(store) == before


async def test_a_gap_is_a_conflict(store: Store, day: QueueLog) -> None:
    await store.append([Entry(tuple(day.records[:5]))])
    before = await everything(store)
    with pytest.raises(Conflict):
        await store.append([Entry((day.records[6],))])
    assert await everything(store) == before


async def test_a_gap_inside_one_commit_is_a_conflict(store: Store, day: QueueLog) -> None:
    with pytest.raises(Conflict):
        await store.append([Entry(tuple(day.records[:5])), Entry((day.records[6],))])
    assert await store.head() == Head()


async def test_a_gap_is_a_conflict_also_where_the_chain_holds(store: Store, day: QueueLog) -> None:
    await store.append([Entry(tuple(day.records[:5]))])
    event, before = day.records[5].event, Head(7, day.records[4].hash)
    with pytest.raises(Conflict):
        await store.append([Entry(chained([event], before, actor="api", key="", now=day.clock.now()))])
    assert (await store.head()).seq == 5


async def test_a_record_of_another_history_is_a_conflict(store: Store, day: QueueLog) -> None:
    await store.append([Entry(tuple(day.records[:5]))])
    stranger = replace(day.records[5], hash=bytes(32))
    with pytest.raises(Conflict):
        await store.append([Entry((stranger,))])
    assert await store.verify() == 5


async def test_the_last_entry_that_fails_takes_all_others_with_it(store: Store, day: QueueLog) -> None:
    await store.append(entries_of(day.records[:4]))
    before = await everything(store)
    good = Entry(tuple(day.records[4:8]), Answer("tablet", "new", "print", "{}", 8), (Document("digest", "text"),))
    with pytest.raises(Conflict):
        await store.append([good, Entry((day.records[2],))])
    assert await everything(store) == before
    await store.append([good])
    assert (await store.head()).seq == 8


async def test_a_second_answer_under_one_key_is_a_conflict(store: Store, day: QueueLog) -> None:
    first = Answer("tablet", "key", "print", '{"n":1}', 0)
    await store.append([Entry(answer=first)])
    with pytest.raises(Conflict):
        await store.append([Entry(tuple(day.records[:2]), replace(first, body='{"n":2}'))])
    assert await store.answers() == [first]
    assert await store.head() == Head()
    await store.append([Entry(answer=replace(first, actor="another tablet"))])


def taken_twice(log: QueueLog, number: str, receipt: str, now: Moment) -> tuple[Record, ...]:
    """What only rules with a fault could write."""
    return chained([TicketTaken(number, "A", False, receipt, "kiosk")], log.head, actor="api", key="", now=now)


@pytest.mark.parametrize(("number", "receipt_of_first"), [("A001", False), ("A777", True)])
async def test_no_number_and_no_receipt_is_stored_twice(
    store: Store, day: QueueLog, number: str, receipt_of_first: bool
) -> None:
    await store_all(store, day)
    before = await everything(store)
    (first, *_) = (record.event for record in day.records if isinstance(record.event, TicketTaken))
    receipt = first.receipt if receipt_of_first else "a new one"
    with pytest.raises(Duplicate):
        await store.append([Entry(taken_twice(day, number, receipt, day.clock.now()))])
    assert await everything(store) == before


async def test_streams_have_numbers_of_their_own(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    board = chained([day.records[0].event], Head(), actor="desk", key="", now=day.clock.now(), stream="board")
    projections = await store.projections()
    await store.append([Entry(board)])
    assert await store.read(0, stream="board") == list(board)
    assert (await store.head("board")).seq == 1
    assert await store.head(QUEUE) == day.head
    assert await store.projections() == projections
    assert await store.verify(stream="board") == 1


async def test_of_two_stores_that_write_one_number_one_wins(backing: Backing) -> None:
    ours, theirs = backing.store(), backing.store()
    await ours.open()
    await theirs.open()
    left, right = plain_day(), plain_day()
    await store_all(ours, left)
    left.did(c.CallNext("1"))
    right.did(c.OpenCounter("3"))
    await ours.append([Entry((left.records[-1],))])
    with pytest.raises(Conflict):
        await theirs.append([Entry((right.records[-1],))])
    assert await theirs.read(0, 10_000) == left.records
    again = QueueLog(right.clock, left.records)
    again.did(c.OpenCounter("3"))
    await theirs.append([Entry((again.records[-1],))])
    assert await ours.head() == again.head
    await theirs.close()
    await ours.close()
