"""A day that an address or a form asks for."""

from datetime import date

_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)


def asked_day(text: str) -> date | None:
    """The day of an ISO 8601 date (`2026-11-23`); None for what is none, and for centuries in which no office has anything to show."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST <= day <= _LAST else None
