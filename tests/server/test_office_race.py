"""Two offices on one log: what one has written, the other reads, and decides again."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from server.bus.memory import MemoryBell
from server.domain.commands import CallNext, ConfigureOffice, OpenDay
from server.domain.refusals import CounterMovedOn
from server.domain.structure import CounterPlan, Structure
from server.office import Done, Office, Refused
from server.store.base import Store
from server.store.memory import MemoryLog, MemoryStore
from server.store.sqlite import SqliteStore
from tests.domain.false_clock import FalseClock
from tests.server.offices import WatchedStore, an_office, calling, done, taking

COUNTERS = [str(number) for number in range(1, 9)]
HALL = Structure(services=("A",), counters=tuple(CounterPlan(counter, ("A",)) for counter in COUNTERS))


@pytest.mark.parametrize(
    ("kind", "tickets"),
    [("memory", 300), ("sqlite", 200), pytest.param("memory", 1_000, marks=pytest.mark.soak)],
)
async def test_eight_counters_at_two_offices_call_everybody_once_and_in_order(
    kind: str, tickets: int, tmp_path: Path
) -> None:
    log = MemoryLog()

    def store() -> Store:
        return MemoryStore(log) if kind == "memory" else SqliteStore(tmp_path, exclusive=False)

    async with AsyncExitStack() as stack:
        offices = []
        for _ in range(2):
            opened = store()
            await opened.open()
            stack.push_async_callback(opened.close)
            offices.append(await stack.enter_async_context(Office(opened, FalseClock(), MemoryBell())))
        one, two = offices
        await done(one, ConfigureOffice("hall", HALL))
        await done(two, OpenDay())
        await done(one, OpenDay())  # it is open already: that is how the first one learns of it

        async def people(office: Office, parity: int) -> None:
            for number in range(parity, tickets, 2):
                await done(office, taking(number))

        await asyncio.gather(people(one, 0), people(two, 1))

        async def counter(name: str, office: Office) -> list[str]:
            called = []
            while (ticket := (await done(office, CallNext(name)))["called"]) is not None:
                called.append(ticket)
            return called

        rounds = await asyncio.gather(*(counter(name, offices[int(name) % 2]) for name in COUNTERS))

        everybody = [f"A{number:03d}" for number in range(1, tickets + 1)]
        records = await one.store.read(0, limit=20_000)
        assert [record.seq for record in records] == list(range(1, len(records) + 1))
        assert [record.event.ticket for record in records if record.kind == "ticket_taken"] == everybody
        assert [record.event.ticket for record in records if record.kind == "ticket_called"] == everybody
        assert sorted(ticket for calls in rounds for ticket in calls) == sorted(everybody)
        assert await one.store.verify() == len(records)


async def test_a_decision_on_an_old_state_is_made_again() -> None:
    log = MemoryLog()
    async with an_office(MemoryStore(log)) as one, Office(MemoryStore(log), FalseClock(), MemoryBell()) as two:
        assert (await done(one, taking(1)))["ticket"] == "A001"
        assert (await done(two, taking(2)))["ticket"] == "A002"
        assert (await done(one, calling()))["called"] == "A001"

        # `two` believes that the counter is as it was when the day began.
        outcome = await two.do(CallNext("1", 2), actor="tablet")

        assert outcome == Refused(CounterMovedOn("1", one.state.counters["1"].version))
        assert two.head == one.head


async def test_the_same_key_at_two_offices_has_one_effect_and_one_answer() -> None:
    log = MemoryLog()
    async with an_office(MemoryStore(log)) as one, Office(MemoryStore(log), FalseClock(), MemoryBell()) as two:
        first = await one.do(taking(1), actor="phone", key="k", fingerprint="f")
        second = await two.do(taking(2), actor="phone", key="k", fingerprint="f")

        assert isinstance(first, Done)
        assert second == Done(first.reply, replayed=True)
        assert len(log.records["queue"]) == 3


async def test_an_answer_without_an_event_is_shared_too() -> None:
    log = MemoryLog()
    async with an_office(MemoryStore(log)) as one, Office(MemoryStore(log), FalseClock(), MemoryBell()) as two:
        first = await one.do(calling(), actor="tablet", key="k", fingerprint="f")
        second = await two.do(calling(), actor="tablet", key="k", fingerprint="f")

        assert isinstance(first, Done)
        assert first.reply["called"] is None
        assert second == Done(first.reply, replayed=True)


async def test_an_office_that_opens_while_another_one_writes_misses_nothing() -> None:
    log = MemoryLog()

    class Interrupted(MemoryStore):
        """Somebody else writes between the reading of the records and whatever is read next."""

        async def fold_base(self, stream: str = "queue") -> list:  # type: ignore[type-arg]
            records = await super().fold_base(stream)
            await done(one, taking(1))
            return records

    async with an_office(MemoryStore(log)) as one, Office(Interrupted(log), FalseClock(), MemoryBell()) as two:
        assert (await done(two, taking(2)))["ticket"] == "A002"
        assert two.state.seq == one.head + 1


async def test_a_conflict_rings_for_what_the_other_one_wrote() -> None:
    log = MemoryLog()
    async with an_office(MemoryStore(log)) as one, Office(WatchedStore(log), FalseClock(), MemoryBell()) as two:
        await done(one, taking(1))
        hearing = asyncio.create_task(two.bell.heard(two.head))

        await done(two, taking(2))

        assert await hearing >= 3
        assert [record.seq for record in await two.after(2)] == [3, 4]
