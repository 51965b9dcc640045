"""What time itself asks for. Pure: the same state and moment always give the same commands under the same keys."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from server.domain.announcement import Announcement
from server.domain.calls import Call
from server.domain.commands import AdmitAppointment, CloseDay, Command, NoteUnspoken, OpenDay
from server.domain.day_rules import forgotten
from server.domain.moment import Moment
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.planned import planned
from server.domain.queue import QueueState

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Due:
    """A command and the key that makes a repeated tick have one effect."""

    key: str
    command: Command


def due(
    state: QueueState, now: Moment, patience: Patience = DEFAULT_PATIENCE, closed_dates: Collection[str] = ()
) -> tuple[Due, ...]:
    """All that is due at `now`, in the order in which it is to be done.

    `closed_dates` (`YYYY-MM-DD`): national holidays, beside the dates that the office has closed itself.
    """
    unanswered = tuple(_unanswered(state, now, patience))
    return (
        *(Due(f"unanswered:{one.seq}:{one.version}", NoteUnspoken(one.seq, "no_answer")) for one in unanswered),
        *_announcements(state, now, {one.seq for one in unanswered}),
        *_calendar(state, now, patience, closed_dates),
        *_appointments(state, now, patience),
    )


def _unanswered(state: QueueState, now: Moment, patience: Patience) -> Iterator[Call | Announcement]:
    pending: list[Call | Announcement] = [*state.pending_calls(), *state.pending_announcements()]
    if not pending:
        return
    pending.sort(key=_seq)
    oldest = pending[0]
    if min(stamp.elapsed_ms(now.stamp) for stamp in (oldest.since, state.heard_of)) < patience.acknowledgement:
        return
    yield from (one for one in pending if one.made.elapsed_ms(now.stamp) >= patience.acknowledgement)


def _announcements(state: QueueState, now: Moment, given_up: Collection[int]) -> Iterator[Due]:
    # Before the calendar closes the day: what is said at closing time is said of a day that is still open.
    for said in planned(state, now, given_up):
        yield Due(said.key, said.command)


def _calendar(state: QueueState, now: Moment, patience: Patience, closed_dates: Collection[str]) -> Iterator[Due]:
    # A clock that is not to be believed opens and closes nothing: an official does.
    if now.doubtful:
        return
    day = state.day
    hours = state.structure.week[now.local.weekday()]
    if day is not None and forgotten(state, day, now, patience):
        yield Due(f"close:{day.seq}", CloseDay())
        day = None
    if not state.structure.automatic or hours is None:
        return
    closed = now.date in closed_dates or now.date in state.structure.closed
    if day is None and state.date < now.date and not closed and hours.opens <= now.minute < hours.closes:
        yield Due(f"open:{now.date}:{state.seq}", OpenDay())
    elif day is not None and day.date == now.date and day.opened_minute < hours.closes <= now.minute and state.idle:
        yield Due(f"close:{day.seq}:{state.seq}", CloseDay(if_idle=True))


def _appointments(state: QueueState, now: Moment, patience: Patience) -> Iterator[Due]:
    # A clock that is not to be believed brings nobody forward; whoever has an appointment is called when nobody else waits.
    if state.day is None or now.doubtful or now.date < state.day.date:
        return
    past_midnight = now.date > state.day.date
    for ticket in state.waiting():
        if ticket.slot is None or ticket.due:
            continue
        if past_midnight or now.minute >= ticket.slot - patience.early // _MINUTE_MS:
            yield Due(f"appointment:{ticket.taken}:{ticket.version}", AdmitAppointment(ticket.number))


def _seq(pending: Call | Announcement) -> int:
    return pending.seq
