"""The ticker: what is due is done once, and a bad tick is not the last one."""

import asyncio
import logging

import pytest

from server.domain.calls import Outcome
from server.domain.commands import CloseDay, Command
from server.domain.patience import Patience
from server.office import Office
from server.office import Outcome as Landed
from server.store.base import Unwritable
from server.store.memory import MemoryLog, MemoryStore
from server.ticker import keep_ticking, tick
from tests.domain.false_clock import FalseClock
from tests.domain.village import AUTOMATIC_VILLAGE
from tests.server.offices import WatchedStore, an_office, calling, done, taking

PATIENCE = Patience(acknowledgement=40_000)


async def test_a_call_that_nobody_acknowledges_is_given_up_once() -> None:
    clock, log = FalseClock(), MemoryLog()
    async with an_office(MemoryStore(log), clock) as office:
        await done(office, taking(1))
        await done(office, calling())
        assert await tick(office, PATIENCE) == 0
        clock.passes(seconds=40)

        assert await tick(office, PATIENCE) == 1
        assert await tick(office, PATIENCE) == 0

        (call,) = office.state.calls.values()
        assert (call.outcome, call.why) == (Outcome.UNSPOKEN, "no_answer")
        assert [record.actor for record in log.records["queue"]][-1] == "clock"


async def test_what_cannot_be_stored_is_due_again_and_told_once_it_is_done(caplog: pytest.LogCaptureFixture) -> None:
    clock, store = FalseClock(), WatchedStore()
    async with an_office(store, clock) as office:
        await done(office, taking(1))
        await done(office, calling())
        clock.passes(seconds=40)
        store.failures += [Unwritable("disk full"), Unwritable("disk full")]
        with caplog.at_level(logging.INFO, "silakan.ticker"):
            assert [await tick(office, PATIENCE) for _ in range(4)] == [1, 1, 1, 0]

    assert len([record for record in caplog.records if record.name == "silakan.ticker"]) == 1


async def test_two_tickers_on_one_log_have_one_effect() -> None:
    clock, log = FalseClock(), MemoryLog()
    async with an_office(MemoryStore(log), clock) as one:
        await done(one, taking(1))
        await done(one, calling())
        async with an_office(MemoryStore(log), clock) as two:
            clock.passes(seconds=40)
            await asyncio.gather(tick(one, PATIENCE), tick(two, PATIENCE))

    assert [record.kind for record in log.records["queue"]].count("call_unspoken") == 1


async def test_the_calendar_opens_and_closes_the_day() -> None:
    clock = FalseClock("2026-11-23T07:00")
    log = MemoryLog()
    async with an_office(MemoryStore(log), clock, AUTOMATIC_VILLAGE.structure()) as office:
        await done(office, taking(1))
        await done(office, CloseDay())
        clock.passes_until_tomorrow(8)
        await tick(office)
        assert office.state.day is not None
        assert office.state.day.date == "2026-11-24"
        clock.passes_until("2026-11-24T16:00")
        await tick(office)

    assert office.state.day is None
    openings = [record for record in log.records["queue"] if record.kind == "day_opened"]
    assert [record.actor for record in openings] == ["tester", "clock"]


async def test_one_bad_tick_is_not_the_last_one(caplog: pytest.LogCaptureFixture) -> None:
    clock = FalseClock()
    async with an_office(clock=clock) as office:
        await done(office, taking(1))
        await done(office, calling())
        clock.passes(seconds=40)
        failures = [RuntimeError("a bug"), OSError("a disk")]

        class Stumbling(Office):
            async def do(self, command: Command, **how: object) -> Landed:  # type: ignore[override]
                if failures:
                    raise failures.pop(0)
                return await office.do(command, **how)  # type: ignore[arg-type]

            @property
            def state(self) -> object:  # type: ignore[override]
                return office.state

        stumbling = Stumbling(office.store, clock, office.bell)
        hearing = asyncio.create_task(office.bell.heard(office.head))
        with caplog.at_level(logging.ERROR):
            ticking = asyncio.create_task(keep_ticking(stumbling, 0.001, PATIENCE))
            async with asyncio.timeout(10):
                await hearing
            ticking.cancel()

        assert [call.outcome for call in office.state.calls.values()] == [Outcome.UNSPOKEN]
        assert caplog.text.count("tick failed") == 2
