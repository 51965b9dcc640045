"""A press at a counter, as a program or a form sends it, and the command behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

import msgspec
from msgspec import Meta

from server.domain.commands import (
    CallNext,
    CallTicket,
    CloseCounter,
    Command,
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
from server.domain.note import Note
from server.domain.tickets import HoldReason
from server.private.secrets import new_ticket_token, new_token

Letter = Annotated[str, Meta(max_length=8)]
Number = Annotated[str, Meta(max_length=12)]
CounterId = Annotated[str, Meta(max_length=8)]


class Press(msgspec.Struct, frozen=True):
    """`version`: the counter's last event as the caller knows it; null: whatever it is now."""

    version: Annotated[int, Meta(ge=0)] | None = None


class TicketPress(Press, frozen=True, kw_only=True):
    """`call` and `return`."""

    ticket: Number


class HoldPress(Press, frozen=True, kw_only=True):
    why: HoldReason


class ServicePress(Press, frozen=True, kw_only=True):
    """`continue` and `serve`."""

    service: Letter


class TransferPress(Press, frozen=True, kw_only=True):
    """To a service, a counter, or both."""

    service: Letter = ""
    counter: CounterId = ""
    first: bool | None = None


class NotePress(Press, frozen=True, kw_only=True):
    text: Annotated[str, Meta(min_length=1, max_length=500)]


BODIES: Mapping[str, type[Press]] = MappingProxyType(
    {
        "open": Press,
        "close": Press,
        "break": Press,
        "next": Press,
        "recall": Press,
        "start": Press,
        "finish": Press,
        "no-show": Press,
        "undo": Press,
        "call": TicketPress,
        "return": TicketPress,
        "continue": ServicePress,
        "serve": ServicePress,
        "hold": HoldPress,
        "transfer": TransferPress,
        "note": NotePress,
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the office: the command, and the note that goes with it but not into the log."""

    command: Command
    notes: tuple[Note, ...] = ()


_PLAIN: Mapping[str, Callable[[str, int | None], CounterCommand]] = MappingProxyType(
    {
        "open": OpenCounter,
        "close": CloseCounter,
        "break": PauseCounter,
        "next": CallNext,
        "recall": Recall,
        "start": StartServing,
        "finish": FinishServing,
        "no-show": MarkNoShow,
        "undo": Undo,
    }
)
"""The presses that say nothing but which counter, as somebody saw it."""


def asked(action: str, counter: str, body: Press, now_ms: int) -> Asked:
    """The command behind `counters/{counter}/{action}`. `body` is of the kind that `BODIES` has for the action.

    `now_ms`: milliseconds since 1970, UTC; a note keeps when it was written.
    """
    match body:
        case TicketPress(ticket=ticket, version=version):
            if action == "call":
                return Asked(CallTicket(counter, ticket, version))
            return Asked(ReturnTicket(ticket, counter, version))
        case HoldPress(why=why, version=version):
            return Asked(HoldTicket(counter, why, version))
        case ServicePress(service=service, version=version):
            if action == "continue":
                return Asked(ContinueWith(counter, service, version))
            return Asked(ServeWithoutTicket(counter, service, new_ticket_token(), version))
        case TransferPress(service=service, counter=to, first=first, version=version):
            return Asked(TransferTicket(counter, service, to, first, version))
        case NotePress(text=text, version=version):
            note = Note(new_token(), text, now_ms)
            return Asked(NoteTicket(counter, note.id, version), (note,))
        case _:
            return Asked(_PLAIN[action](counter, body.version))


def body_of(action: str, fields: Mapping[str, str]) -> Press:
    """The body of a form's fields; empty ones count as left out. Raises `msgspec.ValidationError`, `KeyError` for no such action."""
    given = {name: value for name, value in fields.items() if value}
    return msgspec.convert(given, BODIES[action], strict=False)
