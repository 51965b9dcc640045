"""State and record give the next state. Never refuses: what is in the log has happened."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from server.domain import visits
from server.domain.announcements import with_announcement
from server.domain.calls import Outcome
from server.domain.counters import Counter, CounterStatus
from server.domain.day import ServiceDay
from server.domain.events import (
    AnnouncementMade,
    AnnouncementSpeaking,
    AnnouncementSpoken,
    AnnouncementUnspoken,
    AnnouncementWithdrawn,
    AppointmentDue,
    CallShown,
    CallSpeaking,
    CallSpoken,
    CallUnspoken,
    CallWithdrawn,
    ClockConfirmed,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterStaffed,
    DayClosed,
    DayCorrected,
    DayOpened,
    DoorEvent,
    LetterCalled,
    LetterCollected,
    LetterReady,
    LogRestored,
    OfficeConfigured,
    PressUndone,
    ServiceContinued,
    ServingStarted,
    TakingResumed,
    TakingStopped,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketHeld,
    TicketMissed,
    TicketNoted,
    TicketRecalled,
    TicketReturned,
    TicketTaken,
    TicketTransferred,
)
from server.domain.frozen import replace
from server.domain.letters import letters_of, with_letter
from server.domain.moves import with_ticket
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
    if isinstance(event, DoorEvent):
        return state  # for the history alone: who may come in changes nothing in the queue
    match event:
        case OfficeConfigured():
            counters = _planned(event.structure, state.counters, record.seq)
            return replace(state, structure=event.structure, document=event.document, counters=counters)
        case LogRestored(gap=gap):
            return _restored(state, gap)
        case DayOpened():
            return _day_opened(state, event, record)
        case DayClosed():
            return replace(state, day=None, counters=_deserted(state, record.seq))
        case DayCorrected(date=date, issued=issued):
            day = None if state.day is None else replace(state.day, date=date)
            return replace(state, day=day, date=date, issued=issued)
        case ClockConfirmed():
            return state
        case TakingStopped():
            return _taking(state, taking=False, by_clock=record.actor == CLOCK)
        case TakingResumed():
            return _taking(state, taking=True)
        case TicketTaken():
            return _taken(state, event, record)
        case AppointmentDue(ticket=number):
            return with_ticket(state, replace(state.tickets[number], due=True))
        case CounterOpened() | CounterClosed() | CounterPaused() | CounterStaffed():
            return visits.opened_or_closed(state, event, record)
        case TicketCalled():
            return visits.called(state, event, record)
        case TicketRecalled():
            return visits.recalled(state, event, record)
        case ServingStarted():
            return visits.started(state, event, record)
        case ServiceContinued():
            return visits.continued(state, event, record)
        case TicketNoted():
            return visits.noted(state, event, record)
        case TicketFinished() | TicketMissed() | TicketCancelled() | TicketHeld() | TicketTransferred():
            return visits.left(state, event, record)
        case TicketReturned():
            return visits.returned(state, event, record)
        case PressUndone():
            return visits.undone(state, event, record)
        case CallSpeaking():
            return _acknowledged(state, event.call, record, Outcome.SPEAKING)
        case CallSpoken():
            return _acknowledged(state, event.call, record, Outcome.SPOKEN)
        case CallUnspoken():
            return _acknowledged(state, event.call, record, Outcome.UNSPOKEN, event.why)
        case CallWithdrawn():
            call = replace(state.calls[event.call], outcome=Outcome.WITHDRAWN, version=record.seq, since=record.stamp)
            return replace(state, calls={**state.calls, call.seq: call})
        case LetterReady() | LetterCalled() | LetterCollected():
            return with_letter(state, event, record)
        case (
            AnnouncementMade()
            | AnnouncementWithdrawn()
            | AnnouncementSpeaking()
            | AnnouncementSpoken()
            | AnnouncementUnspoken()
        ):
            return with_announcement(state, event, record)
        case CallShown():
            shown = replace(state.calls[event.call], shown=True)
            return replace(state, calls={**state.calls, shown.seq: shown})
        case _:
            assert_never(event)


def _restored(state: QueueState, gap: int) -> QueueState:
    # A service that had issued nothing before the backup may have issued paper after it.
    issued = {service: state.issued.get(service, 0) + gap for service in state.structure.services}
    skipped = {service: state.skipped.get(service, 0) + gap for service in state.structure.services}
    return replace(state, issued={**state.issued, **issued}, skipped={**state.skipped, **skipped}, gap=state.gap + gap)


def _day_opened(state: QueueState, event: DayOpened, record: Record) -> QueueState:
    planned = _planned(state.structure, {}, record.seq)
    counters = {name: replace(counter, account=event.staff.get(name, "")) for name, counter in planned.items()}
    return replace(
        state,
        day=ServiceDay(record.seq, event.date, event.minute, record.stamp),
        date=event.date,
        gap=event.gap,
        issued=event.issued,
        skipped=event.skipped,
        earlier=event.earlier,
        tickets={},
        counters=counters,
        calls={},
        letters=letters_of(event.letters),
        announcements={},
        heard_of=record.stamp,
    )


def _deserted(state: QueueState, seq: int) -> dict[str, Counter]:
    return {
        counter.id: replace(counter, status=CounterStatus.CLOSED, account="", streak=0, last=None, version=seq)
        for counter in state.counters.values()
    }


def _taking(state: QueueState, *, taking: bool, by_clock: bool = False) -> QueueState:
    if state.day is None:
        return state
    stopped_by_clock = state.day.stopped_by_clock or by_clock
    return replace(state, day=replace(state.day, taking=taking, stopped_by_clock=stopped_by_clock))


def _planned(structure: Structure, present: Mapping[str, Counter], seq: int) -> dict[str, Counter]:
    """The counters of a structure; those that exist keep their status, ticket and official.

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
        order=(record.seq,),
        version=record.seq,
        slot=event.slot,
    )
    count = int(event.ticket[len(event.service) :])
    return replace(with_ticket(state, ticket), issued={**state.issued, event.service: count})


def _acknowledged(state: QueueState, seq: int, record: Record, outcome: Outcome, why: str = "") -> QueueState:
    call = state.calls[seq]
    # What the ticker gives up by itself is no sign of life from the announcer.
    heard_of = state.heard_of if record.actor == CLOCK else record.stamp
    changed = replace(call, outcome=outcome, why=why, version=record.seq, since=record.stamp)
    return replace(state, calls={**state.calls, seq: changed}, heard_of=heard_of)
