"""The state of the queue: what today's events add up to."""

from collections.abc import Iterator, Mapping, Sequence

from server.domain.announcement import Announcement
from server.domain.calls import PENDING, Call, Outcome
from server.domain.counters import Counter
from server.domain.day import ServiceDay
from server.domain.frozen import Frozen, field
from server.domain.letter import Letter
from server.domain.moment import Stamp
from server.domain.structure import Structure
from server.domain.tickets import AT_A_COUNTER, AWAY, Ticket, TicketState

NO_STRUCTURE = Structure(services=(), counters=())
NEVER = Stamp(0, 0, "")
_LEFT = frozenset({*AT_A_COUNTER, TicketState.WAITING, TicketState.HELD})


class QueueState(Frozen):
    """`issued` holds the last number of each service under the label `date`, which outlives the closing of its day.

    `gap` is what a restore left out of every series and the next new date has still to leave out, `skipped` what it left out of
    the series under the present label. `earlier` holds the last numbers of the labels before this one.
    `letters` are ready to be fetched, whichever day they are from. `announcements` are the newest of the day, by their numbers.
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
    skipped: Mapping[str, int] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    tickets: Mapping[str, Ticket] = field(default_factory=dict)
    counters: Mapping[str, Counter] = field(default_factory=dict)
    calls: Mapping[int, Call] = field(default_factory=dict)
    letters: Mapping[str, Letter] = field(default_factory=dict)
    announcements: Mapping[int, Announcement] = field(default_factory=dict)
    heard_of: Stamp = NEVER
    newest: Stamp = NEVER

    def waiting(self) -> Sequence[Ticket]:
        """Who waits, in order of their places in line."""
        # Every press asks this of a whole day's tickets: a list is built five times faster than a generator is drained.
        waiting = [ticket for ticket in self.tickets.values() if ticket.state is TicketState.WAITING]
        waiting.sort(key=_place)
        return waiting

    def at_counters(self) -> Sequence[Ticket]:
        """Who was called or is being served."""
        return [ticket for ticket in self.tickets.values() if ticket.state in AT_A_COUNTER]

    def away(self) -> Sequence[Ticket]:
        """Who is held or was missed, in order of their places in line."""
        return sorted((ticket for ticket in self.tickets.values() if ticket.state in AWAY), key=_place)

    def left(self) -> Sequence[Ticket]:
        """Whose tickets the closing of the day would end: at a counter, waiting or held."""
        return [ticket for ticket in self.tickets.values() if ticket.state in _LEFT]

    @property
    def idle(self) -> bool:
        """Whether nobody waits, is held or is at a counter."""
        return not self.left()

    @property
    def past_closing(self) -> bool:
        """Whether closing time has come while somebody was there, who still is, and nobody has said that the day goes on."""
        day = self.day
        return day is not None and day.stopped_by_clock and not day.taking and not self.idle

    def serves_at(self, account: str) -> Counter | None:
        """The counter that the official sits at."""
        return next((counter for counter in self.counters.values() if account and counter.account == account), None)

    def pending_calls(self) -> Iterator[Call]:
        """Calls that are neither spoken nor given up, oldest first."""
        return (call for call in self.calls.values() if call.outcome in PENDING)

    def pending_announcements(self) -> Iterator[Announcement]:
        """Those that are neither spoken, given up nor taken back, oldest first."""
        return (one for one in self.announcements.values() if one.outcome in PENDING)

    def newest_calls(self) -> Iterator[Call]:
        """Every call of the day, newest first."""
        return reversed(list(self.calls.values()))

    def standing_calls(self) -> Iterator[Call]:
        """Those that were not withdrawn, newest first: what the hall is shown."""
        return (call for call in self.newest_calls() if call.outcome is not Outcome.WITHDRAWN)


def _place(ticket: Ticket) -> tuple[int, ...]:
    return ticket.order
