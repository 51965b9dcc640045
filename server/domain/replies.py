"""What a command is answered, as the API gives it and the idempotency store keeps it."""

from collections.abc import Mapping, Sequence

from server.domain.ahead import ahead_of
from server.domain.commands import (
    CallNext,
    CallTicket,
    CloseDay,
    Command,
    ConfirmClock,
    CorrectDay,
    CounterCommand,
    MakeAnnouncement,
    NoteTicket,
    OpenDay,
    ResumeTaking,
    ServeWithoutTicket,
    StaffCounter,
    StopTaking,
    TakeTicket,
)
from server.domain.events import Event, TicketCalled, TicketTaken
from server.domain.queue import QueueState

Reply = Mapping[str, object]


def reply(command: Command, events: Sequence[Event], state: QueueState) -> Reply:
    """`state` is the one after `events`. Documented in docs/interfaces.md."""
    match command:
        case OpenDay() | CloseDay() | CorrectDay() | ConfirmClock() | StopTaking() | ResumeTaking():
            return {"day": state.date, "seq": state.seq}
        case TakeTicket(token=token):
            number = next(event.ticket for event in events if isinstance(event, TicketTaken))
            ahead = ahead_of(state, state.tickets[number])
            return {"ticket": number, "token": token, "ahead": ahead, "wait": None, "seq": state.seq}
        case CallNext(counter=counter) | CallTicket(counter=counter):
            called = next((event.ticket for event in events if isinstance(event, TicketCalled)), None)
            return {"called": called, "version": state.counters[counter].version, "seq": state.seq}
        case ServeWithoutTicket(counter=counter):
            number = next(event.ticket for event in events if isinstance(event, TicketTaken))
            return {"ticket": number, "version": state.counters[counter].version, "seq": state.seq}
        case NoteTicket(counter=counter, note_id=note_id):
            return {"note": note_id, "version": state.counters[counter].version, "seq": state.seq}
        case MakeAnnouncement():
            made = list(range(state.seq - len(events) + 1, state.seq + 1))
            return {"seq": made[0], "made": made}
        case _ if isinstance(command, CounterCommand | StaffCounter) and command.counter in state.counters:
            return {"version": state.counters[command.counter].version, "seq": state.seq}
        case _:
            return {"seq": state.seq}
