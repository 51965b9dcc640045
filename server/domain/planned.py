"""When the calendar makes an announcement of the office's own: pure, from the structure, the open service day and the moment."""

from collections.abc import Collection, Iterator

from server.domain.announcement import MOST_WAITING, MakeAnnouncement
from server.domain.day import ServiceDay
from server.domain.frozen import Frozen
from server.domain.moment import Moment
from server.domain.queue import QueueState
from server.domain.structure import Hours, PlannedAnnouncement

LATE = 10
"""Minutes. What could not be said within them, because the machine was off, is not said: it would no longer be true."""

_MINUTE_MS = 60_000


class Said(Frozen):
    """`key` makes it sound once, whatever else happens in that minute."""

    key: str
    command: MakeAnnouncement


def planned(state: QueueState, now: Moment, given_up: Collection[int] = ()) -> Iterator[Said]:
    """What is to be announced at `now`. Each once for each of its times in a service day.

    `given_up`: announcements (their numbers) that wait no more after this moment.
    """
    day = state.day
    # A clock that is not to be believed announces nothing. Nor does a day of another date: its hours are over.
    if day is None or now.doubtful or now.date != day.date:
        return
    hours = state.structure.week[now.local.weekday()]
    waiting = sum(1 for one in state.pending_announcements() if one.seq not in given_up)
    for plan in state.structure.announcements:
        for minute in minutes_of(plan, day, hours):
            late = now.minute - minute
            if not 0 <= late < LATE or minute < day.opened_minute or _said(state, plan, now, late):
                continue
            waiting += len(plan.rooms)
            # What the rules would refuse is not asked for, second after second; it comes when others have been heard.
            if waiting <= MOST_WAITING:
                command = MakeAnnouncement(plan.id, "", plan.rooms, plan.urgent)
                yield Said(f"announcement:{day.seq}:{plan.id}:{minute}", command)


def minutes_of(plan: PlannedAnnouncement, day: ServiceDay, hours: Hours | None) -> tuple[int, ...]:
    """The times of the day, in minutes after midnight. On a weekday without hours there is neither closing nor pause."""
    match plan.at:
        case "opening":
            return (day.opened_minute,)
        case "closing":
            return () if hours is None else (hours.closes - plan.minutes,)
        case "pause":
            return () if hours is None else tuple(begins - plan.minutes for begins, _ in hours.pauses)
        case clock_time:
            return (int(clock_time[:2]) * 60 + int(clock_time[3:]),)


def _said(state: QueueState, plan: PlannedAnnouncement, now: Moment, late: int) -> bool:
    """Whether it was made for this time already: by the calendar, or by an official a little before."""
    within = (late + LATE) * _MINUTE_MS
    return any(
        one.announcement == plan.id and not one.test and one.made.elapsed_ms(now.stamp) < within
        for one in state.announcements.values()
    )
