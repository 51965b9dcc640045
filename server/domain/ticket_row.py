"""A ticket as it is remembered after its day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket as the projection keeps it, also after its day.

    `day` is the number of the event that opened its day, `date` that day's label. Numbers of events are 0 and times None
    until they happen; times are milliseconds since 1970, UTC. `called` is the last call that was no recall, `calls` counts
    both; `ended` is when the visit was finished, missed or cancelled.
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
    taken_seq: int
    called_seq: int
    started_seq: int
    ended_seq: int
    taken_ms: int
    called_ms: int | None
    started_ms: int | None
    ended_ms: int | None
