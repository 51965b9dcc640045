"""State, command and moment give events or a refusal. Nothing is changed here; no events mean that nothing is to change."""

from typing import assert_never

from server.domain.announcements import decide_announcement, note_announcement
from server.domain.at_counter import at_counter, return_ticket
from server.domain.calls import PENDING, Outcome
from server.domain.clock_doubt import confirm_clock
from server.domain.commands import (
    AdmitAppointment,
    CallCommand,
    CallLetter,
    CancelTicket,
    CloseDay,
    Command,
    ConfigureOffice,
    ConfirmClock,
    CorrectDay,
    MakeAnnouncement,
    NoteDoor,
    NoteShown,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenDay,
    PutLetter,
    RestartLog,
    ResumeTaking,
    ReturnTicket,
    StaffCounter,
    StopTaking,
    TakeLetterAway,
    TakeTicket,
    WithdrawAnnouncement,
)
from server.domain.day_rules import close_day, correct_day, open_day, set_taking
from server.domain.decision import Decision
from server.domain.events import (
    AppointmentDue,
    CallShown,
    CallSpeaking,
    CallSpoken,
    CallUnspoken,
    Event,
    LogRestored,
    OfficeConfigured,
    TicketCancelled,
    TicketTaken,
)
from server.domain.letters import decide_letter
from server.domain.moment import Moment
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.queue import QueueState
from server.domain.refusals import AlreadyServing, TicketIsOver, UnknownTicket
from server.domain.removal import in_use
from server.domain.staffing import staff
from server.domain.taking import why_not_take
from server.domain.tickets import OVER, TicketState, receipt_of, ticket_number
from server.domain.unheard import withdrawals


def decide(state: QueueState, command: Command, now: Moment, patience: Patience = DEFAULT_PATIENCE) -> Decision:
    """What follows from `command` in `state` at `now`."""
    match command:
        case ConfigureOffice():
            return _configure(state, command)
        case RestartLog(epoch=epoch, gap=gap):
            return (LogRestored(epoch, gap),)
        case OpenDay():
            return open_day(state, now, patience)
        case CloseDay():
            return close_day(state, command)
        case CorrectDay(date=date):
            return correct_day(state, date, now)
        case ConfirmClock(date=date):
            return confirm_clock(date, now)
        case StopTaking():
            return set_taking(state, taking=False)
        case ResumeTaking():
            return set_taking(state, taking=True)
        case TakeTicket():
            return _take(state, command)
        case CancelTicket(number=number):
            return _cancel(state, number)
        case AdmitAppointment(number=number):
            return _admit(state, number)
        case StaffCounter():
            return staff(state, command)
        case NoteDoor(events=events):
            return events
        case PutLetter() | CallLetter() | TakeLetterAway():
            return decide_letter(state, command, now, patience)
        case MakeAnnouncement() | WithdrawAnnouncement():
            return decide_announcement(state, command)
        case NoteSpeaking() | NoteSpoken() | NoteUnspoken() | NoteShown():
            return _note(state, command)
        case ReturnTicket(counter=""):
            return return_ticket(state, command)
        case _:
            return at_counter(state, command, now, patience)


def _configure(state: QueueState, command: ConfigureOffice) -> Decision:
    if command.document == state.document:
        return ()
    needed = None if command.at_start else in_use(state, command.structure)
    return (OfficeConfigured(command.document, command.structure),) if needed is None else needed


def _take(state: QueueState, command: TakeTicket) -> Decision:
    service, refusal = command.service, why_not_take(state, command.service)
    if refusal is not None:
        return refusal
    number, receipt = ticket_number(service, state.issued.get(service, 0) + 1), receipt_of(command.token)
    return (TicketTaken(number, service, command.priority, receipt, command.channel, command.slot),)


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
    waits_for_them = ticket.counter if ticket.state is TicketState.CALLED else ""
    return (TicketCancelled(number, waits_for_them, "resident"), *withdrawals(state, number))


def _admit(state: QueueState, number: str) -> tuple[Event, ...]:
    """Whoever has been called or has gone meanwhile needs it no more."""
    ticket = state.tickets.get(number)
    if ticket is None or ticket.slot is None or ticket.due or ticket.state is not TicketState.WAITING:
        return ()
    return (AppointmentDue(number),)


def _note(state: QueueState, command: CallCommand) -> tuple[Event, ...]:
    """Acknowledgements come late, twice and for calls of other days; only news becomes an event."""
    announcement = state.announcements.get(command.call)
    if announcement is not None:
        return note_announcement(announcement, command)
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
