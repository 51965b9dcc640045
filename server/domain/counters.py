"""A counter as the queue sees it."""

from dataclasses import dataclass
from enum import StrEnum


class CounterStatus(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Counter:
    """`version` is the number of the counter's last event; a press that names an older one is stale.

    `ticket` is the number that the counter is busy with, or "".
    """

    id: str
    services: tuple[str, ...]
    status: CounterStatus = CounterStatus.CLOSED
    ticket: str = ""
    version: int = 0
