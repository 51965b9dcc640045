"""The national holidays, from the library in a process of its own."""

import asyncio
from collections.abc import Sequence

from server.bus.memory import MemoryBell
from server.calendar_days import CalendarDays, NationalDay, NoCalendar, read_in_a_process
from server.description import Week
from server.domain.commands import ConfigureOffice
from server.office import Office
from server.ticker import keep_ticking, tick
from tests.domain.false_clock import FalseClock
from tests.domain.village import AUTOMATIC_VILLAGE
from tests.server.offices import WatchedStore, done

KEPT = Week(automatic=True, holidays=True)
INDEPENDENCE = NationalDay("2026-08-17", "Hari Kemerdekaan Republik Indonesia")
JOINT = NationalDay("2026-12-24", "Cuti Bersama Hari Raya Natal", joint_leave=True)


class Reading:
    """Stands in for the process: counts what it is asked."""

    def __init__(self, *days: NationalDay, broken: bool = False) -> None:
        self.asked: list[tuple[int, ...]] = []
        self._days = days
        self._broken = broken

    async def __call__(self, years: Sequence[int]) -> tuple[NationalDay, ...]:
        self.asked.append(tuple(years))
        await asyncio.sleep(0)
        if self._broken:
            raise NoCalendar("no library")
        return self._days


async def test_the_library_knows_this_years_days_by_their_indonesian_names() -> None:
    days = await read_in_a_process((2026, 2027))
    assert INDEPENDENCE in days
    assert JOINT in days
    assert [day.date for day in days] == sorted(day.date for day in days)
    assert any(day.date.startswith("2027-") for day in days)


async def test_a_year_is_read_once_whoever_asks_and_joint_leave_is_no_closed_day() -> None:
    reading = Reading(INDEPENDENCE, JOINT)
    calendar = CalendarDays(reading)

    closed = await asyncio.gather(*(calendar.closed_dates(2026, KEPT) for _ in range(3)))

    assert closed == [frozenset({"2026-08-17"})] * 3
    assert await calendar.days(2026) == (INDEPENDENCE, JOINT)
    assert reading.asked == [(2026, 2027)]


async def test_a_new_year_is_read_anew() -> None:
    reading = Reading(INDEPENDENCE)
    calendar = CalendarDays(reading)
    await calendar.days(2026)
    await calendar.days(2027)
    assert reading.asked == [(2026, 2027), (2027, 2028)]


async def test_without_the_library_no_day_is_closed_and_it_is_not_asked_every_second() -> None:
    reading = Reading(broken=True)
    calendar = CalendarDays(reading)
    assert await calendar.closed_dates(2026, KEPT) == frozenset()
    assert await calendar.closed_dates(2026, KEPT) == frozenset()
    assert len(reading.asked) == 1


async def test_an_office_that_keeps_no_national_holidays_asks_for_none() -> None:
    reading = Reading(INDEPENDENCE)
    calendar = CalendarDays(reading)
    assert await calendar.closed_dates(2026, Week(automatic=True)) == frozenset()
    assert await calendar.closed_dates(2026, Week(holidays=True)) == frozenset()
    assert reading.asked == []


async def test_on_a_national_holiday_the_calendar_opens_no_day() -> None:
    clock = FalseClock("2026-12-25T08:30")  # a Friday
    async with Office(WatchedStore(), clock, MemoryBell()) as office:
        await done(office, ConfigureOffice("village", AUTOMATIC_VILLAGE.structure()))
        calendar = CalendarDays(Reading(NationalDay("2026-12-25", "Hari Raya Natal")))
        assert await tick(office, closed_dates=await calendar.closed_dates(2026, KEPT)) == 0
        assert office.state.day is None
        assert await tick(office) == 1


async def test_the_ticker_asks_for_the_holidays_of_the_year_by_the_offices_clock() -> None:
    clock = FalseClock("2026-12-31T08:30")
    asked: list[int] = []
    ticked = asyncio.Event()

    async def closed_dates(year: int) -> frozenset[str]:
        asked.append(year)
        ticked.set()
        return frozenset()

    async with Office(WatchedStore(), clock, MemoryBell()) as office:
        ticking = asyncio.create_task(keep_ticking(office, 0, closed_dates=closed_dates))
        async with asyncio.timeout(20):
            await ticked.wait()
        ticking.cancel()
    assert set(asked) == {2026}
