"""How long what can be erased is kept after a complaint has closed, per category.

Nothing is erased within 14 days of something new, so that nobody's fresh words vanish unread.
"""

from datetime import date, timedelta
from typing import Literal

from server.domain.complaint import Complaint
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class

SECRET_TIP_DAYS = 90
_FRESH = timedelta(days=14)
_WARNINGS: tuple[Literal[3, 14], ...] = (3, 14)


def identity_until(complaint: Complaint, rules: Rules) -> date | None:
    """From this day on the identity is erased; None: there is none, or the complaint is open."""
    if not complaint.identity or complaint.identity_erased:
        return None
    return _after_closing(complaint, rules.category(complaint.category).keep_identity_days)


def text_until(complaint: Complaint, rules: Rules) -> date | None:
    """From this day on story, thread and files are erased; None: they are gone, or the complaint is open.

    A secret tip outside the statutory track has no file that anybody could appeal to: it goes after 90 days.
    """
    if complaint.text_erased:
        return None
    keep = rules.category(complaint.category).keep_text_days
    if complaint.klass is Class.SECRET and not complaint.formal:
        keep = min(keep, SECRET_TIP_DAYS)
    return _after_closing(complaint, keep)


def erasure_warning(complaint: Complaint, rules: Rules, today: date) -> Literal[0, 3, 14]:
    """14 or 3 when something is erased within so many days, 0 before."""
    ends = [until for until in (identity_until(complaint, rules), text_until(complaint, rules)) if until is not None]
    if not ends:
        return 0
    left = (min(ends) - today).days
    return next((warning for warning in _WARNINGS if left <= warning), 0)


def _after_closing(complaint: Complaint, keep_days: int) -> date | None:
    days = complaint.days
    if days.closed_on is None:
        return None
    return max(days.closed_on + timedelta(days=keep_days), days.content + _FRESH)
