"""Counting working days: Monday to Friday, without the dates that are closed (national holidays, joint leave, the village's own)."""

from collections.abc import Collection, Set
from datetime import date, timedelta

_ONE = timedelta(days=1)
_SATURDAY = 5


def is_working(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in closed


def working_day_number(start: date, day: date, closed: Collection[date]) -> int:
    """Which working day after `start` it is: the first working day after `start` is number 1; on a day off, that of the one before.

    0 up to and on `start`. Takes the same time for years as for days.
    """
    if day <= start:
        return 0
    weeks, rest = divmod((day - start).days, 7)
    weekdays = weeks * _SATURDAY + sum((start + n * _ONE).weekday() < _SATURDAY for n in range(1, rest + 1))
    dates: Collection[date] = closed if isinstance(closed, Set) else frozenset(closed)
    return weekdays - sum(start < one <= day and one.weekday() < _SATURDAY for one in dates)


def add_working_days(start: date, n: int, closed: Collection[date]) -> date:
    """The working day number `n` after `start`; `start` itself for 0. Raises `ValueError` for a negative number."""
    if n < 0:
        raise ValueError(n)
    day = start
    while n:
        day += _ONE
        n -= is_working(day, closed)
    return day
