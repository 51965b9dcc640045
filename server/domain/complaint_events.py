"""Every event of the complaint stream. Kinds and fields are documented in docs/interfaces.md.

Ids and codes only: no personal data and no free text, for the log only grows and people have a right to erasure (UU 27/2022 on
personal data, articles 8 and 43). Days are in the records, cut to the date.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from server.domain.complaint_key_events import (
    CaseOpened,
    ComplaintErased,
    CustodiansChanged,
    DeskStaffed,
    ErasureAsked,
    ErasureStopped,
    IdentityApproved,
    IdentityAsked,
    IdentityClosed,
    IdentityErased,
    IdentityRefused,
    InternalExported,
    KeysGranted,
    KeysRevoked,
    RecoverySheetConfirmed,
    RecoverySheetMade,
    RecoverySheetRefused,
    RootMade,
    TextErased,
)
from server.domain.complaint_step_events import (
    Archived,
    Assigned,
    ClosedBySilence,
    ComplaintReceived,
    FixConfirmed,
    FixProposed,
    Forwarded,
    InfoAsked,
    InfoGiven,
    Merged,
    ModerationPassed,
    Reopened,
    VerificationStarted,
    Withdrawn,
    WorkStarted,
)
from server.domain.complaint_thread_events import (
    Answered,
    ClassLowered,
    ClassRaised,
    Escalated,
    FileAdded,
    MessageAdded,
    Rated,
    SummaryApproved,
    SummaryDeclined,
    SummaryProposed,
)
from server.domain.events import UnknownKind
from server.domain.frozen import plain

__all__ = [
    "KINDS",
    "Answered",
    "Archived",
    "Assigned",
    "CaseOpened",
    "ClassLowered",
    "ClassRaised",
    "ClosedBySilence",
    "ComplaintErased",
    "ComplaintReceived",
    "CustodiansChanged",
    "DeskStaffed",
    "ErasureAsked",
    "ErasureStopped",
    "Escalated",
    "Event",
    "FileAdded",
    "FixConfirmed",
    "FixProposed",
    "Forwarded",
    "IdentityApproved",
    "IdentityAsked",
    "IdentityClosed",
    "IdentityErased",
    "IdentityRefused",
    "InfoAsked",
    "InfoGiven",
    "InternalExported",
    "KeysGranted",
    "KeysRevoked",
    "Merged",
    "MessageAdded",
    "ModerationPassed",
    "OfficeEvent",
    "Rated",
    "RecoverySheetConfirmed",
    "RecoverySheetMade",
    "RecoverySheetRefused",
    "Reopened",
    "RootMade",
    "StepEvent",
    "SummaryApproved",
    "SummaryDeclined",
    "SummaryProposed",
    "TextErased",
    "ThreadEvent",
    "UnknownKind",
    "VerificationStarted",
    "Withdrawn",
    "WorkStarted",
    "from_data",
    "subject_of",
    "to_data",
]

# Every event of one complaint but its first has an `id`; those of the office have none.
StepEvent = (
    ComplaintReceived
    | ModerationPassed
    | VerificationStarted
    | InfoAsked
    | InfoGiven
    | Assigned
    | WorkStarted
    | FixProposed
    | FixConfirmed
    | ClosedBySilence
    | Reopened
    | Archived
    | Merged
    | Forwarded
    | Withdrawn
)
ThreadEvent = (
    Answered
    | MessageAdded
    | FileAdded
    | ClassRaised
    | ClassLowered
    | Escalated
    | Rated
    | SummaryProposed
    | SummaryApproved
    | SummaryDeclined
)
KeyEvent = (
    CaseOpened
    | IdentityAsked
    | IdentityApproved
    | IdentityRefused
    | IdentityClosed
    | CustodiansChanged
    | KeysGranted
    | KeysRevoked
    | IdentityErased
    | TextErased
    | ErasureAsked
    | ErasureStopped
    | ComplaintErased
)
OfficeEvent = (
    DeskStaffed | InternalExported | RootMade | RecoverySheetMade | RecoverySheetConfirmed | RecoverySheetRefused
)
Event = StepEvent | ThreadEvent | KeyEvent | OfficeEvent

KINDS: Mapping[str, type[Event]] = MappingProxyType({cls.kind: cls for cls in Event.__args__})
# (kind, old version) -> data of the next version. Old events are never rewritten; they are read through this.
UPCASTS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({})
_LISTS = frozenset({"recipients", "rungs", "custodians", "persons", "ladder"})


def subject_of(event: Event) -> str:
    """What the event is about, for search: `complaint:<id>`, or `desk`."""
    match event:
        case DeskStaffed() | InternalExported() | RootMade():
            return "desk"
        case RecoverySheetMade() | RecoverySheetConfirmed() | RecoverySheetRefused():
            return "desk"
        case _:
            return f"complaint:{event.id}"


def to_data(event: Event) -> dict[str, Any]:
    """The event's fields as JSON-able data."""
    data = plain(event)
    if isinstance(event, DeskStaffed):
        data["units"] = {unit: list(accounts) for unit, accounts in event.units.items()}
        data["keys"] = dict(event.keys)
    return {name: list(value) if name in _LISTS else value for name, value in data.items()}


def from_data(kind: str, v: int, data: dict[str, Any]) -> Event:
    """The event of stored data, upcast to today's version. Raises `UnknownKind` for a kind or version of newer software."""
    cls = KINDS.get(kind)
    while cls is not None and v < cls.v:
        data = UPCASTS[kind, v](data)
        v += 1
    if cls is None or v != cls.v:
        raise UnknownKind(kind, v)
    read: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in data.items()}
    if cls is DeskStaffed:
        read["units"] = {unit: tuple(accounts) for unit, accounts in read["units"].items()}
    return cls(**read)
