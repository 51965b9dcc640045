"""The service day: it owns the number series and is opened and closed by events, never by a look at the clock."""

from server.domain.frozen import Frozen
from server.domain.moment import Stamp


class ServiceDay(Frozen):
    """`seq` (of the opening event) identifies the day; `date` (`YYYY-MM-DD`) is its label. `opened_minute`: minutes after midnight.

    `taking`: numbers are given out. Counters go on without it. `stopped_by_clock`: closing time has ended that once, so it does not again.
    """

    seq: int
    date: str
    opened_minute: int
    opened: Stamp
    taking: bool = True
    stopped_by_clock: bool = False
