"""Which day it is for the complaints, also while the clock is not to be believed."""

from collections.abc import Callable
from datetime import date, timedelta

from server.domain.moment import Moment

_FAR = timedelta(days=366)
"""Nobody leaves an office alone for longer; a doubted clock that says so is wrong."""


class OfficeDay:
    """`now`: the office's clock; `newest`: the day of the newest record, the first of all days for none.

    A day that is too late would stop every clock, batch and erasure until it comes: nothing is dated after what the last moment that was
    to be believed, and the monotonic clock since then, allow.
    """

    def __init__(self, now: Callable[[], Moment], newest: Callable[[], date]) -> None:
        self._now = now
        self._newest = newest
        self._sure: Moment | None = None

    def __call__(self) -> date:
        moment = self._now()
        if not moment.doubtful:
            self._sure = moment
            return moment.local.date()
        newest = self._newest()
        if self._sure is not None:
            passed = timedelta(milliseconds=max(0, moment.mono_ms - self._sure.mono_ms))
            return max((self._sure.local + passed).date(), newest)
        # A machine without a clock battery begins in 1970: no complaint comes before the newest one.
        day = moment.local.date()
        return day if newest == date.min or newest < day <= newest + _FAR else newest
