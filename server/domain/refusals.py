"""Why a command is not carried out. A refusal is a value with fields; it changes nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnknownService:
    service: str


@dataclass(frozen=True, slots=True)
class UnknownCounter:
    counter: str


@dataclass(frozen=True, slots=True)
class UnknownTicket:
    pass


@dataclass(frozen=True, slots=True)
class DayIsClosed:
    pass


@dataclass(frozen=True, slots=True)
class CounterMovedOn:
    """The press was meant for an older state of the counter. `version` is its present last event."""

    counter: str
    version: int


@dataclass(frozen=True, slots=True)
class CounterIsBusy:
    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class NobodyAtCounter:
    """There is no ticket in a state to which the press could apply."""

    counter: str


@dataclass(frozen=True, slots=True)
class AlreadyServing:
    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class TicketIsOver:
    ticket: str
    state: str


Refusal = (
    UnknownService
    | UnknownCounter
    | UnknownTicket
    | DayIsClosed
    | CounterMovedOn
    | CounterIsBusy
    | NobodyAtCounter
    | AlreadyServing
    | TicketIsOver
)
