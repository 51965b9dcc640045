"""State and record give the next state. Never refuses: what is in the log has happened."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from server.domain.calls import Call, Outcome
from server.domain.counters import Counter, CounterStatus
from server.domain.day import ServiceDay
from server.domain.events import (
    CallShown,
    CallSpeaking,
    CallSpoken,
    CallUnspoken,
    CallWithdrawn,
    CounterClosed,
    CounterOpened,
    DayClosed,
    DayOpened,
    LogRestored,
    OfficeConfigured,
    ServingStarted,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketMissed,
    TicketRecalled,
    TicketTaken,
)
from server.domain.queue import QueueState
from server.domain.record import CLOCK, Record
from server.domain.structure import Structure
from server.domain.tickets import Ticket, TicketState


def fold(records: Iterable[Record], state: QueueState | None = None) -> QueueState:
    folded = QueueState() if state is None else state
    for record in records:
        folded = evolve(folded, record)
    return folded


def evolve(state: QueueState, record: Record) -> QueueState:
    """The state after `record`."""
    return replace(_applied(state, record), seq=record.seq, newest=record.stamp)


def _applied(state: QueueState, record: Record) -> QueueState:
    event = record.event
    match event:
        case OfficeConfigured():
            counters = _planned(event.structure, state.counters, record.seq)
            return replace(state, structure=event.structure, document=event.document, counters=counters)
        case LogRestored():
            # A service that had issued nothing before the backup may have issued paper after it.
            issued = {service: state.issued.get(service, 0) + event.gap for service in state.structure.services}
            return replace(state, issued={**state.issued, **issued}, gap=state.gap + event.gap)
        case DayOpened():
            return replace(
                state,
                day=ServiceDay(record.seq, event.date, event.minute, record.stamp),
                date=event.date,
                gap=event.gap,
                issued=event.issued,
                tickets={},
                counters=_planned(state.structure, {}, record.seq),
                calls={},
                heard_of=record.stamp,
            )
        case DayClosed():
            counters = {
                c.id: replace(c, status=CounterStatus.CLOSED, version=record.seq) for c in state.counters.values()
            }
            return replace(state, day=None, counters=counters)
        case CounterOpened():
            return _with_counter(state, event.counter, record.seq, status=CounterStatus.OPEN)
        case CounterClosed():
            return _with_counter(state, event.counter, record.seq, status=CounterStatus.CLOSED)
        case TicketTaken():
            return _taken(state, event, record)
        case TicketCalled():
            return _called(state, event, record)
        case TicketRecalled():
            return _recalled(state, event, record)
        case ServingStarted():
            serving = _with_ticket(state, event.ticket, record, TicketState.SERVING)
            return _with_counter(serving, event.counter, record.seq)
        case TicketFinished():
            return _left(state, event.ticket, event.counter, record, TicketState.FINISHED)
        case TicketMissed():
            return _left(state, event.ticket, event.counter, record, TicketState.MISSED)
        case TicketCancelled():
            return _left(state, event.ticket, event.counter, record, TicketState.CANCELLED)
        case CallSpeaking():
            return _acknowledged(state, event.call, record, Outcome.SPEAKING)
        case CallSpoken():
            return _acknowledged(state, event.call, record, Outcome.SPOKEN)
        case CallUnspoken():
            return _acknowledged(state, event.call, record, Outcome.UNSPOKEN, event.why)
        case CallWithdrawn():
            call = replace(state.calls[event.call], outcome=Outcome.WITHDRAWN, version=record.seq, since=record.stamp)
            return replace(state, calls={**state.calls, call.seq: call})
        case CallShown():
            shown = replace(state.calls[event.call], shown=True)
            return replace(state, calls={**state.calls, shown.seq: shown})
        case _:
            assert_never(event)


def _planned(structure: Structure, present: Mapping[str, Counter], seq: int) -> dict[str, Counter]:
    """The counters of a structure; those that exist keep their status and ticket.

    A counter that was dropped while busy stays, without services, until the next description or day.
    """
    counters = {
        plan.id: replace(present[plan.id], services=plan.services, version=seq)
        if plan.id in present
        else Counter(plan.id, plan.services, version=seq)
        for plan in structure.counters
    }
    kept = {c.id: replace(c, services=(), version=seq) for c in present.values() if c.ticket and c.id not in counters}
    return {**counters, **kept}


def _taken(state: QueueState, event: TicketTaken, record: Record) -> QueueState:
    ticket = Ticket(
        number=event.ticket,
        service=event.service,
        state=TicketState.WAITING,
        priority=event.priority,
        receipt=event.receipt,
        taken=record.seq,
        since=record.stamp,
    )
    count = int(event.ticket[len(event.service) :])
    return replace(
        state, tickets={**state.tickets, ticket.number: ticket}, issued={**state.issued, event.service: count}
    )


def _called(state: QueueState, event: TicketCalled, record: Record) -> QueueState:
    ticket = state.tickets[event.ticket]
    called = replace(
        ticket,
        state=TicketState.CALLED,
        counter=event.counter,
        call=record.seq,
        calls=ticket.calls + 1,
        since=record.stamp,
    )
    with_ticket = replace(state, tickets={**state.tickets, called.number: called})
    with_call = _with_new_call(with_ticket, event, record, first=0)
    return _with_counter(with_call, event.counter, record.seq, ticket=event.ticket)


def _recalled(state: QueueState, event: TicketRecalled, record: Record) -> QueueState:
    ticket = state.tickets[event.ticket]
    recalled = replace(ticket, calls=ticket.calls + 1)
    with_ticket = replace(state, tickets={**state.tickets, recalled.number: recalled})
    with_call = _with_new_call(with_ticket, event, record, first=event.call)
    return _with_counter(with_call, event.counter, record.seq)


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


def _left(state: QueueState, number: str, counter: str, record: Record, ended: TicketState) -> QueueState:
    after = _with_ticket(state, number, record, ended)
    if counter and counter in after.counters:
        return _with_counter(after, counter, record.seq, ticket="")
    return after


def _with_ticket(state: QueueState, number: str, record: Record, new: TicketState) -> QueueState:
    ticket = replace(state.tickets[number], state=new, since=record.stamp)
    return replace(state, tickets={**state.tickets, number: ticket})


def _with_counter(
    state: QueueState,
    counter_id: str,
    seq: int,
    *,
    status: CounterStatus | None = None,
    ticket: str | None = None,
) -> QueueState:
    counter = state.counters[counter_id]
    changed = replace(
        counter,
        status=counter.status if status is None else status,
        ticket=counter.ticket if ticket is None else ticket,
        version=seq,
    )
    return replace(state, counters={**state.counters, counter_id: changed})


def _acknowledged(state: QueueState, seq: int, record: Record, outcome: Outcome, why: str = "") -> QueueState:
    call = state.calls[seq]
    # What the ticker gives up by itself is no sign of life from the announcer.
    heard_of = state.heard_of if record.actor == CLOCK else record.stamp
    changed = replace(call, outcome=outcome, why=why, version=record.seq, since=record.stamp)
    return replace(state, calls={**state.calls, seq: changed}, heard_of=heard_of)
