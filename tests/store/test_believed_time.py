"""What a start holds the machine's clock against: the newest record whose own clock was believed."""

from server.domain import commands as c
from server.store.base import Store
from tests.domain.queue_log import QueueLog
from tests.store.working_day import store_all


async def test_an_empty_log_believes_nothing(store: Store) -> None:
    assert await store.believed_ms() == 0


async def test_it_is_the_newest_one_that_was_not_doubted(store: Store, day: QueueLog) -> None:
    believed = day.clock.passes(minutes=1).wall_ms
    day.takes("A")
    day.clock.is_put(days=15)
    day.clock.doubtful = True
    day.takes("A")
    await store_all(store, day)

    assert await store.believed_ms() == believed


async def test_a_confirmation_counts_also_where_it_puts_time_back(store: Store, day: QueueLog) -> None:
    day.clock.is_put(days=-3)
    day.clock.doubtful = True
    day.takes("A")
    confirmed = day.clock.passes(minutes=1)
    day.did(c.ConfirmClock(confirmed.date))
    await store_all(store, day)
    assert await store.believed_ms() == confirmed.wall_ms


async def test_only_the_queue_is_asked(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    assert await store.believed_ms() == day.records[-1].stamp.wall_ms
