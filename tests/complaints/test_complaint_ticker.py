"""The ticker does what is due, once an hour, by a clock that can be believed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from server.calendar_days import NationalDay, NoCalendar
from server.complaints.closed_days import ClosedDays
from server.complaints.complaints import Complaints
from server.complaints.office import Done
from server.complaints.ticking import ComplaintTicker
from server.domain.complaint import State
from server.domain.complaint_commands import StartVerification
from server.domain.moment import Moment
from tests.complaints.small_desk import MONDAY, kept_of, receiving
from tests.complaints.staffed_office import StaffedOffice, staffed_office

ZONE = ZoneInfo("Asia/Jakarta")
KEY = "k3y-of-a-form-with-128-bits"


@dataclass
class Told:
    """Stands for the services that the ticker calls."""

    published: list[date] = field(default_factory=list)
    expired: list[date] = field(default_factory=list)
    today: list[date] = field(default_factory=list)

    async def publish(self) -> bool:
        self.published.append(self.today[-1])
        return True

    async def expire(self, today: date) -> int:
        self.expired.append(today)
        return 0


@dataclass
class Hall:
    """An office, its ticker and its clock."""

    made: StaffedOffice
    told: Told
    ticker: ComplaintTicker = field(init=False)
    closed: ClosedDays = field(init=False)
    asked: list[tuple[int, ...]] = field(default_factory=list)
    broken: bool = False
    at: Moment = field(init=False)

    def __post_init__(self) -> None:
        self.go(MONDAY, 7)
        complaints = cast(
            Complaints,
            _Services(self.made.office, self.made.sealing, self.told, self.told),
        )
        self.closed = ClosedDays(lambda: ("2026-12-01",), self.days)
        self.ticker = ComplaintTicker(complaints, self.closed, lambda: self.at)

    async def days(self, years: Any) -> tuple[NationalDay, ...]:
        self.asked.append(tuple(years))
        if self.broken:
            raise NoCalendar("no library")
        return (NationalDay("2026-12-25", "Natal"), NationalDay("2026-12-24", "Cuti bersama", joint_leave=True))

    def go(self, day: date, hour: int, *, doubtful: bool = False) -> None:
        self.at = Moment(datetime(day.year, day.month, day.day, hour, 1, tzinfo=ZONE), 0, "boot", doubtful)
        self.made.today[:] = [day]
        self.told.today[:] = [day]


@dataclass
class _Services:
    office: Any
    sealing: Any
    board: Any
    following: Any


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with AsyncExitStack() as stack:
        made = await stack.enter_async_context(staffed_office(tmp_path, "kasi", "sekdes", "kades"))
        yield Hall(made, Told())


async def complained(hall: Hall) -> None:
    office = hall.made.office
    done = await office.do(receiving("1"), actor="sender", key=KEY, kept=kept_of("1"), answer=b"code")
    assert isinstance(done, Done), done


async def test_an_office_without_complaints_rests(hall: Hall) -> None:
    hall.go(MONDAY, 9)
    await hall.ticker.look()
    assert (hall.told.published, hall.asked) == ([], [])


async def test_the_board_changes_from_eight_on(hall: Hall) -> None:
    await complained(hall)
    for hour, expected in ((7, []), (8, [MONDAY]), (8, [MONDAY]), (9, [MONDAY, MONDAY])):
        hall.go(MONDAY, hour)
        await hall.ticker.look()
        assert hall.told.published == expected


async def test_a_missed_clock_climbs_and_a_second_tick_changes_nothing(hall: Hall) -> None:
    await complained(hall)
    office = hall.made.office
    hall.go(MONDAY + timedelta(days=4), 0)
    await hall.ticker.look()
    (complaint,) = office.state.complaints.values()
    head = office.head
    assert complaint.climbed
    hall.go(MONDAY + timedelta(days=4), 1)
    await hall.ticker.look()
    assert office.head == head
    assert all(record.actor == "clock" for record in (await office.history("1"))[1:])


async def test_the_same_trouble_is_said_once_until_it_is_over(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    rounds = [OSError("disk"), OSError("disk"), None, OSError("disk"), ValueError("story of the sender")]
    over = asyncio.Event()

    async def look() -> None:
        if not rounds:
            over.set()
        elif (trouble := rounds.pop(0)) is not None:
            raise trouble

    hall.ticker.look = look  # type: ignore[method-assign]
    ticking = asyncio.create_task(hall.ticker.keep_ticking(0.001))
    async with asyncio.timeout(10):
        await over.wait()
    ticking.cancel()

    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert said == [f"complaints' tick failed: {kind}" for kind in ("OSError", "OSError", "ValueError")]


async def test_a_doubtful_clock_erases_and_escalates_nothing(hall: Hall) -> None:
    await complained(hall)
    head = hall.made.office.head
    for hour in (0, 9):
        hall.go(MONDAY + timedelta(days=4_000), hour, doubtful=True)
        await hall.ticker.look()
    assert hall.made.office.head == head
    assert (hall.told.published, hall.told.expired) == ([], [])
    assert await hall.made.office.answered("sender", KEY) is not None
    # As soon as it is believed again, within the same hour.
    hall.go(MONDAY, 9)
    await hall.ticker.look()
    assert hall.told.published == [MONDAY]


async def test_answers_are_kept_for_two_days(hall: Hall) -> None:
    await complained(hall)
    for days, kept in ((2, True), (3, False)):
        hall.go(MONDAY + timedelta(days=days), 0)
        await hall.ticker.look()
        assert (await hall.made.office.answered("sender", KEY) is not None) == kept


async def test_the_week_gets_its_root_on_monday(hall: Hall) -> None:
    await complained(hall)
    hall.go(MONDAY + timedelta(days=7), 0)
    await hall.ticker.look()
    assert hall.made.office.state.root_week == "2026-W48"
    assert hall.told.expired == [MONDAY + timedelta(days=7)]


async def test_nothing_closes_by_the_silence_of_the_office(hall: Hall) -> None:
    await complained(hall)
    office = hall.made.office
    await office.do(StartVerification("1"), actor="account:kasi")
    day = MONDAY
    # Nobody ever answers: it climbs to the top and stays open, for silence of the office closes nothing.
    for _ in range(40):
        day += timedelta(days=7)
        hall.go(day, 0)
        await hall.ticker.look()
    (complaint,) = office.state.complaints.values()
    assert complaint.state is State.VERIFYING
    assert len(await office.rows("1")) == 3


async def test_days_that_count_as_closed(hall: Hall) -> None:
    assert hall.closed() == frozenset({date(2026, 12, 1)})
    await complained(hall)
    hall.go(MONDAY, 9)
    await hall.ticker.look()
    hall.go(MONDAY, 10)
    await hall.ticker.look()
    assert hall.asked == [(2025, 2026, 2027)]
    assert hall.closed() == frozenset({date(2026, 12, 1), date(2026, 12, 25)})


async def test_without_a_calendar_the_village_days_still_count() -> None:
    async def no_days(_: object) -> tuple[NationalDay, ...]:
        raise NoCalendar("no library")

    closed = ClosedDays(lambda: ("2026-12-01",), no_days)
    await closed.look_up(2026)
    assert closed() == frozenset({date(2026, 12, 1)})
    assert closed.asked(2026)
    assert not closed.known(2026)


async def test_a_calendar_that_fails_is_read_again_and_nothing_ends_by_counting_until_then(hall: Hall) -> None:
    await complained(hall)
    (complaint,) = hall.made.office.state.complaints
    hall.broken = True
    for hour in (9, 10):
        hall.go(MONDAY + timedelta(days=30), hour)
        await hall.ticker.look()
    assert not hall.made.office.state.complaints[complaint].escalated
    hall.broken = False
    hall.go(MONDAY + timedelta(days=30), 11)
    await hall.ticker.look()
    assert len(hall.asked) == 3
    assert hall.made.office.state.complaints[complaint].escalated


async def test_the_holidays_are_read_with_the_first_complaint(hall: Hall) -> None:
    hall.go(MONDAY, 9)
    await hall.ticker.look()
    assert hall.asked == []
    await complained(hall)
    await hall.ticker.look()
    await hall.ticker.look()
    assert len(hall.asked) == 1
