"""The office: one door, one writer, answers after the commit."""

import asyncio

import pytest

from server.bus.memory import MemoryBell
from server.domain.commands import CallNext, CloseDay, OpenDay
from server.domain.refusals import CounterMovedOn
from server.office import Done, KeyMisused, Office, Refused
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock
from tests.server.offices import Gate, WatchedStore, an_office, calling, done, taking


async def test_many_callers_share_few_commits() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.commits.clear()
        replies = await asyncio.gather(*(done(office, taking(number)) for number in range(32)))

        assert [reply["ticket"] for reply in replies] == [f"A{number:03d}" for number in range(1, 33)]
        assert sum(store.commits) == 32
        # The first may go alone; whoever comes while it is under way goes with the second.
        assert len(store.commits) <= 2


async def test_nobody_is_answered_before_the_commit() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.gate = Gate()
        pressing = asyncio.create_task(done(office, taking(1)))
        await store.gate.reached.wait()

        assert not pressing.done()
        assert office.head == 2
        assert not list(office.state.waiting())

        store.gate.open()
        assert (await pressing)["ticket"] == "A001"
        assert office.head == 3


async def test_the_next_press_sees_what_is_still_under_way() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.gate = Gate()
        taken = asyncio.create_task(done(office, taking(1)))
        await store.gate.reached.wait()
        called = asyncio.create_task(done(office, calling()))
        stale = asyncio.create_task(office.do(CallNext("1", 2), actor="tester"))
        await asyncio.sleep(0)
        store.gate.open()

        assert (await taken)["ticket"] == "A001"
        assert (await called)["called"] == "A001"
        assert await stale == Refused(CounterMovedOn("1", 5))


async def test_cancelling_the_caller_does_not_take_the_command_back() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.gate = Gate()
        caller = asyncio.create_task(done(office, taking(1), key="k1"))
        await store.gate.reached.wait()
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        store.gate.open()

        assert (await done(office, taking(2), key="k1"))["token"] == "token-A-1"
        assert [ticket.number for ticket in office.state.waiting()] == ["A001"]


async def test_one_of_two_twins_may_leave() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.gate = Gate()
        twins = [asyncio.create_task(done(office, taking(n), key="k1")) for n in range(2)]
        await store.gate.reached.wait()
        twins[0].cancel()
        store.gate.open()

        assert (await twins[1])["token"] == "token-A-0"


async def test_a_twin_in_flight_that_asks_for_something_else_is_told_so() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.gate = Gate()
        first = asyncio.create_task(office.do(taking(1), actor="a", key="k", fingerprint="f"))
        await store.gate.reached.wait()
        async with asyncio.timeout(5):
            other = await office.do(taking(2), actor="a", key="k", fingerprint="g")
        same = asyncio.create_task(office.do(taking(3), actor="a", key="k", fingerprint="f"))
        store.gate.open()

        assert other == KeyMisused()
        assert await first == await same
        assert len(office.state.tickets) == 1


async def test_closing_the_office_waits_for_those_who_wait() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.gate = Gate()
        under_way = asyncio.create_task(done(office, taking(1)))
        await store.gate.reached.wait()
        lined_up = asyncio.create_task(done(office, taking(2)))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(store.gate.open)
    async with asyncio.timeout(5):
        assert [(await task)["ticket"] for task in (under_way, lined_up)] == ["A001", "A002"]


async def test_a_key_is_known_again_by_actor_and_by_what_was_asked() -> None:
    async with an_office() as office:
        first = await office.do(taking(1), actor="a", key="k", fingerprint="f")
        again = await office.do(taking(2), actor="a", key="k", fingerprint="f")
        other = await office.do(taking(3), actor="a", key="k", fingerprint="g")
        another = await office.do(taking(4), actor="b", key="k", fingerprint="f")

        assert isinstance(first, Done)
        assert again == Done(first.reply, replayed=True)
        assert other == KeyMisused()
        assert isinstance(another, Done)
        assert another.reply["ticket"] == "A002"


async def test_after_tells_everything_beyond_a_number_once_and_in_order() -> None:
    async with an_office() as office:
        for number in range(10):
            await done(office, taking(number))

        assert [record.seq for record in await office.after(0)] == list(range(1, 13))
        assert [record.seq for record in await office.after(5, limit=3)] == [6, 7, 8]
        assert list(await office.after(12)) == []
        assert list(await office.after(99)) == []


async def test_after_reads_from_the_store_what_is_no_longer_in_memory() -> None:
    """A second start folds today only; readers with an older bookmark still miss nothing."""
    log, clock = MemoryLog(), FalseClock()
    async with an_office(MemoryStore(log), clock) as office:
        await done(office, taking(1))
        await done(office, CloseDay())
        clock.passes(hours=24)
        await done(office, OpenDay())
        head = office.head
    async with Office(MemoryStore(log), clock, MemoryBell()) as office:
        assert [record.seq for record in await office.after(0)] == list(range(1, head + 1))
        assert [record.seq for record in await office.after(head - 1)] == [head]


async def test_the_answers_of_the_day_before_yesterday_are_forgotten() -> None:
    log, clock = MemoryLog(), FalseClock()
    async with an_office(MemoryStore(log), clock) as office:
        await done(office, taking(1), key="monday")
        for number, key in enumerate(("tuesday", "wednesday")):
            await done(office, CloseDay())
            clock.passes(hours=24)
            await done(office, OpenDay())
            await done(office, taking(number, "B"), key=key)
        kept = {key for _, key in log.answers}

        assert kept == {"tuesday", "wednesday"}
        assert (await done(office, taking(9, "B"), key="tuesday"))["ticket"] == "B001"
        assert (await done(office, taking(9), key="monday"))["token"] == "token-A-9"
