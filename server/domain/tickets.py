"""A ticket: one resident's number on one service day."""

import hashlib
from enum import StrEnum

from server.domain.frozen import Frozen
from server.domain.moment import Stamp


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class HoldReason(StrEnum):
    """Why a ticket is put aside."""

    DOCUMENTS = "documents"
    COPY = "copy"
    PAYMENT = "payment"
    OTHER = "other"


HOLD_REASONS = frozenset(HoldReason)
AT_A_COUNTER = frozenset({TicketState.CALLED, TicketState.SERVING})
AWAY = frozenset({TicketState.HELD, TicketState.MISSED})
OVER = frozenset({TicketState.FINISHED, TicketState.CANCELLED})


class Mark(Frozen):
    """When something happened to a ticket: the event's number, and its wall time in milliseconds since 1970, UTC."""

    seq: int
    wall_ms: int


class Ticket(Frozen):
    """`taken` is the number of the event that created it; `counter` is the last counter, or "".

    `order` is the place in line, compared item by item: the number of arrival at first; one item more is right behind somebody.
    `version` is the number of the last event that moved it.
    `reserved`: the counter that alone may call it while that counter is not closed, or "". `front`: goes before those who wait
    by arrival. `overtaken`: how often somebody with a later place was called in its stead since it began to wait.
    `slot`: the agreed time in minutes after midnight, `due`: its window has begun.
    `rung`: the last call or recall. `call`: the number of the last call that was no recall, `calls` counts both; `rule` says why
    it was called. `hold`: why it was last put on hold. `notes`: ids of notes, whose texts can be erased.
    """

    number: str
    service: str
    state: TicketState
    priority: bool
    receipt: str
    taken: int
    since: Stamp
    order: tuple[int, ...]
    version: int
    counter: str = ""
    reserved: str = ""
    front: bool = False
    overtaken: int = 0
    slot: int | None = None
    due: bool = False
    call: int = 0
    calls: int = 0
    rule: str = ""
    rung: Stamp | None = None
    called: Mark | None = None
    started: Mark | None = None
    ended: Mark | None = None
    hold: str = ""
    notes: tuple[str, ...] = ()


def ticket_number(service: str, count: int) -> str:
    """`A` and 1 give `A001`; from 1000 on there are four digits."""
    return f"{service}{count:03d}"


def receipt_of(token: str) -> str:
    """What the log keeps of a resident's secret token: its SHA-256, from which nobody gets the token back."""
    return hashlib.sha256(token.encode()).hexdigest()
