"""State, command and moment give events or a refusal. Nothing is changed here; no events mean that nothing is to change."""

from typing import assert_never

from server.domain.calls import PENDING, Outcome
from server.domain.commands import (
    CallCommand,
    CallNext,
    CancelTicket,
    CloseCounter,
    CloseDay,
    Command,
    ConfigureOffice,
    CounterCommand,
    FinishServing,
    MarkNoShow,
    NoteShown,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenCounter,
    OpenDay,
    Recall,
    RestartLog,
    StartServing,
    TakeTicket,
)
from server.domain.counters import Counter, CounterStatus
from server.domain.due import forgotten
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
    Event,
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
from server.domain.moment import Moment
from server.domain.next_up import next_up
from server.domain.queue import QueueState
from server.domain.refusals import (
    AlreadyServing,
    CounterIsBusy,
    CounterMovedOn,
    DayIsClosed,
    NobodyAtCounter,
    Refusal,
    TicketIsOver,
    UnknownCounter,
    UnknownService,
    UnknownTicket,
)
from server.domain.tickets import OVER, Ticket, TicketState, receipt_of, ticket_number

Decision = tuple[Event, ...] | Refusal


def decide(state: QueueState, command: Command, now: Moment) -> Decision:
    """What follows from `command` in `state` at `now`."""
    match command:
        case ConfigureOffice(document=document, structure=structure):
            if document == state.document:
                return ()
            return (OfficeConfigured(document, structure),)
        case RestartLog(epoch=epoch, gap=gap):
            return (LogRestored(epoch, gap),)
        case OpenDay():
            return _open_day(state, now)
        case CloseDay(if_idle=if_idle):
            return () if if_idle and not state.idle else _close_day(state)
        case TakeTicket():
            return _take(state, command)
        case CancelTicket(number=number):
            return _cancel(state, number)
        case OpenCounter() | CloseCounter() | CallNext() | Recall() | StartServing() | FinishServing() | MarkNoShow():
            return _at_counter(state, command)
        case NoteSpeaking() | NoteSpoken() | NoteUnspoken() | NoteShown():
            return _note(state, command)
        case _:
            assert_never(command)


def _open_day(state: QueueState, now: Moment) -> tuple[Event, ...]:
    closing: tuple[Event, ...] = ()
    if state.day is not None:
        if not forgotten(state, state.day, now):
            return ()
        closing = _close_day(state)
    # A clock that has gone back, or went ahead once, must not start a label again whose paper numbers are in people's hands.
    known = now.date <= state.date
    date = state.date if known else now.date
    issued = state.issued if known else dict.fromkeys(state.structure.services, state.gap) if state.gap else {}
    # What a restore may have lost of the next date is not made good by opening the old one again.
    gap = state.gap if known else 0
    return (*closing, DayOpened(date, now.minute, dict(issued), gap))


def _close_day(state: QueueState) -> tuple[Event, ...]:
    if state.day is None:
        return ()
    served = tuple(TicketFinished(t.number, t.counter, "day_closed") for t in state.at_counters())
    unserved = tuple(TicketCancelled(t.number, "", "day_closed") for t in state.waiting())
    return (*served, *unserved, DayClosed(state.day.date))


def _take(state: QueueState, command: TakeTicket) -> Decision:
    if command.service not in state.structure.services:
        return UnknownService(command.service)
    if state.day is None:
        return DayIsClosed()
    number = ticket_number(command.service, state.issued.get(command.service, 0) + 1)
    receipt = receipt_of(command.token)
    return (TicketTaken(number, command.service, command.priority, receipt, command.channel),)


def _cancel(state: QueueState, number: str) -> Decision:
    ticket = state.tickets.get(number)
    if ticket is None:
        return UnknownTicket()
    if ticket.state is TicketState.CANCELLED:
        return ()
    if ticket.state in OVER:
        return TicketIsOver(number, ticket.state)
    if ticket.state is TicketState.SERVING:
        return AlreadyServing(ticket.counter, number)
    if ticket.state is not TicketState.CALLED:
        return (TicketCancelled(number, "", "resident"),)
    unheard = tuple(
        CallWithdrawn(call.seq)
        for call in state.calls.values()
        if call.ticket == number and call.outcome is Outcome.QUEUED
    )
    return (TicketCancelled(number, ticket.counter, "resident"), *unheard)


def _at_counter(state: QueueState, command: CounterCommand) -> Decision:
    counter = state.counters.get(command.counter)
    if counter is None:
        return UnknownCounter(command.counter)
    if state.day is None:
        return DayIsClosed()
    if command.version is not None and command.version != counter.version:
        return CounterMovedOn(counter.id, counter.version)
    ticket = state.tickets[counter.ticket] if counter.ticket else None
    match command:
        case OpenCounter():
            return () if counter.status is CounterStatus.OPEN else (CounterOpened(counter.id),)
        case CloseCounter():
            if ticket is not None:
                return CounterIsBusy(counter.id, ticket.number)
            return () if counter.status is CounterStatus.CLOSED else (CounterClosed(counter.id),)
        case CallNext():
            return _call_next(state, counter, ticket)
        case _:
            return _with_the_present(counter, ticket, command)


def _call_next(state: QueueState, counter: Counter, present: Ticket | None) -> tuple[Event, ...]:
    following = next_up(state, counter)
    if following is None:
        return ()
    before: tuple[Event, ...] = ()
    if counter.status is not CounterStatus.OPEN:
        before = (CounterOpened(counter.id),)
    if present is not None:
        before = (*before, TicketFinished(present.number, counter.id, "served"))
    return (*before, TicketCalled(following.number, counter.id, following.service))


def _with_the_present(
    counter: Counter, ticket: Ticket | None, command: Recall | StartServing | FinishServing | MarkNoShow
) -> Decision:
    if ticket is None:
        return NobodyAtCounter(counter.id)
    called = ticket.state is TicketState.CALLED
    match command:
        case FinishServing():
            return (TicketFinished(ticket.number, counter.id, "served"),)
        case _ if not called:
            return AlreadyServing(counter.id, ticket.number)
        case Recall():
            return (TicketRecalled(ticket.number, counter.id, ticket.service, ticket.call),)
        case StartServing():
            return (ServingStarted(ticket.number, counter.id),)
        case MarkNoShow():
            return (TicketMissed(ticket.number, counter.id),)
        case _:
            assert_never(command)


def _note(state: QueueState, command: CallCommand) -> tuple[Event, ...]:
    """Acknowledgements come late, twice and for calls of other days; only news becomes an event."""
    call = state.calls.get(command.call)
    if call is None:
        return ()
    match command:
        case NoteShown():
            return () if call.shown else (CallShown(call.seq),)
        case NoteSpeaking():
            # Also after "unspoken": an announcer that had been given up may speak after all, and then that is the truth.
            return (CallSpeaking(call.seq),) if call.outcome in {Outcome.QUEUED, Outcome.UNSPOKEN} else ()
        case NoteSpoken():
            return () if call.outcome in {Outcome.SPOKEN, Outcome.WITHDRAWN} else (CallSpoken(call.seq),)
        case NoteUnspoken(why=why):
            return (CallUnspoken(call.seq, why),) if call.outcome in PENDING else ()
        case _:
            assert_never(command)
