"""What officials do about a clock that is not believed."""

from server.domain.decision import Decision
from server.domain.events import ClockConfirmed
from server.domain.moment import Moment
from server.domain.refusals import ClockIsWrong

# 1 November 2026, before the first release: a wall clock below it is a machine without a clock battery.
OLDEST_BELIEVABLE_MS = 1_793_491_200_000


def confirm_clock(date: str, now: Moment) -> Decision:
    """An official has compared the clock when it showed `date` (`YYYY-MM-DD`); one that has jumped since is not confirmed by it."""
    if date != now.date or now.wall_ms < OLDEST_BELIEVABLE_MS:
        return ClockIsWrong(now.date)
    return (ClockConfirmed(),) if now.doubtful else ()
