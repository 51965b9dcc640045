"""A medium that takes nothing: said once when it begins and once when it is over, and found well again without a press."""

import asyncio
import logging

import pytest

from server.domain.commands import CloseDay
from server.medium import keep_trying
from server.office import NotStored, Office
from server.store.base import Damaged, Unwritable
from tests.server.offices import Gate, WatchedStore, an_office, done, taking

FULL = "Penyimpanan tidak dapat ditulisi (disk penuh)."


async def refused(office: Office, store: WatchedStore, *failures: Exception) -> None:
    """One press for each failure."""
    for failure in failures:
        store.failures.append(failure)
        assert await office.do(taking(1), actor="kiosk") == NotStored()


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """What the log says of it, and that none of it is longer than a line."""
    told = [record for record in caplog.records if record.name == "silakan.medium"]
    assert not any(record.exc_info or "\n" in record.getMessage() for record in told)
    return [(record.levelname, record.getMessage()) for record in told]


async def test_it_is_said_once_when_it_begins_and_once_when_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, Unwritable(FULL), Unwritable(FULL), Unwritable(FULL))
        assert lines(caplog) == [("ERROR", f"nothing can be stored: {FULL}")]
        await done(office, taking(1))
        await done(office, taking(2))
        assert lines(caplog)[1:] == [("WARNING", "stored again; commits refused: 3")]
        caplog.clear()
        await refused(office, store, Unwritable(FULL))
        await done(office, taking(3))
        assert lines(caplog) == [
            ("ERROR", f"nothing can be stored: {FULL}"),
            ("WARNING", "stored again; commits refused: 1"),
        ]


async def test_another_cause_is_said_too_but_none_twice(caplog: pytest.LogCaptureFixture) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, Unwritable(FULL), Damaged("rusak"), Unwritable(FULL), Damaged("rusak"))

    assert [words for _, words in lines(caplog)] == [f"nothing can be stored: {FULL}", "nothing can be stored: rusak"]


async def test_it_is_found_well_again_without_a_press_and_without_an_event(caplog: pytest.LogCaptureFixture) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        head = office.head
        await refused(office, store, Unwritable(FULL))
        store.failures += [Unwritable(FULL), Unwritable(FULL)]
        await office.medium.try_out(store)
        await office.medium.try_out(store)
        assert (office.medium.storing, office.medium.failures) == (False, 1)

        await office.medium.try_out(store)

        assert (office.medium.storing, office.medium.failures) == (True, 1)
        assert [level for level, _ in lines(caplog)] == ["ERROR", "WARNING"]
        assert [record.seq for record in await store.read(0)] == [*range(1, head + 1)]


async def test_what_is_well_is_not_tried_out() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await office.medium.try_out(store)
        await refused(office, store, Unwritable(FULL))
        await office.medium.try_out(store)
        await office.medium.try_out(store)

    assert store.trials == 1


@pytest.mark.parametrize("failure", [RuntimeError("a bug"), Damaged("rusak")])
async def test_what_no_room_would_mend_is_not_called_well_by_a_trial(failure: Exception) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, failure)
        await office.medium.try_out(store)
        assert (store.trials, office.medium.storing) == (0, False)

        await done(office, taking(1))
        assert office.medium.storing


async def test_a_bug_is_told_with_where_it_happened_each_time(caplog: pytest.LogCaptureFixture) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, RuntimeError("a bug"), RuntimeError("a bug"))

    assert [record.exc_info is not None for record in caplog.records if record.levelno == logging.ERROR] == [True, True]


async def test_a_press_that_fails_during_a_trial_counts_for_more() -> None:
    class Slow(WatchedStore):
        trial = Gate()

        async def try_out(self) -> None:
            await self.trial.passed()

    store = Slow()
    async with an_office(store) as office:
        await refused(office, store, Unwritable(FULL))
        trying = asyncio.create_task(office.medium.try_out(store))
        await store.trial.reached.wait()
        await refused(office, store, Unwritable(FULL))
        store.trial.open()
        await trying

        assert not office.medium.storing


async def test_trying_goes_on_until_there_is_room() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, Unwritable(FULL))
        store.failures += [Unwritable(FULL), Unwritable(FULL)]
        trying = asyncio.create_task(keep_trying(office.medium, store, 0.001))
        async with asyncio.timeout(10):
            while not office.medium.storing:  # noqa: ASYNC110 (nobody tells: whoever asks is told)
                await asyncio.sleep(0)
        trying.cancel()
        await done(office, CloseDay())

    assert store.trials == 3


async def test_a_trial_that_goes_wrong_in_another_way_is_not_the_last_one() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, Unwritable(FULL))
        store.failures.append(MemoryError())
        await office.medium.try_out(store)
        assert not office.medium.storing
        await office.medium.try_out(store)

        assert office.medium.storing


async def test_a_bug_stays_one_when_the_medium_fails_too() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await refused(office, store, RuntimeError("a bug"), Unwritable(FULL))
        await office.medium.try_out(store)

        assert (store.trials, office.medium.storing) == (0, False)


async def test_what_another_database_could_not_store_is_not_this_ones_fault(caplog: pytest.LogCaptureFixture) -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        await office.medium.suspected(Unwritable(FULL), store)
        assert (office.medium.storing, office.medium.failures) == (True, 0)
        assert lines(caplog) == [("ERROR", f"not stored elsewhere: {FULL}")]

        store.failures.append(Unwritable(FULL))
        await office.medium.suspected(Unwritable(FULL), store)
        assert (office.medium.storing, office.medium.failures) == (False, 1)
