"""Presses that add to a complaint without moving it."""

from server.domain.complaint_class import Class
from server.domain.frozen import Frozen


class Answer(Frozen):
    id: str
    ref: str


class AddMessage(Frozen):
    id: str
    ref: str


class AddFile(Frozen):
    """`what`: `photo`, `voice` or, of an official, `proof`."""

    id: str
    ref: str
    what: str


class RaiseClass(Frozen):
    """`custodians`: those among whom the service has split the identity's key anew; () when it has not."""

    id: str
    klass: Class
    custodians: tuple[str, ...] = ()
    about: tuple[str, ...] | None = None


class LowerClass(Frozen):
    id: str
    klass: Class


class Escalate(Frozen):
    """One rung up. `clock`: why, as in the event."""

    id: str
    clock: str = ""


class Rate(Frozen):
    id: str
    stars: int


class ProposeSummary(Frozen):
    id: str
    ref: str


class ApproveSummary(Frozen):
    """`ref`: the words that the sender has seen."""

    id: str
    ref: str


class DeclineSummary(Frozen):
    id: str
    ref: str
