"""Taking the last press back: exactly, soon, and only while nothing else has come of it."""

from collections.abc import Sequence

from server.domain.calls import Outcome
from server.domain.counters import Counter, LastPress
from server.domain.decision import Decision
from server.domain.events import CallWithdrawn, Event, PressUndone, TicketBefore, TicketRecalled
from server.domain.frozen import replace
from server.domain.moment import Moment
from server.domain.patience import Patience
from server.domain.queue import QueueState
from server.domain.refusals import NothingToUndo, PressMovedOn, UndoTooLate
from server.domain.tickets import Mark, Ticket, TicketState
from server.domain.unheard import is_called_off

_HEARD = frozenset({Outcome.SPEAKING, Outcome.SPOKEN})


def undo(state: QueueState, counter: Counter, now: Moment, patience: Patience) -> Decision:
    """Puts counter and tickets back and withdraws the call. The record of what was pressed stays in the log."""
    last = counter.last
    if last is None:
        return NothingToUndo(counter.id)
    if last.made.elapsed_ms(now.stamp) > patience.undo:
        return UndoTooLate(counter.id)
    gone = moved_on(state, counter, last)
    if gone:
        return PressMovedOn(counter.id, gone)
    mark = Mark(state.seq + 1, now.wall_ms)
    back = [restored(state, last, before, mark) for before in last.tickets]
    undone = PressUndone(counter.id, last.press, last.status, tuple(_told(ticket) for ticket in back))
    return (undone, *_withdrawal(state, last), *_called_again(state, back))


def moved_on(state: QueueState, counter: Counter, last: LastPress) -> str:
    """The ticket of which something has come since the press, or "". A resident who gives up leaves a counter without a press of it."""
    for number, version in last.moved:
        if state.tickets[number].version != version:
            return number
    stayed = last.ticket not in dict(last.moved)
    return last.ticket if stayed and counter.ticket != last.ticket else ""


def restored(state: QueueState, last: LastPress, before: Ticket, mark: Mark) -> Ticket:
    """The ticket as it stood before the press. `mark` is the undoing: a number that only the press made ends with it.

    What was noted or has become due in between stays true.
    """
    present = state.tickets[before.number]
    back = replace(before, version=mark.seq, due=present.due, notes=present.notes)
    if before.taken >= last.press:
        return replace(back, state=TicketState.CANCELLED, ended=mark)
    return back


def _withdrawal(state: QueueState, last: LastPress) -> tuple[Event, ...]:
    call = state.calls.get(last.call)
    if call is None:
        return ()
    # Taking back a recall does not send the person away: the call itself still holds.
    heard = call.outcome in _HEARD and not call.first
    return (CallWithdrawn(call.seq, call.ticket, call.counter, heard),)


def _called_again(state: QueueState, back: Sequence[Ticket]) -> tuple[Event, ...]:
    """Whoever is expected again, but whose call the press has withdrawn: a call that was withdrawn does not come back."""
    return tuple(
        TicketRecalled(ticket.number, ticket.counter, ticket.service, ticket.call)
        for ticket in back
        if ticket.state is TicketState.CALLED and is_called_off(state, ticket.call)
    )


def _told(ticket: Ticket) -> TicketBefore:
    called, started, ended = (mark or Mark(0, 0) for mark in (ticket.called, ticket.started, ticket.ended))
    return TicketBefore(
        ticket=ticket.number,
        service=ticket.service,
        state=ticket.state,
        counter=ticket.counter,
        calls=ticket.calls,
        rule=ticket.rule,
        hold=ticket.hold,
        called_seq=called.seq,
        called_ms=called.wall_ms if called.seq else None,
        started_seq=started.seq,
        started_ms=started.wall_ms if started.seq else None,
        ended_seq=ended.seq,
        ended_ms=ended.wall_ms if ended.seq else None,
    )
