"""Presses that add to a complaint without moving it."""

from dataclasses import dataclass

from server.domain.complaint_class import Class


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class AddMessage:
    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class AddFile:
    """`what`: `photo`, `voice` or, of an official, `proof`."""

    id: str
    ref: str
    what: str


@dataclass(frozen=True, slots=True)
class RaiseClass:
    """`custodians`: those among whom the service has split the identity's key anew; () when it has not."""

    id: str
    klass: Class
    custodians: tuple[str, ...] = ()
    about: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LowerClass:
    id: str
    klass: Class


@dataclass(frozen=True, slots=True)
class Escalate:
    """One rung up. `clock`: why, as in the event."""

    id: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    id: str
    stars: int


@dataclass(frozen=True, slots=True)
class ProposeSummary:
    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class ApproveSummary:
    """`ref`: the words that the sender has seen."""

    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class DeclineSummary:
    id: str
    ref: str
