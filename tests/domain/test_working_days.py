"""Working days against the calendar of the `holidays` library, around Lebaran, and against the plainest way of counting."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from holidays.countries.indonesia import Indonesia
from hypothesis import given
from hypothesis import strategies as st

from server.domain.working_days import add_working_days, is_working, working_day_number
from tests.domain.unhurried import UNHURRIED

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CLOSED = st.frozensets(DAYS, max_size=40)
# Joint leave comes by decree, often later than the library: the village enters it. One day of each year is the village's own.
VILLAGE_LEAVE = frozenset({date(2026, 3, 25), *(date(2027, 3, day) for day in (9, 12, 15, 16))})


@pytest.fixture(scope="module")
def national() -> frozenset[date]:
    """Public holidays and the government's joint leave of 2026 and 2027."""
    return frozenset(Indonesia(years=(2026, 2027), categories=("public", "government")))


def days_after(start: date) -> Iterator[date]:
    day = start
    while True:
        day += timedelta(days=1)
        yield day


def counted(start: date, day: date, closed: frozenset[date]) -> int:
    """The same by listing the days."""
    listed = [start + timedelta(days=n) for n in range(1, (day - start).days + 1)]
    return len([one for one in listed if one.strftime("%a") not in ("Sat", "Sun") and one not in closed])


@pytest.mark.parametrize(
    ("day", "working"), [("2026-11-23", True), ("2026-11-27", True), ("2026-11-28", False), ("2026-11-29", False)]
)
def test_monday_to_friday(day: str, working: bool) -> None:
    assert is_working(date.fromisoformat(day), ()) is working
    assert not is_working(date.fromisoformat(day), {date.fromisoformat(day)})


def test_the_day_after_receipt_is_number_one() -> None:
    monday = date(2026, 11, 23)
    assert [working_day_number(monday, monday + timedelta(days=n), ()) for n in range(-1, 9)] == [
        *(0, 0, 1, 2, 3, 4),
        *(4, 4, 5, 6),
    ]


def test_what_comes_in_at_the_weekend_counts_from_monday() -> None:
    saturday = date(2026, 11, 28)
    assert add_working_days(saturday, 1, ()) == date(2026, 11, 30)
    assert add_working_days(saturday, 0, ()) == saturday


def test_no_negative_number() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2026, 11, 23), -1, ())


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        # Nyepi on Thursday 19 March 2026; Idul Fitri on Saturday 21 and Sunday 22; joint leave 18, 20, 23 and 24 March.
        ("2026-03-13", 1, "2026-03-16"),
        ("2026-03-13", 2, "2026-03-17"),
        ("2026-03-13", 3, "2026-03-26"),  # with the village's own leave on the 25th
        ("2026-03-16", 5, "2026-03-31"),
        # Nyepi on Monday 8 March 2027, Idul Fitri on Wednesday 10 and Thursday 11; joint leave 9, 12 and 15; the village's own: 16.
        ("2027-03-04", 1, "2027-03-05"),
        ("2027-03-04", 2, "2027-03-17"),
        ("2027-03-05", 1, "2027-03-17"),
        ("2027-03-05", 5, "2027-03-23"),
    ],
)
def test_around_lebaran(national: frozenset[date], start: str, n: int, due: str) -> None:
    closed = national | VILLAGE_LEAVE
    begun = date.fromisoformat(start)
    last = date.fromisoformat(due)
    assert add_working_days(begun, n, closed) == last
    assert working_day_number(begun, last, closed) == n
    assert working_day_number(begun, last - timedelta(days=1), closed) == n - 1


def test_a_year_without_its_joint_leave_has_more_working_days(national: frozenset[date]) -> None:
    public = frozenset(Indonesia(years=(2026,), categories=("public",)))
    first, last = date(2025, 12, 31), date(2026, 12, 31)
    weekdays = working_day_number(first, last, ())
    without = working_day_number(first, last, public)
    assert weekdays - without == len([day for day in public if day.weekday() < 5])
    assert without > working_day_number(first, last, national)


@UNHURRIED
@given(start=DAYS, day=DAYS, closed=CLOSED)
def test_the_number_is_what_a_list_of_days_says(start: date, day: date, closed: frozenset[date]) -> None:
    assert working_day_number(start, day, closed) == counted(start, day, closed)


@UNHURRIED
@given(start=DAYS, n=st.integers(1, 70), closed=CLOSED)
def test_the_last_day_is_the_first_with_that_number(start: date, n: int, closed: frozenset[date]) -> None:
    last = add_working_days(start, n, closed)
    assert is_working(last, closed)
    assert last == next(day for day in days_after(start) if counted(start, day, closed) == n)


def test_a_date_that_is_closed_twice_is_closed_once() -> None:
    friday = date(2026, 11, 27)
    assert working_day_number(date(2026, 11, 23), friday, (friday, friday)) == 3
