"""A piece of paper that a printer was asked for. A row that is erased with its day: no event, no history."""

from enum import StrEnum

from server.domain.frozen import Frozen


class PrintState(StrEnum):
    """How far it came. `UNSURE`: the printer had begun, and nobody can tell whether paper came out."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    UNSURE = "unsure"


class PrintJob(Frozen):
    """`id` is the same for the same press. `kind`: ticket, papers or test; `ticket` is its number, or "".

    `day` is the number of the event that opened its service day. `content` is what stands on the paper, as JSON; a ticket's
    holds its address. `why` is a code of `server.paper.printer.Trouble`, or "". `made_ms`: milliseconds since 1970, UTC.
    """

    id: str
    printer: str
    kind: str
    day: int
    ticket: str
    content: str
    state: PrintState
    why: str
    made_ms: int
