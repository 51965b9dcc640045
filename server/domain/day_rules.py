"""Opening, closing and correcting the service day."""

from collections.abc import Mapping

from server.domain.commands import CloseDay
from server.domain.day import ServiceDay
from server.domain.decision import Decision
from server.domain.events import (
    DayClosed,
    DayCorrected,
    DayOpened,
    Event,
    TakingResumed,
    TakingStopped,
    TicketCancelled,
    TicketFinished,
)
from server.domain.letters import carried
from server.domain.moment import Moment
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.queue import QueueState
from server.domain.refusals import DateIsRight, DayIsClosed, PeopleWait
from server.domain.tickets import AT_A_COUNTER

# So far back a date that is corrected finds its own last numbers again.
_REMEMBERED_DATES = 31


def open_day(state: QueueState, now: Moment, patience: Patience) -> tuple[Event, ...]:
    """An open day stays as it is, unless it is one that nobody closed."""
    closing: tuple[Event, ...] = ()
    letters = carried(state)
    staff = {counter.id: counter.account for counter in state.counters.values() if counter.account}
    if state.day is not None:
        if not forgotten(state, state.day, now, patience):
            return ()
        # Who sat there then has gone home.
        closing, staff = _closing(state), {}
    # A clock that has gone back, or went ahead once, must not start a label again whose paper numbers are in people's hands.
    if now.date <= state.date:
        # What a restore may have lost of the next date is not made good by opening the old one again.
        opened = DayOpened(
            state.date,
            now.minute,
            dict(state.issued),
            state.gap,
            dict(state.skipped),
            staff,
            dict(state.earlier),
            letters,
        )
    else:
        left_out = dict.fromkeys(state.structure.services, state.gap) if state.gap else {}
        earlier = _with_the_present_date(state)
        opened = DayOpened(now.date, now.minute, left_out, 0, left_out, staff, earlier, letters)
    return (*closing, opened)


def _with_the_present_date(state: QueueState) -> dict[str, Mapping[str, int]]:
    dates = {**state.earlier, state.date: dict(state.issued)} if state.date else {}
    return dict(sorted(dates.items())[-_REMEMBERED_DATES:])


def close_day(state: QueueState, command: CloseDay) -> Decision:
    """Who is at a counter was served, who waits or is held is sent away. Who missed the call stays missed."""
    if command.if_idle and not state.idle:
        return ()
    left = state.left()
    if command.leftovers == "refuse" and state.day is not None and left:
        return PeopleWait(len(left))
    return _closing(state)


def _closing(state: QueueState) -> tuple[Event, ...]:
    if state.day is None:
        return ()
    left = state.left()
    served = tuple(TicketFinished(t.number, t.counter, "day_closed") for t in left if t.state in AT_A_COUNTER)
    unserved = tuple(TicketCancelled(t.number, "", "day_closed") for t in left if t.state not in AT_A_COUNTER)
    return (*served, *unserved, DayClosed(state.day.date))


def correct_day(state: QueueState, date: str, now: Moment) -> Decision:
    """The machine's clock alone is not asked: once it was wrong, it is doubted. The official who confirms the date is."""
    if date != now.date or state.date <= date:
        return DateIsRight(now.date)
    # Under the right date numbers may be in people's hands already; none may be given out twice.
    before = state.earlier.get(date, {})
    issued = {
        service: max(state.issued.get(service, 0), before.get(service, 0)) for service in {*state.issued, *before}
    }
    return (DayCorrected(date, issued),)


def set_taking(state: QueueState, *, taking: bool) -> Decision:
    if state.day is None:
        return DayIsClosed()
    if state.day.taking is taking:
        return ()
    return (TakingResumed() if taking else TakingStopped(),)


def forgotten(state: QueueState, day: ServiceDay, now: Moment, patience: Patience = DEFAULT_PATIENCE) -> bool:
    """Whether the open day is of an earlier date and was left open.

    A day that runs past midnight is not forgotten as long as something happens in it.
    """
    if now.doubtful or now.date <= day.date:
        return False
    return state.newest.elapsed_ms(now.stamp) >= patience.forgotten
