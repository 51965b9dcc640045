"""What an event at a counter makes of the state: from being called to leaving."""

from typing import assert_never

from server.domain.calls import Call
from server.domain.counters import CounterStatus
from server.domain.events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterStaffed,
    PressUndone,
    ServiceContinued,
    ServingStarted,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketHeld,
    TicketMissed,
    TicketNoted,
    TicketRecalled,
    TicketReturned,
    TicketTransferred,
)
from server.domain.frozen import replace
from server.domain.moves import mark, moved, pressed, with_counter, with_ticket
from server.domain.next_up import eligible, passed_over, streak_after
from server.domain.queue import QueueState
from server.domain.record import Record
from server.domain.tickets import TicketState
from server.domain.undo import restored
from server.domain.unheard import is_called_off

Opening = CounterOpened | CounterClosed | CounterPaused | CounterStaffed
Leaving = TicketFinished | TicketMissed | TicketCancelled | TicketHeld | TicketTransferred


def opened_or_closed(state: QueueState, event: Opening, record: Record) -> QueueState:
    counter = state.counters[event.counter]
    match event:
        case CounterOpened():
            counter = replace(counter, status=CounterStatus.OPEN)
        case CounterClosed():
            counter = replace(counter, status=CounterStatus.CLOSED)
        case CounterPaused():
            counter = replace(counter, status=CounterStatus.BREAK)
        case CounterStaffed(account=account):
            # Nobody takes back what somebody else has pressed.
            return with_counter(state, replace(counter, account=account, last=None), record)
        case _:
            assert_never(event)
    return pressed(state, with_counter(state, counter, record), counter.id, record, press=record.seq)


def called(state: QueueState, event: TicketCalled, record: Record) -> QueueState:
    counter, ticket = state.counters[event.counter], state.tickets[event.ticket]
    passed = [other for other in eligible(state, counter) if other.order < ticket.order]
    summoned = replace(
        moved(ticket, record, TicketState.CALLED),
        counter=counter.id,
        reserved="",
        front=False,
        call=record.seq,
        calls=ticket.calls + 1,
        rule=event.rule,
        rung=record.stamp,
        called=mark(record),
        ended=None,
    )
    tickets = {**state.tickets, **{other.number: passed_over(other) for other in passed}, ticket.number: summoned}
    busy = replace(counter, ticket=ticket.number, streak=streak_after(counter.streak, event.rule))
    after = with_counter(_with_new_call(replace(state, tickets=tickets), event, record, first=0), busy, record)
    overtook = tuple((other.number, other.version) for other in passed)
    return pressed(
        state,
        after,
        counter.id,
        record,
        press=event.press,
        ticket=ticket.number,
        overtook=overtook,
        call=record.seq,
    )


def recalled(state: QueueState, event: TicketRecalled, record: Record) -> QueueState:
    ticket = state.tickets[event.ticket]
    again = replace(ticket, calls=ticket.calls + 1, rung=record.stamp, version=record.seq)
    after = _with_new_call(with_ticket(state, again), event, record, first=event.call)
    # Without it nobody would be on the way to the counter that waits for them.
    press = 0 if is_called_off(state, event.call) else record.seq
    return pressed(state, after, event.counter, record, press=press, ticket=ticket.number, call=record.seq)


def started(state: QueueState, event: ServingStarted, record: Record) -> QueueState:
    """Also of a ticket that was never called: somebody who is served without one."""
    ticket = state.tickets[event.ticket]
    serving = replace(moved(ticket, record, TicketState.SERVING), counter=event.counter, started=mark(record))
    counter = replace(state.counters[event.counter], ticket=ticket.number)
    after = with_counter(with_ticket(state, serving), counter, record)
    return pressed(state, after, event.counter, record, press=event.press, ticket=ticket.number)


def continued(state: QueueState, event: ServiceContinued, record: Record) -> QueueState:
    ticket = replace(
        moved(state.tickets[event.ticket], record, TicketState.SERVING), service=event.service, started=mark(record)
    )
    after = with_ticket(state, ticket)
    return pressed(state, after, event.counter, record, press=record.seq, ticket=ticket.number)


def noted(state: QueueState, event: TicketNoted, record: Record) -> QueueState:
    """No press that could be undone, and none that ends the undoing of the one before: a note can be erased."""
    ticket = state.tickets[event.ticket]
    after = with_ticket(state, replace(ticket, notes=(*ticket.notes, event.note_id)))
    return with_counter(after, after.counters[event.counter], record)


def left(state: QueueState, event: Leaving, record: Record) -> QueueState:
    """The ticket leaves the counter that it was at, if it was at one."""
    ticket = state.tickets[event.ticket]
    match event:
        case TicketFinished():
            gone = replace(moved(ticket, record, TicketState.FINISHED), ended=mark(record))
        case TicketMissed():
            gone = replace(moved(ticket, record, TicketState.MISSED), ended=mark(record))
        case TicketCancelled():
            gone = replace(moved(ticket, record, TicketState.CANCELLED), ended=mark(record))
        case TicketHeld(why=why):
            gone = replace(moved(ticket, record, TicketState.HELD), hold=why)
        case TicketTransferred(service=service, to=to, front=front):
            waiting = moved(ticket, record, TicketState.WAITING)
            gone = replace(waiting, service=service, reserved=to, front=front, overtaken=0)
        case _:
            assert_never(event)
    after = with_ticket(state, gone)
    counter = state.counters.get(event.counter)
    if counter is None:
        return after
    after = with_counter(after, replace(counter, ticket=""), record)
    if isinstance(event, TicketCancelled):
        return after
    return pressed(state, after, counter.id, record, press=record.seq, ticket=ticket.number)


def returned(state: QueueState, event: TicketReturned, record: Record) -> QueueState:
    """Whoever was held goes back to that counter, before the others; whoever was missed waits in the given place."""
    ticket = state.tickets[event.ticket]
    held = ticket.state is TicketState.HELD
    back = replace(
        moved(ticket, record, TicketState.WAITING),
        order=event.order,
        reserved=ticket.counter if held else "",
        front=held,
        overtaken=0,
        ended=None,
    )
    after = with_ticket(state, back)
    if not event.counter:
        return after
    return pressed(state, after, event.counter, record, press=record.seq, ticket=ticket.number)


def undone(state: QueueState, event: PressUndone, record: Record) -> QueueState:
    """Everything as it was before the press, but for the numbers of last events, which never go back."""
    counter = state.counters[event.counter]
    last = counter.last
    assert last is not None, "only a press that can be undone is undone"
    tickets = dict(state.tickets)
    for number, version in last.overtook:
        # Whoever has moved since has begun another wait, or waits no more.
        if tickets[number].version == version:
            tickets[number] = replace(tickets[number], overtaken=tickets[number].overtaken - 1)
    for before in last.tickets:
        tickets[before.number] = restored(state, last, before, mark(record))
    back = replace(counter, status=last.status, ticket=last.ticket, streak=last.streak, last=None)
    return with_counter(replace(state, tickets=tickets), back, record)


def _with_new_call(state: QueueState, event: TicketCalled | TicketRecalled, record: Record, first: int) -> QueueState:
    call = Call(
        seq=record.seq,
        ticket=event.ticket,
        counter=event.counter,
        service=event.service,
        first=first,
        made=record.stamp,
        version=record.seq,
        since=record.stamp,
    )
    return replace(state, calls={**state.calls, call.seq: call})
