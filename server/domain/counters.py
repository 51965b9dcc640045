"""A counter as the queue sees it."""

from enum import StrEnum

from server.domain.frozen import Frozen
from server.domain.moment import Stamp
from server.domain.tickets import Ticket


class CounterStatus(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    BREAK = "break"


class LastPress(Frozen):
    """What the last press at a counter would have to put back.

    `press` is the number of its first event, `made` its time. `status`, `ticket` and `streak` are the counter's, `tickets` those
    that it moved, all as they were before. `moved` tells each one's version after the press: when that has changed, the ticket has
    moved on. `overtook`: whom its call passed over, with their versions. `call`: the number of its call, 0 for none.
    """

    press: int
    made: Stamp
    status: CounterStatus
    ticket: str
    streak: int
    tickets: tuple[Ticket, ...] = ()
    moved: tuple[tuple[str, int], ...] = ()
    overtook: tuple[tuple[str, int], ...] = ()
    call: int = 0


class Counter(Frozen):
    """`version` is the number of the counter's last event; a press that names an older one is stale.

    `ticket` is the number that the counter is busy with, or "". `account` is the official who serves there, "" for nobody.
    `streak`: preferred people called in a row since the last one by arrival. `last` is None when nothing can be undone.
    """

    id: str
    services: tuple[str, ...]
    status: CounterStatus = CounterStatus.CLOSED
    ticket: str = ""
    version: int = 0
    account: str = ""
    streak: int = 0
    last: LastPress | None = None
