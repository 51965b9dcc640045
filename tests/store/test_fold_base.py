"""A start reads today's part only, and folds the same state from it."""

from server.domain import commands as c
from server.domain.evolve import fold
from server.store.base import Store
from tests.domain.queue_log import QueueLog
from tests.domain.village import AUTOMATIC_VILLAGE, VILLAGE
from tests.store.working_day import another_day, store_all


async def check(store: Store, log: QueueLog) -> None:
    await store_all(store, log)
    records = await store.fold_base()
    assert records == log.fold_base()
    assert fold(records) == log.state


async def test_before_the_first_day_it_is_all_of_the_log(store: Store, day: QueueLog) -> None:
    log = QueueLog(day.clock)
    assert await store.fold_base() == []
    log.configures(VILLAGE)
    log.configures(AUTOMATIC_VILLAGE)
    await check(store, log)


async def test_on_the_first_day_it_begins_with_the_configuration(store: Store, day: QueueLog) -> None:
    await check(store, day)


async def test_on_a_later_day_yesterday_is_left_out(store: Store, day: QueueLog) -> None:
    another_day(day)
    another_day(day)
    await check(store, day)
    assert [record.kind for record in await store.fold_base()][:2] == ["office_configured", "day_opened"]


async def test_a_day_without_a_configuration_before_it(store: Store, day: QueueLog) -> None:
    log = QueueLog(day.clock)
    log.did(c.OpenDay())
    log.configures(VILLAGE)
    await check(store, log)


async def test_the_last_configuration_before_the_opening_counts_and_every_one_after_it(
    store: Store, day: QueueLog
) -> None:
    day.configures(AUTOMATIC_VILLAGE)
    another_day(day)
    day.configures(VILLAGE)
    day.configures(AUTOMATIC_VILLAGE)
    await check(store, day)
    assert [record.kind for record in await store.fold_base()].count("office_configured") == 3


async def test_a_date_that_was_opened_again_goes_on_with_its_numbers(store: Store, day: QueueLog) -> None:
    day.did(c.CloseDay())
    day.clock.passes(minutes=10)
    day.did(c.OpenDay())
    assert day.takes("A") == "A004"
    await check(store, day)


async def test_after_a_closed_day_and_a_restore_the_state_is_the_same(store: Store, day: QueueLog) -> None:
    day.did(c.CloseDay())
    day.did(c.RestartLog("second", 50))
    await check(store, day)


async def test_another_stream_is_folded_from_its_beginning(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    assert await store.fold_base("complaints") == []
