"""Who serves today, and the bell that calls an official who is not at the counter. As frozen and ready-worded as `display.views`."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """`person` is "" where nobody sits, or where the office shows no names."""

    counter: str  # "Loket 2"
    services: str
    person: str
    status: str  # open | closed | break
    words: str  # "melayani", "istirahat", "tutup"


@dataclass(frozen=True, slots=True)
class PresenceView:
    """`/petugas`: who serves what today, for everybody."""

    office: str
    clock: Clock
    open: bool
    closed_message: str
    rows: tuple[PresenceRow, ...]


@dataclass(frozen=True, slots=True)
class BellCounter:
    """A counter that the bell may ring for."""

    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class BellView:
    """`/bel`, on the phone of the responsible official. `tickets`: number and service of who waits while nobody is there.

    `complaints`: new ones for this official, of which nothing else is told.

    `newest` tells two rings apart: the number of the event that brought the last of them, 0 when all is quiet.
    """

    office: str
    clock: Clock
    tickets: tuple[tuple[str, str], ...]
    newest: int
    counters: tuple[BellCounter, ...]
    complaints: int = 0


PresenceOrBell = PresenceView | BellView
