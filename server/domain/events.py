"""Every event of the queue stream. Kinds and fields are documented in docs/interfaces.md; a test compares the two.

An event carries ids, steps and codes: no personal data and no free text, for the log only grows and people have a right to
erasure (Indonesian law UU 27/2022 on personal data, articles 8 and 43).
"""

from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from server.domain import structure_data
from server.domain.announcement_events import (
    AnnouncementMade,
    AnnouncementSpeaking,
    AnnouncementSpoken,
    AnnouncementUnspoken,
    AnnouncementWithdrawn,
)
from server.domain.call_events import CallShown, CallSpeaking, CallSpoken, CallUnspoken, CallWithdrawn
from server.domain.counter_events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterStaffed,
    PressUndone,
    TicketBefore,
)
from server.domain.door_events import (
    AccountAdded,
    AccountChanged,
    DeviceAdmitted,
    DeviceRenamed,
    DeviceRevoked,
    DoorEvent,
    SecretRenewed,
)
from server.domain.frozen import plain
from server.domain.letter_events import LetterCalled, LetterCollected, LetterReady
from server.domain.office_events import (
    ClockConfirmed,
    DayClosed,
    DayCorrected,
    DayOpened,
    LogRestored,
    OfficeConfigured,
    TakingResumed,
    TakingStopped,
)
from server.domain.ticket_events import (
    AppointmentDue,
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
    TicketTaken,
    TicketTransferred,
)
from server.domain.upcasts import UPCASTS

__all__ = [
    "KINDS",
    "AccountAdded",
    "AccountChanged",
    "AnnouncementMade",
    "AnnouncementSpeaking",
    "AnnouncementSpoken",
    "AnnouncementUnspoken",
    "AnnouncementWithdrawn",
    "AppointmentDue",
    "CallShown",
    "CallSpeaking",
    "CallSpoken",
    "CallUnspoken",
    "CallWithdrawn",
    "ClockConfirmed",
    "CounterClosed",
    "CounterOpened",
    "CounterPaused",
    "CounterStaffed",
    "DayClosed",
    "DayCorrected",
    "DayOpened",
    "DeviceAdmitted",
    "DeviceRenamed",
    "DeviceRevoked",
    "DoorEvent",
    "Event",
    "LetterCalled",
    "LetterCollected",
    "LetterReady",
    "LogRestored",
    "OfficeConfigured",
    "PressUndone",
    "SecretRenewed",
    "ServiceContinued",
    "ServingStarted",
    "TakingResumed",
    "TakingStopped",
    "TicketBefore",
    "TicketCalled",
    "TicketCancelled",
    "TicketFinished",
    "TicketHeld",
    "TicketMissed",
    "TicketNoted",
    "TicketRecalled",
    "TicketReturned",
    "TicketTaken",
    "TicketTransferred",
    "UnknownKind",
    "from_data",
    "subject_of",
    "to_data",
]

OfficeEvent = (
    OfficeConfigured
    | LogRestored
    | DayOpened
    | DayClosed
    | DayCorrected
    | ClockConfirmed
    | TakingStopped
    | TakingResumed
)
CounterEvent = CounterOpened | CounterClosed | CounterPaused | CounterStaffed | PressUndone
TicketEvent = (
    TicketTaken
    | AppointmentDue
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | ServiceContinued
    | TicketNoted
    | TicketHeld
    | TicketReturned
    | TicketTransferred
    | TicketFinished
    | TicketMissed
    | TicketCancelled
)
LetterEvent = LetterReady | LetterCalled | LetterCollected
AnnouncementEvent = (
    AnnouncementMade | AnnouncementWithdrawn | AnnouncementSpeaking | AnnouncementSpoken | AnnouncementUnspoken
)
CallEvent = CallSpeaking | CallSpoken | CallUnspoken | CallWithdrawn | CallShown
Event = OfficeEvent | CounterEvent | TicketEvent | CallEvent | LetterEvent | AnnouncementEvent | DoorEvent

KINDS: Mapping[str, type[Event]] = MappingProxyType({cls.kind: cls for cls in Event.__args__})


def subject_of(event: Event) -> str:
    """What the event is about, for search: a ticket's number, `counter:2`, `call:413`, `announcement:420`, `day:2026-11-23`,
    `device:` or `account:` and an id, or `office`.
    """
    match event:
        case OfficeConfigured() | LogRestored() | ClockConfirmed() | TakingStopped() | TakingResumed():
            return "office"
        case DayOpened(date=date) | DayClosed(date=date) | DayCorrected(date=date):
            return f"day:{date}"
        case CounterOpened() | CounterClosed() | CounterPaused() | CounterStaffed() | PressUndone():
            return f"counter:{event.counter}"
        case CallSpeaking() | CallSpoken() | CallUnspoken() | CallShown():
            return f"call:{event.call}"
        case AnnouncementMade():
            return "office"
        case DeviceAdmitted() | DeviceRenamed() | DeviceRevoked():
            return f"device:{event.device}"
        case AccountAdded() | AccountChanged() | SecretRenewed():
            return f"account:{event.account}"
        case AnnouncementWithdrawn() | AnnouncementSpeaking() | AnnouncementSpoken() | AnnouncementUnspoken():
            return f"announcement:{event.made}"
        case _:
            return event.ticket


def to_data(event: Event) -> dict[str, Any]:
    """The event's fields as JSON-able data."""
    match event:
        case OfficeConfigured(document=document, structure=structure):
            return {"document": document, **structure_data.to_data(structure)}
        case PressUndone(tickets=tickets):
            return {**plain(event), "tickets": [plain(ticket) for ticket in tickets]}
        case TicketReturned(order=order):
            return {**plain(event), "order": list(order)}
        case DayOpened() | DayCorrected():
            # A copy, so that nobody changes the event through what was sent or stored of it.
            return deepcopy(plain(event))
        case _:
            return plain(event)


def from_data(kind: str, v: int, data: dict[str, Any]) -> Event:
    """The event of stored data, upcast to today's version. Raises `UnknownKind` for a kind or version of newer software."""
    cls = KINDS.get(kind)
    while cls is not None and v < cls.v:
        data = UPCASTS[kind, v](data)
        v += 1
    if cls is None or v != cls.v:
        raise UnknownKind(kind, v)
    if cls is OfficeConfigured:
        return OfficeConfigured(document=data["document"], structure=structure_data.from_data(data))
    if cls is PressUndone:
        return PressUndone(**{**data, "tickets": tuple(TicketBefore(**ticket) for ticket in data["tickets"])})
    if cls is TicketReturned:
        return TicketReturned(**{**data, "order": tuple(data["order"])})
    return cls(**data)


class UnknownKind(Exception):
    """The log holds an event that this version of the software does not know."""

    def __init__(self, kind: str, v: int) -> None:
        super().__init__(f"unknown event {kind} v{v}")
        self.kind = kind
        self.v = v
