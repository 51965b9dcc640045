"""ISO weeks as `2026-W47`: they sort as they follow each other."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_WEEK = re.compile(r"\d{4}-W\d\d")


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(week: str) -> date:
    """The first day of the week. Raises `ValueError` when there is no such week."""
    if not _WEEK.fullmatch(week):
        raise ValueError(week)
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def is_week(week: str) -> bool:
    try:
        monday_of(week)
    except ValueError:
        return False
    return True


def weeks_between(first: date, today: date) -> Iterator[str]:
    """The weeks from that of `first` on that are over on `today`."""
    monday = first - timedelta(days=first.weekday())
    while monday + timedelta(days=7) <= today:
        yield week_of(monday)
        monday += timedelta(days=7)
