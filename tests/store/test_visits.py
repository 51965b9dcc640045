"""What the visit register reads and writes: the days of a date, and notes that no event names."""

from server.domain.note import Note
from server.store.base import Store
from tests.domain.queue_log import QueueLog
from tests.store.working_day import another_day, store_all


async def test_a_date_names_its_service_days(store: Store, day: QueueLog) -> None:
    first = day.state.date
    another_day(day)
    await store_all(store, day)
    dates = {date: await store.days_on(date) for date in (first, day.state.date, "1999-01-01")}
    assert dates["1999-01-01"] == []
    assert dates[first]
    assert dates[day.state.date]
    assert [row.date for seq in dates[first] for row in await store.tickets(seq)][:1] == [first]


async def test_a_note_that_no_event_names_is_kept_changed_and_erased(store: Store) -> None:
    await store.put_note(Note("visitor:7", "Pak Budi", 1))
    await store.put_note(Note("visitor:7", "Bu Siti", 2))
    assert await store.note("visitor:7") == "Bu Siti"
    await store.delete_note("visitor:7")
    assert await store.note("visitor:7") is None
    await store.delete_note("visitor:7")
