"""A ticket as it is remembered after its day."""

from server.domain.frozen import Frozen


class TicketRow(Frozen):
    """A ticket as the projection keeps it, also after its day.

    `day` is the number of the event that opened its day, `date` that day's label. Numbers of events are 0 and times None
    until they happen; times are milliseconds since 1970, UTC. `called` is the last call that was no recall, `calls` counts
    both; `rule` says why it was called. `started` is when the present service began: the last one, where there were several.
    `ended` is when the visit was finished, missed or cancelled. `slot`: the agreed time in minutes after midnight. `hold`: why it
    was last put on hold, or "".
    """

    day: int
    date: str
    number: str
    service: str
    priority: bool
    channel: str
    state: str
    counter: str
    receipt: str
    calls: int
    slot: int | None
    rule: str
    hold: str
    taken_seq: int
    called_seq: int
    started_seq: int
    ended_seq: int
    taken_ms: int
    called_ms: int | None
    started_ms: int | None
    ended_ms: int | None
