"""Events of a ticket."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TicketTaken:
    """`receipt` is the SHA-256 of the resident's token; `channel` is kiosk, phone, official, api, or counter (without a paper).

    `slot`: the agreed time of an appointment in minutes after midnight.
    """

    kind: ClassVar[str] = "ticket_taken"
    v: ClassVar[int] = 2
    ticket: str
    service: str
    priority: bool
    receipt: str
    channel: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class AppointmentDue:
    """The window of the ticket's appointment has begun."""

    kind: ClassVar[str] = "appointment_due"
    v: ClassVar[int] = 1
    ticket: str


@dataclass(frozen=True, slots=True)
class TicketCalled:
    """`rule` says why this one: a code of `next_up.Rule`. `press` is the number of the first event of the same press."""

    kind: ClassVar[str] = "ticket_called"
    v: ClassVar[int] = 2
    ticket: str
    counter: str
    service: str
    rule: str
    press: int


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
    """The person has come. `press` is the number of the first event of the same press."""

    kind: ClassVar[str] = "serving_started"
    v: ClassVar[int] = 2
    ticket: str
    counter: str
    press: int


@dataclass(frozen=True, slots=True)
class ServiceContinued:
    """The same person at the same counter has another matter: `service` begins."""

    kind: ClassVar[str] = "service_continued"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str


@dataclass(frozen=True, slots=True)
class TicketNoted:
    """The official wrote something down. The text lies under `note_id` where it can be erased."""

    kind: ClassVar[str] = "ticket_noted"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    note_id: str


@dataclass(frozen=True, slots=True)
class TicketHeld:
    """Put aside until the person is back. `why` is a code of `tickets.HoldReason`."""

    kind: ClassVar[str] = "ticket_held"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    why: str


@dataclass(frozen=True, slots=True)
class TicketReturned:
    """Held or missed, and waiting again. `counter` is where that was pressed, or ""; `order` the place in line."""

    kind: ClassVar[str] = "ticket_returned"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TicketTransferred:
    """Waiting again, for `service`, under the same number and in the same place. `to`: for this counter alone, or ""."""

    kind: ClassVar[str] = "ticket_transferred"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str
    to: str
    front: bool


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
