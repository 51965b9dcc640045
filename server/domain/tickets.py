"""A ticket: one resident's number on one service day."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from server.domain.moment import Stamp


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    FINISHED = "finished"
    CANCELLED = "cancelled"


AT_A_COUNTER = frozenset({TicketState.CALLED, TicketState.SERVING})
OVER = frozenset({TicketState.FINISHED, TicketState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Ticket:
    """`taken` is the number of the event that created it and gives the order of arrival. `counter` is the last counter, or ""."""

    number: str
    service: str
    state: TicketState
    priority: bool
    receipt: str
    taken: int
    since: Stamp
    counter: str = ""
    call: int = 0
    calls: int = 0


def ticket_number(service: str, count: int) -> str:
    """`A` and 1 give `A001`; from 1000 on there are four digits."""
    return f"{service}{count:03d}"


def receipt_of(token: str) -> str:
    """What the log keeps of a resident's secret token: its SHA-256, from which nobody gets the token back."""
    return hashlib.sha256(token.encode()).hexdigest()
