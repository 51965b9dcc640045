"""What a record changes in the tables beside the log. Pure; every store carries out the same changes.

The tables are no second truth: they can be dropped and made anew from the log at any time. A change that names a row which is
not there changes nothing, for the log has the last word and is never refused on a table's account.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final, Literal, assert_never

from server.domain.calls import Outcome
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
    TicketBefore,
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
from server.domain.frozen import Frozen, plain
from server.domain.record import Record, canonical
from server.domain.tickets import TicketState

Value = str | int | None
_NOT_ENDED: Mapping[str, Value] = MappingProxyType({"ended_seq": 0, "ended_ms": None})


class Table(StrEnum):
    SERVICE_DAY = "service_day"
    TICKET = "ticket"
    CALL = "call"


class Newest(Enum):
    """Stands for the key of the newest service day, or 0 where there is none: what the log says, not what a clock says."""

    DAY = "day"


NEWEST_DAY: Final = Newest.DAY
Named = Value | Literal[Newest.DAY]


class Insert(Frozen):
    """A new row, with every column."""

    table: Table
    values: Mapping[str, Named]


class Update(Frozen):
    """The row that matches `where` gets `values`, and one more in each column of `counts`."""

    table: Table
    where: Mapping[str, Named]
    values: Mapping[str, Value]
    counts: tuple[str, ...] = ()


Change = Insert | Update

COLUMNS: Mapping[Table, tuple[str, ...]] = MappingProxyType(
    {
        Table.SERVICE_DAY: ("seq", "date", "opened_ms", "closed_seq"),
        Table.TICKET: (
            *("taken_seq", "day", "number", "service", "priority", "channel", "state", "counter", "receipt", "calls"),
            *("slot", "rule", "hold", "called_seq", "started_seq", "ended_seq"),
            *("taken_ms", "called_ms", "started_ms", "ended_ms"),
        ),
        Table.CALL: ("seq", "ticket", "counter", "service", "first", "outcome", "why", "shown", "made_ms"),
    }
)
KEYS: Mapping[Table, str] = MappingProxyType({Table.SERVICE_DAY: "seq", Table.TICKET: "taken_seq", Table.CALL: "seq"})
# Beside the key. Every `Update` names its row by the key or by one of these.
UNIQUE: Mapping[Table, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {Table.SERVICE_DAY: (), Table.TICKET: (("day", "number"), ("receipt",)), Table.CALL: ()}
)


def changes(record: Record) -> tuple[Change, ...]:
    """What `record` changes, in the order in which it is to be done."""
    event, seq, ms = record.event, record.seq, record.stamp.wall_ms
    if isinstance(event, DoorEvent):
        return ()
    match event:
        case DayOpened():
            return (Insert(Table.SERVICE_DAY, {"seq": seq, "date": event.date, "opened_ms": ms, "closed_seq": 0}),)
        case DayClosed():
            return (Update(Table.SERVICE_DAY, {"seq": NEWEST_DAY}, {"closed_seq": seq}),)
        case TicketTaken():
            return (_new_ticket(event, seq, ms),)
        case DayCorrected():
            return (Update(Table.SERVICE_DAY, {"seq": NEWEST_DAY}, {"date": event.date}),)
        case TicketCalled():
            return (_called(event, seq, ms), _new_call(event, seq, ms, first=0))
        case TicketRecalled():
            return (_ticket(event.ticket, {}, counts=("calls",)), _new_call(event, seq, ms, first=event.call))
        case ServingStarted():
            return (_ticket(event.ticket, {"counter": event.counter, **_started(seq, ms)}),)
        case ServiceContinued():
            return (_ticket(event.ticket, {"service": event.service, **_started(seq, ms)}),)
        case TicketHeld():
            return (_ticket(event.ticket, {"state": TicketState.HELD.value, "hold": event.why}),)
        case TicketReturned():
            return (_ticket(event.ticket, {"state": TicketState.WAITING.value, **_NOT_ENDED}),)
        case TicketTransferred():
            return (_ticket(event.ticket, {"state": TicketState.WAITING.value, "service": event.service}),)
        case TicketFinished():
            return (_ended(event.ticket, TicketState.FINISHED, seq, ms),)
        case TicketMissed():
            return (_ended(event.ticket, TicketState.MISSED, seq, ms),)
        case TicketCancelled():
            return (_ended(event.ticket, TicketState.CANCELLED, seq, ms),)
        case PressUndone():
            return tuple(_put_back(ticket) for ticket in event.tickets)
        case CallSpeaking():
            return (_call(event.call, {"outcome": Outcome.SPEAKING.value, "why": ""}),)
        case CallSpoken():
            return (_call(event.call, {"outcome": Outcome.SPOKEN.value, "why": ""}),)
        case CallUnspoken():
            return (_call(event.call, {"outcome": Outcome.UNSPOKEN.value, "why": event.why}),)
        case CallWithdrawn():
            return (_call(event.call, {"outcome": Outcome.WITHDRAWN.value}),)
        case CallShown():
            return (_call(event.call, {"shown": 1}),)
        case OfficeConfigured() | LogRestored() | ClockConfirmed() | TakingStopped() | TakingResumed():
            return ()
        case CounterOpened() | CounterClosed() | CounterPaused() | CounterStaffed():
            return ()
        case AppointmentDue() | TicketNoted() | LetterReady() | LetterCalled() | LetterCollected():
            return ()
        case AnnouncementMade() | AnnouncementWithdrawn():
            return ()
        case AnnouncementSpeaking() | AnnouncementSpoken() | AnnouncementUnspoken():
            return ()
        case _:
            assert_never(event)


def as_text(tables: Mapping[Table, Iterable[Sequence[Value]]]) -> str:
    """The tables as canonical text: a line a row, columns in the order of `COLUMNS`, rows in the order of `KEYS`."""
    return "".join(f"{canonical([table.value, *row])}\n" for table in Table for row in tables[table])


def _new_ticket(event: TicketTaken, seq: int, ms: int) -> Insert:
    return Insert(
        Table.TICKET,
        {
            "taken_seq": seq,
            "day": NEWEST_DAY,
            "number": event.ticket,
            "service": event.service,
            "priority": int(event.priority),
            "channel": event.channel,
            "state": TicketState.WAITING.value,
            "counter": "",
            "receipt": event.receipt,
            "calls": 0,
            "slot": event.slot,
            "rule": "",
            "hold": "",
            "called_seq": 0,
            "started_seq": 0,
            "ended_seq": 0,
            "taken_ms": ms,
            "called_ms": None,
            "started_ms": None,
            "ended_ms": None,
        },
    )


def _new_call(event: TicketCalled | TicketRecalled, seq: int, ms: int, first: int) -> Insert:
    return Insert(
        Table.CALL,
        {
            "seq": seq,
            "ticket": event.ticket,
            "counter": event.counter,
            "service": event.service,
            "first": first,
            "outcome": Outcome.QUEUED.value,
            "why": "",
            "shown": 0,
            "made_ms": ms,
        },
    )


def _ticket(number: str, values: Mapping[str, Value], counts: tuple[str, ...] = ()) -> Update:
    return Update(Table.TICKET, {"day": NEWEST_DAY, "number": number}, values, counts)


def _called(event: TicketCalled, seq: int, ms: int) -> Update:
    called: dict[str, Value] = {
        "state": TicketState.CALLED.value,
        "counter": event.counter,
        "rule": event.rule,
        "called_seq": seq,
        "called_ms": ms,
        **_NOT_ENDED,
    }
    return _ticket(event.ticket, called, counts=("calls",))


def _started(seq: int, ms: int) -> dict[str, Value]:
    return {"state": TicketState.SERVING.value, "started_seq": seq, "started_ms": ms}


def _put_back(before: TicketBefore) -> Update:
    values = plain(before)
    return _ticket(values.pop("ticket"), values)


def _ended(number: str, state: TicketState, seq: int, ms: int) -> Update:
    return _ticket(number, {"state": state.value, "ended_seq": seq, "ended_ms": ms})


def _call(seq: int, values: Mapping[str, Value]) -> Update:
    return Update(Table.CALL, {"seq": seq}, values)
