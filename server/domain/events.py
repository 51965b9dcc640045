"""Every event of the queue stream, on one page. Kinds and fields are documented in docs/interfaces.md; a test compares the two.

An event carries ids, steps and codes: no personal data and no free text, for the log only grows and people have a right to
erasure (Indonesian law UU 27/2022 on personal data, articles 8 and 43).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, ClassVar

from server.domain.structure import CounterPlan, Hours, Structure


@dataclass(frozen=True, slots=True)
class OfficeConfigured:
    """The office has these services, counters and hours from now on. `document` is the SHA-256 of the full description."""

    kind: ClassVar[str] = "office_configured"
    v: ClassVar[int] = 1
    document: str
    structure: Structure


@dataclass(frozen=True, slots=True)
class LogRestored:
    """The log comes from a backup: a new epoch. Every number series goes on after a gap of `gap` numbers."""

    kind: ClassVar[str] = "log_restored"
    v: ClassVar[int] = 1
    epoch: str
    gap: int


@dataclass(frozen=True, slots=True)
class DayOpened:
    """`issued` is the last number of each service: empty on a new date, kept where a date is opened again.

    `gap` is what the next new date has still to leave out of every series: 0 unless a date is opened again after a restore.
    """

    kind: ClassVar[str] = "day_opened"
    v: ClassVar[int] = 1
    date: str
    minute: int
    issued: Mapping[str, int]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class DayClosed:
    kind: ClassVar[str] = "day_closed"
    v: ClassVar[int] = 1
    date: str


@dataclass(frozen=True, slots=True)
class CounterOpened:
    kind: ClassVar[str] = "counter_opened"
    v: ClassVar[int] = 1
    counter: str


@dataclass(frozen=True, slots=True)
class CounterClosed:
    kind: ClassVar[str] = "counter_closed"
    v: ClassVar[int] = 1
    counter: str


@dataclass(frozen=True, slots=True)
class TicketTaken:
    """`receipt` is the SHA-256 of the resident's token; `channel` is kiosk, phone, official or api."""

    kind: ClassVar[str] = "ticket_taken"
    v: ClassVar[int] = 1
    ticket: str
    service: str
    priority: bool
    receipt: str
    channel: str


@dataclass(frozen=True, slots=True)
class TicketCalled:
    kind: ClassVar[str] = "ticket_called"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str


@dataclass(frozen=True, slots=True)
class TicketRecalled:
    """`call` is the number of the first call of this ticket at this counter."""

    kind: ClassVar[str] = "ticket_recalled"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str
    call: int


@dataclass(frozen=True, slots=True)
class ServingStarted:
    kind: ClassVar[str] = "serving_started"
    v: ClassVar[int] = 1
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class TicketFinished:
    """`why`: served, or day_closed when the closing of the day ended it."""

    kind: ClassVar[str] = "ticket_finished"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    why: str


@dataclass(frozen=True, slots=True)
class TicketMissed:
    """Nobody came: a no-show."""

    kind: ClassVar[str] = "ticket_missed"
    v: ClassVar[int] = 1
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class TicketCancelled:
    """`why`: resident, or day_closed. `counter` is "" unless a counter was waiting for the person."""

    kind: ClassVar[str] = "ticket_cancelled"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    why: str


@dataclass(frozen=True, slots=True)
class CallSpeaking:
    kind: ClassVar[str] = "call_speaking"
    v: ClassVar[int] = 1
    call: int


@dataclass(frozen=True, slots=True)
class CallSpoken:
    kind: ClassVar[str] = "call_spoken"
    v: ClassVar[int] = 1
    call: int


@dataclass(frozen=True, slots=True)
class CallUnspoken:
    """`why` is a code of the announcer, or no_answer when nobody acknowledged the call in time."""

    kind: ClassVar[str] = "call_unspoken"
    v: ClassVar[int] = 1
    call: int
    why: str


@dataclass(frozen=True, slots=True)
class CallWithdrawn:
    kind: ClassVar[str] = "call_withdrawn"
    v: ClassVar[int] = 1
    call: int


@dataclass(frozen=True, slots=True)
class CallShown:
    """A TV that was let in has painted the call."""

    kind: ClassVar[str] = "call_shown"
    v: ClassVar[int] = 1
    call: int


Event = (
    OfficeConfigured
    | LogRestored
    | DayOpened
    | DayClosed
    | CounterOpened
    | CounterClosed
    | TicketTaken
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | TicketFinished
    | TicketMissed
    | TicketCancelled
    | CallSpeaking
    | CallSpoken
    | CallUnspoken
    | CallWithdrawn
    | CallShown
)

KINDS: Mapping[str, type[Event]] = MappingProxyType({cls.kind: cls for cls in Event.__args__})

# (kind, old version) -> data of the next version. Old events are never rewritten; they are read through this.
UPCASTS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({})


def subject_of(event: Event) -> str:
    """What the event is about, for search: a ticket's number, `counter:2`, `call:413`, `day:2026-11-23` or `office`."""
    match event:
        case OfficeConfigured() | LogRestored():
            return "office"
        case DayOpened(date=date) | DayClosed(date=date):
            return f"day:{date}"
        case CounterOpened(counter=counter) | CounterClosed(counter=counter):
            return f"counter:{counter}"
        case CallSpeaking(call=call) | CallSpoken(call=call) | CallUnspoken(call=call):
            return f"call:{call}"
        case CallWithdrawn(call=call) | CallShown(call=call):
            return f"call:{call}"
        case _:
            return event.ticket


def to_data(event: Event) -> dict[str, Any]:
    """The event's fields as JSON-able data."""
    match event:
        case OfficeConfigured(document=document, structure=structure):
            return {"document": document, **_structure_to_data(structure)}
        case DayOpened(date=date, minute=minute, issued=issued, gap=gap):
            return {"date": date, "minute": minute, "issued": dict(issued), "gap": gap}
        case _:
            return {field.name: getattr(event, field.name) for field in fields(event)}


def from_data(kind: str, v: int, data: dict[str, Any]) -> Event:
    """The event of stored data, upcast to today's version. Raises `UnknownKind` for a kind or version of newer software."""
    cls = KINDS.get(kind)
    while cls is not None and v < cls.v:
        data = UPCASTS[kind, v](data)
        v += 1
    if cls is None or v != cls.v:
        raise UnknownKind(kind, v)
    if cls is OfficeConfigured:
        return OfficeConfigured(document=data["document"], structure=_structure_from_data(data))
    return cls(**data)


class UnknownKind(Exception):
    """The log holds an event that this version of the software does not know."""

    def __init__(self, kind: str, v: int) -> None:
        super().__init__(f"unknown event {kind} v{v}")
        self.kind = kind
        self.v = v


def _structure_to_data(structure: Structure) -> dict[str, Any]:
    return {
        "services": list(structure.services),
        "counters": [{"id": plan.id, "services": list(plan.services)} for plan in structure.counters],
        "week": [None if hours is None else [hours.opens, hours.closes] for hours in structure.week],
        "automatic": structure.automatic,
    }


def _structure_from_data(data: dict[str, Any]) -> Structure:
    return Structure(
        services=tuple(data["services"]),
        counters=tuple(CounterPlan(plan["id"], tuple(plan["services"])) for plan in data["counters"]),
        week=tuple(None if hours is None else Hours(*hours) for hours in data["week"]),
        automatic=data["automatic"],
    )
