"""Events of a ticket."""

from typing import ClassVar

from server.domain.frozen import Frozen


class TicketTaken(Frozen):
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


class AppointmentDue(Frozen):
    """The window of the ticket's appointment has begun."""

    kind: ClassVar[str] = "appointment_due"
    v: ClassVar[int] = 1
    ticket: str


class TicketCalled(Frozen):
    """`rule` says why this one: a code of `next_up.Rule`. `press` is the number of the first event of the same press."""

    kind: ClassVar[str] = "ticket_called"
    v: ClassVar[int] = 2
    ticket: str
    counter: str
    service: str
    rule: str
    press: int


class TicketRecalled(Frozen):
    """`call` is the number of the first call of this ticket at this counter."""

    kind: ClassVar[str] = "ticket_recalled"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str
    call: int


class ServingStarted(Frozen):
    """The person has come. `press` is the number of the first event of the same press."""

    kind: ClassVar[str] = "serving_started"
    v: ClassVar[int] = 2
    ticket: str
    counter: str
    press: int


class ServiceContinued(Frozen):
    """The same person at the same counter has another matter: `service` begins."""

    kind: ClassVar[str] = "service_continued"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str


class TicketNoted(Frozen):
    """The official wrote something down. The text lies under `note_id` where it can be erased."""

    kind: ClassVar[str] = "ticket_noted"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    note_id: str


class TicketHeld(Frozen):
    """Put aside until the person is back. `why` is a code of `tickets.HoldReason`."""

    kind: ClassVar[str] = "ticket_held"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    why: str


class TicketReturned(Frozen):
    """Held or missed, and waiting again. `counter` is where that was pressed, or ""; `order` the place in line."""

    kind: ClassVar[str] = "ticket_returned"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    order: tuple[int, ...]


class TicketTransferred(Frozen):
    """Waiting again, for `service`, under the same number and in the same place. `to`: for this counter alone, or ""."""

    kind: ClassVar[str] = "ticket_transferred"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    service: str
    to: str
    front: bool


class TicketFinished(Frozen):
    """`why`: served, or day_closed when the closing of the day ended it."""

    kind: ClassVar[str] = "ticket_finished"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    why: str


class TicketMissed(Frozen):
    """Nobody came: a no-show."""

    kind: ClassVar[str] = "ticket_missed"
    v: ClassVar[int] = 1
    ticket: str
    counter: str


class TicketCancelled(Frozen):
    """`why`: resident, or day_closed. `counter` is "" unless a counter was waiting for the person."""

    kind: ClassVar[str] = "ticket_cancelled"
    v: ClassVar[int] = 1
    ticket: str
    counter: str
    why: str
