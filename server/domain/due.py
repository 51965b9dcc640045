"""What time itself asks for. Pure: the same state and moment always give the same commands under the same keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.commands import CloseDay, Command, NoteUnspoken, OpenDay
from server.domain.day import ServiceDay
from server.domain.moment import Moment
from server.domain.queue import QueueState


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, in milliseconds.

    `acknowledgement`: without any sign of progress from the announcer, for the oldest pending call. A full announcement lasts about 20 s,
    and every acknowledgement starts the time anew, so a long backlog is not an alarm.
    `forgotten`: without any event, before a day of an earlier date counts as one that nobody closed.
    """

    acknowledgement: int = 40_000
    forgotten: int = 3 * 3_600_000


DEFAULT_PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Due:
    """A command and the key that makes a repeated tick have one effect."""

    key: str
    command: Command


def due(state: QueueState, now: Moment, patience: Patience = DEFAULT_PATIENCE) -> tuple[Due, ...]:
    """All that is due at `now`, in the order in which it is to be done."""
    return (*_unanswered(state, now, patience), *_calendar(state, now, patience))


def _unanswered(state: QueueState, now: Moment, patience: Patience) -> Iterator[Due]:
    oldest = next(state.pending_calls(), None)
    if oldest is None:
        return
    if min(stamp.elapsed_ms(now.stamp) for stamp in (oldest.since, state.heard_of)) < patience.acknowledgement:
        return
    for call in state.pending_calls():
        if call.made.elapsed_ms(now.stamp) >= patience.acknowledgement:
            yield Due(f"unanswered:{call.seq}:{call.version}", NoteUnspoken(call.seq, "no_answer"))


def _calendar(state: QueueState, now: Moment, patience: Patience) -> Iterator[Due]:
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
    if day is None and state.date < now.date and hours.opens <= now.minute < hours.closes:
        yield Due(f"open:{now.date}:{state.seq}", OpenDay())
    elif day is not None and day.date == now.date and day.opened_minute < hours.closes <= now.minute and state.idle:
        yield Due(f"close:{day.seq}:{state.seq}", CloseDay(if_idle=True))


def forgotten(state: QueueState, day: ServiceDay, now: Moment, patience: Patience = DEFAULT_PATIENCE) -> bool:
    """Whether the open day is of an earlier date and was left open.

    A day that runs past midnight is not forgotten as long as something happens in it.
    """
    if now.doubtful or now.date <= day.date:
        return False
    return state.newest.elapsed_ms(now.stamp) >= patience.forgotten
