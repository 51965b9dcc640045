"""What a command is answered, as the API gives it and the idempotency store keeps it."""

from collections.abc import Mapping, Sequence

from server.domain.commands import (
    CallNext,
    CloseCounter,
    CloseDay,
    Command,
    FinishServing,
    MarkNoShow,
    OpenCounter,
    OpenDay,
    Recall,
    StartServing,
    TakeTicket,
)
from server.domain.events import Event, TicketCalled, TicketTaken
from server.domain.next_up import ahead_of
from server.domain.queue import QueueState

Reply = Mapping[str, object]


def reply(command: Command, events: Sequence[Event], state: QueueState) -> Reply:
    """`state` is the one after `events`. Documented in docs/interfaces.md."""
    match command:
        case OpenDay() | CloseDay():
            return {"day": state.date, "seq": state.seq}
        case TakeTicket(token=token):
            number = next(event.ticket for event in events if isinstance(event, TicketTaken))
            ahead = ahead_of(state, state.tickets[number])
            return {"ticket": number, "token": token, "ahead": ahead, "wait": None, "seq": state.seq}
        case CallNext(counter=counter):
            called = next((event.ticket for event in events if isinstance(event, TicketCalled)), None)
            return {"called": called, "version": state.counters[counter].version, "seq": state.seq}
        case OpenCounter() | CloseCounter() | Recall() | StartServing() | FinishServing() | MarkNoShow():
            return {"version": state.counters[command.counter].version, "seq": state.seq}
        case _:
            return {"seq": state.seq}
