"""The clocks of a complaint, worked out anew at each look from the days of its events: a changed rule or holiday holds at once.

A clock stands still while the sender is asked. A reopened complaint has a new clock to settle; a missed one stays missed.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from server.domain.complaint import Complaint, Span, State
from server.domain.complaint_category import Rules
from server.domain.frozen import Frozen
from server.domain.working_days import is_working, working_day_number

What = Literal["verify", "answer", "settle", "confirm", "info"]
Level = Literal[0, 50, 80, 100]
_ONE = timedelta(days=1)


class Clock(Frozen):
    """`used` of `limit` working days (`info`: calendar days), the day after its start being number 1. `due`: its last day.

    `share`: used/limit. `level`: 50, 80, 100 when that percentage is reached; a clock that was met in time has 0, a missed one
    100. `paused`: it stands still, and `due` is the day if it went on today. `met`: the day on which it was stopped. `missed`: its
    last day is over, or that of one before it was; neither stopping it later nor a new round takes that back.
    """

    what: What
    limit: int
    used: int
    due: date
    share: float
    level: Level
    paused: bool
    met: date | None
    missed: bool


def clocks(complaint: Complaint, rules: Rules, today: date, closed: Collection[date]) -> tuple[Clock, ...]:
    """The clocks of verifying, first answer and settling; that of confirmation since a proposal; that of the sender while asked."""
    days = complaint.days
    earlier_missed = any(
        _run("settle", span, _settle_limit(complaint, rules), days.pauses, today, closed).missed
        for span in days.rounds[:-1]
    )
    found = [
        _run("verify", _from_reception(complaint, days.verified), rules.verify_days, days.pauses, today, closed),
        _run("answer", _from_reception(complaint, days.answered), rules.answer_days, days.pauses, today, closed),
        _run(
            "settle",
            days.rounds[-1],
            _settle_limit(complaint, rules),
            days.pauses,
            today,
            closed,
            missed=earlier_missed,
        ),
    ]
    if complaint.state is State.AWAITING_CONFIRMATION:
        found.append(_run("confirm", Span(silent_since(complaint)), rules.confirm_days, (), today, closed))
    if complaint.state is State.NEEDS_INFO:
        found.append(_calendar_run(Span(asked_since(complaint)), rules.info_days, today))
    return tuple(found)


def missed_clocks(complaint: Complaint, rules: Rules, today: date, closed: Collection[date]) -> tuple[str, ...]:
    """The clocks of the office that ran out and were not stopped, with their round (`settle:1`), the earliest first."""
    days = complaint.days
    running = (
        ("verify:0", _from_reception(complaint, days.verified), rules.verify_days),
        ("answer:0", _from_reception(complaint, days.answered), rules.answer_days),
        (f"settle:{len(days.rounds) - 1}", days.rounds[-1], _settle_limit(complaint, rules)),
    )
    late = [
        (_last_day(span.start, limit, days.pauses, today, closed), name)
        for name, span, limit in running
        if span.end is None and _used(span.start, today, days.pauses, closed) > limit
    ]
    return tuple(name for _, name in sorted(late))


def silent_since(complaint: Complaint) -> date:
    """From which day the sender is silent about the proposal: any word of theirs starts the wait anew."""
    days = complaint.days
    return max(days.proposed or days.received, days.heard)


def asked_since(complaint: Complaint) -> date:
    days = complaint.days
    return max(days.asked_on or days.received, days.heard)


def _from_reception(complaint: Complaint, met: date | None) -> Span:
    # A case that closed otherwise has nothing left to be late for.
    return Span(complaint.days.received, met or complaint.days.closed_on)


def _settle_limit(complaint: Complaint, rules: Rules) -> int:
    return rules.category(complaint.category).clock


def _run(
    what: What,
    span: Span,
    limit: int,
    pauses: tuple[Span, ...],
    today: date,
    closed: Collection[date],
    *,
    missed: bool = False,
) -> Clock:
    end = today if span.end is None else span.end
    used = _used(span.start, end, pauses, closed)
    due = _last_day(span.start, limit, pauses, today, closed)
    paused = span.end is None and any(pause.end is None for pause in pauses)
    return _clock(what, limit, used, due, span.end, paused, missed or used > limit)


def _calendar_run(span: Span, limit: int, today: date) -> Clock:
    used = max((today - span.start).days, 0)
    return _clock("info", limit, used, span.start + limit * _ONE, span.end, False, used > limit)


def _clock(what: What, limit: int, used: int, due: date, met: date | None, paused: bool, missed: bool) -> Clock:
    share = used / limit if limit else 1.0
    level: Level = 0 if met is not None else _level(share)
    return Clock(what, limit, used, due, share, 100 if missed else level, paused, met, missed)


def _level(share: float) -> Level:
    if share >= 1:
        return 100
    if share >= 0.8:
        return 80
    return 50 if share >= 0.5 else 0


def _used(start: date, end: date, pauses: tuple[Span, ...], closed: Collection[date]) -> int:
    # What lies outside of start and end is no pause of this clock: such a stretch has no days.
    paused = sum(working_day_number(max(pause.start, start), min(pause.end or end, end), closed) for pause in pauses)
    return working_day_number(start, end, closed) - paused


def _last_day(start: date, limit: int, pauses: tuple[Span, ...], today: date, closed: Collection[date]) -> date:
    # As if a pause that lasts ended today: the earliest day that it can be.
    ended = [(pause.start, pause.end or max(today, pause.start)) for pause in pauses]
    day, left = start, limit
    while left > 0:
        day += _ONE
        for begun, end in ended:
            if begun < day <= end:
                day = end + _ONE
        left -= is_working(day, closed)
    return day
