"""What a press at a counter leads to."""

from typing import assert_never

from server.domain.commands import (
    CallNext,
    CallTicket,
    CloseCounter,
    ContinueWith,
    CounterCommand,
    FinishServing,
    HoldTicket,
    MarkNoShow,
    NoteTicket,
    OpenCounter,
    PauseCounter,
    Recall,
    ReturnTicket,
    ServeWithoutTicket,
    StartServing,
    TransferTicket,
    Undo,
)
from server.domain.counters import Counter, CounterStatus
from server.domain.decision import Decision
from server.domain.events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    Event,
    ServiceContinued,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketHeld,
    TicketMissed,
    TicketNoted,
    TicketRecalled,
    TicketReturned,
    TicketTaken,
    TicketTransferred,
)
from server.domain.moment import Moment
from server.domain.next_up import Choice, Rule, may_call, next_up, return_order
from server.domain.patience import Patience
from server.domain.press import PresentCommand
from server.domain.queue import QueueState
from server.domain.refusals import (
    AlreadyServing,
    CounterIsBusy,
    CounterMovedOn,
    DayIsClosed,
    NobodyAtCounter,
    NotAway,
    NotForThisCounter,
    Refusal,
    SameTarget,
    TicketAtCounter,
    TicketIsOver,
    TooSoon,
    UnknownCounter,
    UnknownReason,
    UnknownService,
    UnknownTicket,
)
from server.domain.tickets import AT_A_COUNTER, AWAY, HOLD_REASONS, OVER, Ticket, TicketState, receipt_of, ticket_number
from server.domain.undo import undo
from server.domain.unheard import withdrawals


def at_counter(state: QueueState, command: CounterCommand, now: Moment, patience: Patience) -> Decision:
    """The events of a press, or why not. A press that saw an older state of the counter is refused."""
    counter = state.counters.get(command.counter)
    if counter is None:
        return UnknownCounter(command.counter)
    if state.day is None:
        return DayIsClosed()
    if command.version is not None and command.version != counter.version:
        return CounterMovedOn(counter.id, counter.version)
    match command:
        case OpenCounter():
            return _opening(counter)
        case CloseCounter() | PauseCounter():
            return _leave(counter, command)
        case CallNext():
            choice = next_up(state, counter)
            return () if choice is None else _call(state, counter, choice)
        case CallTicket(ticket=number):
            return _call_this(state, counter, number)
        case ServeWithoutTicket(service=service, token=token):
            return _serve_without_ticket(state, counter, service, token)
        case ReturnTicket():
            return return_ticket(state, command)
        case Undo():
            return undo(state, counter, now, patience)
        case _:
            ticket = state.tickets[counter.ticket] if counter.ticket else None
            return (
                NobodyAtCounter(counter.id) if ticket is None else _with(state, counter, ticket, command, now, patience)
            )


def return_ticket(state: QueueState, command: ReturnTicket) -> Decision:
    """Who was missed goes behind some others; who was held is the next one at the counter that held the ticket."""
    ticket = state.tickets.get(command.ticket)
    if ticket is None:
        return DayIsClosed() if state.day is None else UnknownTicket()
    if ticket.state in OVER:
        return TicketIsOver(ticket.number, ticket.state)
    if state.day is None:
        return DayIsClosed()
    if ticket.state not in AWAY:
        return NotAway(ticket.number)
    missed = ticket.state is TicketState.MISSED
    order = return_order(state, ticket, state.seq + 1) if missed else ticket.order
    return (TicketReturned(ticket.number, command.counter, order), *withdrawals(state, ticket.number))


def _opening(counter: Counter) -> tuple[Event, ...]:
    return () if counter.status is CounterStatus.OPEN else (CounterOpened(counter.id),)


def _leave(counter: Counter, command: CloseCounter | PauseCounter) -> Decision:
    if counter.ticket:
        return CounterIsBusy(counter.id, counter.ticket)
    match command:
        case CloseCounter():
            return () if counter.status is CounterStatus.CLOSED else (CounterClosed(counter.id),)
        case PauseCounter():
            return () if counter.status is CounterStatus.BREAK else (CounterPaused(counter.id),)
        case _:
            assert_never(command)


