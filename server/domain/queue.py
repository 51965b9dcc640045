"""The state of the queue: what today's events add up to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.calls import PENDING, Call
from server.domain.counters import Counter
from server.domain.day import ServiceDay
from server.domain.moment import Stamp
from server.domain.structure import Structure
from server.domain.tickets import AT_A_COUNTER, Ticket, TicketState

NO_STRUCTURE = Structure(services=(), counters=())
NEVER = Stamp(0, 0, "")


@dataclass(frozen=True, slots=True)
class QueueState:
    """`issued` holds the last number of each service under the label `date`, which outlives the closing of its day.

    `gap` is what a restore left out of every series and the next new date has still to leave out.
    `tickets` are in order of arrival; `calls` in order of their numbers. `heard_of` is when the announcer last acknowledged
    anything. Folding from the newest opening of a day gives the same state as folding from the beginning of the log.
    """

    seq: int = 0
    structure: Structure = NO_STRUCTURE
    document: str = ""
    day: ServiceDay | None = None
    date: str = ""
    gap: int = 0
    issued: Mapping[str, int] = field(default_factory=dict)
    tickets: Mapping[str, Ticket] = field(default_factory=dict)
    counters: Mapping[str, Counter] = field(default_factory=dict)
    calls: Mapping[int, Call] = field(default_factory=dict)
    heard_of: Stamp = NEVER
    newest: Stamp = NEVER

    def waiting(self) -> Sequence[Ticket]:
        """Who waits, in order of arrival."""
        # Every press asks this of a whole day's tickets: a list is built five times faster than a generator is drained.
        return [ticket for ticket in self.tickets.values() if ticket.state is TicketState.WAITING]

    def at_counters(self) -> Sequence[Ticket]:
        """Who was called or is being served."""
        return [ticket for ticket in self.tickets.values() if ticket.state in AT_A_COUNTER]

    @property
    def idle(self) -> bool:
        """Whether nobody waits and nobody is at a counter."""
        return not self.waiting() and not self.at_counters()

    def pending_calls(self) -> Iterator[Call]:
        """Calls that are neither spoken nor given up, oldest first."""
        return (call for call in self.calls.values() if call.outcome in PENDING)

    def newest_calls(self) -> Iterator[Call]:
        """Every call of the day, newest first."""
        return reversed(list(self.calls.values()))
