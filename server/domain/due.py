"""What time itself asks for. Pure: the same state and moment always give the same commands under the same keys."""

from collections.abc import Callable, Collection, Iterator

from server.domain.announcement import Announcement
from server.domain.calls import NO_ANSWER, Call, Outcome
from server.domain.commands import AdmitAppointment, CloseDay, Command, NoteUnspoken, OpenDay, StopTaking
from server.domain.day_rules import forgotten
from server.domain.frozen import Frozen
from server.domain.moment import Moment, Stamp
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.planned import planned
from server.domain.queue import QueueState

RoomOf = Callable[[Call | Announcement], str]
"""The name of the room where something is said."""

_MINUTE_MS = 60_000
_SIGNS = frozenset({Outcome.SPEAKING, Outcome.SPOKEN, Outcome.UNSPOKEN})


class Due(Frozen):
    """A command and the key that makes a repeated tick have one effect."""

    key: str
    command: Command


def due(
    state: QueueState,
    now: Moment,
    patience: Patience = DEFAULT_PATIENCE,
    closed_dates: Collection[str] = (),
    being_said: Collection[int] = (),
    room_of: RoomOf | None = None,
) -> tuple[Due, ...]:
    """All that is due at `now`, in the order in which it is to be done.

    `closed_dates` (`YYYY-MM-DD`): national holidays, beside the dates that the office has closed itself. `being_said`: what sounds
    longer than an acknowledgement is awaited; as long as it does, nothing behind it is unanswered. `room_of`: in an office with several
    rooms, where something is said; what one room's announcer acknowledges is no sign of life of another's.
    """
    unanswered = tuple(_unanswered(state, now, patience, being_said, room_of))
    return (
        *(Due(f"unanswered:{one.seq}:{one.version}", NoteUnspoken(one.seq, NO_ANSWER)) for one in unanswered),
        *_announcements(state, now, {one.seq for one in unanswered}),
        *_calendar(state, now, patience, closed_dates),
        *_appointments(state, now, patience),
    )


def _unanswered(
    state: QueueState, now: Moment, patience: Patience, being_said: Collection[int], room_of: RoomOf | None
) -> Iterator[Call | Announcement]:
    rooms: dict[str, list[Call | Announcement]] = {}
    waiting: list[Call | Announcement] = [*state.pending_calls(), *state.pending_announcements()]
    for one in sorted(waiting, key=_seq):
        rooms.setdefault("" if room_of is None else room_of(one), []).append(one)
    for room, pending in rooms.items():
        if any(one.seq in being_said for one in pending):
            continue
        signs = [pending[0].since, *([state.heard_of] if room_of is None else _acknowledged_in(state, room, room_of))]
        if min(sign.elapsed_ms(now.stamp) for sign in signs) >= patience.acknowledgement:
            yield from (one for one in pending if one.made.elapsed_ms(now.stamp) >= patience.acknowledgement)


def _acknowledged_in(state: QueueState, room: str, room_of: RoomOf) -> Iterator[Stamp]:
    """When an announcer of that room gave a sign of life. What was given up for want of one is none."""
    said: list[Call | Announcement] = [*state.calls.values(), *state.announcements.values()]
    for one in said:
        if one.outcome in _SIGNS and one.why != NO_ANSWER and room_of(one) == room:
            yield one.since


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
    elif day is not None and day.date == now.date and day.opened_minute < hours.closes <= now.minute:
        if state.idle:
            yield Due(f"close:{day.seq}:{state.seq}", CloseDay(if_idle=True))
        elif day.taking and not day.stopped_by_clock:
            # What becomes of those who are there is for officials to say; only nobody is to come any more.
            yield Due(f"stop:{day.seq}", StopTaking())


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