def _call(state: QueueState, counter: Counter, choice: Choice) -> tuple[Event, ...]:
    ticket = choice.ticket
    # Before the new call, so that an announcer that has just begun an older one says them in this order, too.
    elsewhere = withdrawals(state, ticket.number, but_to=counter.id)
    finished = (TicketFinished(counter.ticket, counter.id, "served"),) if counter.ticket else ()
    called = TicketCalled(ticket.number, counter.id, ticket.service, choice.rule, press=state.seq + 1)
    return (*_opening(counter), *finished, *elsewhere, called)


def _call_this(state: QueueState, counter: Counter, number: str) -> Decision:
    """Anybody for whom the counter is there, also out of turn; whoever was held or missed here, too."""
    ticket = state.tickets.get(number)
    if ticket is None:
        return UnknownTicket()
    if ticket.state in OVER:
        return TicketIsOver(number, ticket.state)
    if ticket.state in AT_A_COUNTER:
        return TicketAtCounter(number, ticket.counter)
    was_here = ticket.state in AWAY and ticket.counter == counter.id
    if not was_here and not may_call(state, counter, ticket):
        return NotForThisCounter(counter.id, number)
    return _call(state, counter, Choice(ticket, Rule.CHOSEN))


def _serve_without_ticket(state: QueueState, counter: Counter, service: str, token: str) -> Decision:
    """Neither a quota nor the end of giving out numbers stops an official."""
    if service not in state.structure.services:
        return UnknownService(service)
    if counter.ticket:
        return CounterIsBusy(counter.id, counter.ticket)
    number = ticket_number(service, state.issued.get(service, 0) + 1)
    taken = TicketTaken(number, service, False, receipt_of(token), "counter")
    return (*_opening(counter), taken, ServingStarted(number, counter.id, press=state.seq + 1))


def _with(
    state: QueueState, counter: Counter, ticket: Ticket, command: PresentCommand, now: Moment, patience: Patience
) -> Decision:
    """What is done with the person who was called or is being served."""
    match command:
        case FinishServing():
            return (TicketFinished(ticket.number, counter.id, "served"),)
        case HoldTicket(why=why):
            if why not in HOLD_REASONS:
                return UnknownReason(why)
            return (TicketHeld(ticket.number, counter.id, why), *withdrawals(state, ticket.number))
        case TransferTicket():
            return _transfer(state, counter, ticket, command)
        case ContinueWith(service=service):
            refusal = _unfit(state, ticket, service)
            return refusal or (ServiceContinued(ticket.number, counter.id, service),)
        case NoteTicket(note_id=note_id):
            return (TicketNoted(ticket.number, counter.id, note_id),)
        case _ if ticket.state is not TicketState.CALLED:
            return AlreadyServing(counter.id, ticket.number)
        case Recall():
            return _recall(counter, ticket, now, patience)
        case StartServing():
            return (ServingStarted(ticket.number, counter.id, press=state.seq + 1),)
        case MarkNoShow():
            return (TicketMissed(ticket.number, counter.id),)
        case _:
            assert_never(command)


def _recall(counter: Counter, ticket: Ticket, now: Moment, patience: Patience) -> Decision:
    assert ticket.rung is not None, "whoever is called has been called"
    left_ms = patience.recall - ticket.rung.elapsed_ms(now.stamp)
    if left_ms > 0:
        return TooSoon(ticket.number, left_ms)
    return (TicketRecalled(ticket.number, counter.id, ticket.service, ticket.call),)


def _transfer(state: QueueState, counter: Counter, ticket: Ticket, command: TransferTicket) -> Decision:
    to, service = command.to_counter, command.service or ticket.service
    if to and to not in state.counters:
        return UnknownCounter(to)
    if service not in state.structure.services and service != ticket.service:
        return UnknownService(service)
    if to == counter.id or (not to and service == ticket.service):
        return SameTarget(ticket.number)
    first = state.structure.rules.transfer_first if command.first is None else command.first
    transferred = TicketTransferred(ticket.number, counter.id, service, to, first)
    return (transferred, *withdrawals(state, ticket.number))


def _unfit(state: QueueState, ticket: Ticket, service: str) -> Refusal | None:
    if service not in state.structure.services:
        return UnknownService(service)
    return SameTarget(ticket.number) if service == ticket.service else None
