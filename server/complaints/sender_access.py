"""How long a sender's code opens the complaint: three months after it was last used, and never while anything is open."""

from calendar import monthrange
from datetime import date

from server.domain.complaint import Complaint

MONTHS = 3


def access_until(complaint: Complaint, used: date) -> date | None:
    """The last day on which the code opens it; None while the complaint is not closed.

    Counted from the last use, from closing or from the newest words, whichever is latest, so that nobody loses access before the
    news was there to be read.
    """
    if complaint.days.closed_on is None or not complaint.closed:
        return None
    return _months_later(max(used, complaint.days.closed_on, complaint.days.content), MONTHS)


def expired(complaint: Complaint, used: date, today: date) -> bool:
    until = access_until(complaint, used)
    return until is not None and until < today


def earliest_use(today: date) -> date:
    """Receipts used since then cannot have expired yet."""
    return _months_later(today, -MONTHS)


def _months_later(day: date, months: int) -> date:
    """The same day of that month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
