"""When the medium fails: nobody is told what is not true, and the next press finds a working office."""

import asyncio
from collections.abc import Sequence

import pytest

from server.domain.commands import CloseDay, OpenDay
from server.domain.record import QUEUE, Record
from server.office import Done, NotStored
from server.store.base import Conflict, Duplicate, Unwritable
from tests.server.offices import Gate, WatchedStore, an_office, calling, done, taking


@pytest.mark.parametrize("failure", [Unwritable("disk full"), Duplicate("number taken"), RuntimeError("a bug")])
async def test_a_failed_commit_throws_everything_away_that_was_built_on_it(failure: Exception) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        before = office.state
        store.gate = Gate()
        taken = asyncio.create_task(office.do(taking(1), actor="kiosk", key="k1"))
        await store.gate.reached.wait()
        # Decided on a ticket that will never have existed.
        called = asyncio.create_task(office.do(calling(), actor="tablet", key="k2"))
        await asyncio.sleep(0)
        store.failures.append(failure)
        store.gate.open()

        assert [await taken, await called] == [NotStored(), NotStored()]
        assert office.state is before
        assert (office.medium.storing, office.medium.failures) == (False, 1)
        assert await store.read(2) == []


async def test_the_next_press_works_and_may_have_the_same_key() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.failures.append(Unwritable("disk full"))
        assert await office.do(taking(1), actor="kiosk", key="k1") == NotStored()

        again = await office.do(taking(1), actor="kiosk", key="k1")

        assert isinstance(again, Done)
        assert (again.reply["ticket"], again.replayed) == ("A001", False)
        assert office.medium.storing
        assert [record.seq for record in await office.after(0)] == [1, 2, 3]


async def test_nobody_waiting_does_not_claim_that_the_medium_is_well() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        store.failures.append(Unwritable("disk full"))
        await office.do(taking(1), actor="kiosk")

        assert (await done(office, calling()))["called"] is None
        assert not office.medium.storing


async def test_a_store_that_refuses_for_no_reason_ends_in_an_answer() -> None:
    """The record's number is free and yet refused: deciding again would go on for ever."""
    store = WatchedStore()
    async with an_office(store) as office:
        store.failures.append(Conflict("for no reason"))

        assert await office.do(taking(1), actor="kiosk") == NotStored()
        assert (await done(office, taking(1)))["ticket"] == "A001"


async def test_a_conflict_that_cannot_be_read_on_from_ends_in_an_answer() -> None:
    class Unreadable(WatchedStore):
        unreadable = False

        async def read(self, after: int, limit: int = 1000, stream: str = QUEUE) -> list[Record]:
            if self.unreadable:
                self.unreadable = False
                raise Unwritable("gone")
            return await super().read(after, limit, stream)

    store = Unreadable()
    async with an_office(store) as office:
        store.failures.append(Conflict("somebody else"))
        store.unreadable = True

        async with asyncio.timeout(5):
            assert await office.do(taking(1), actor="kiosk") == NotStored()
            assert (await done(office, taking(1)))["ticket"] == "A001"


async def test_old_answers_that_cannot_be_read_stop_nothing() -> None:
    class Forgetful(WatchedStore):
        async def answers(self) -> Sequence[object]:  # type: ignore[override]
            raise Unwritable("gone")

    store = WatchedStore()
    async with an_office(store) as office:
        office.store = Forgetful(store._log)
        await done(office, CloseDay())
        await done(office, OpenDay())
        async with asyncio.timeout(5):
            assert (await done(office, taking(1)))["ticket"] == "A001"
