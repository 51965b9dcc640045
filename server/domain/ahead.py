"""How many come before somebody, as far as that can be told."""

from collections.abc import Iterator

from server.domain.next_up import is_early, is_preferred, kept_for_another, may_call
from server.domain.queue import QueueState
from server.domain.tickets import Ticket


def ahead_of(state: QueueState, ticket: Ticket) -> int:
    """How many waiting people are likely to be called before this one, by the policy of `next_up`.

    Exact for one counter when nobody is near the brake. Otherwise an estimate: nobody knows which counter will be free
    first, or who comes.
    """
    rules = state.structure.rules
    braked, before, after = 0, _Classes(), _Classes()
    for other in _rivals(state, ticket):
        if other.overtaken >= rules.brake:
            braked += ticket.overtaken < rules.brake or other.order < ticket.order
        else:
            (before if other.order < ticket.order else after).count(other)
    if ticket.overtaken >= rules.brake:
        return braked
    # Nobody is passed over more often than the brake allows.
    left = rules.brake - ticket.overtaken
    if ticket.front:
        return braked + before.front
    if is_preferred(ticket):
        regular = min(before.regular + after.regular, before.preferred // rules.priority_ratio)
        first = min(before.regular, regular)
        return braked + before.front + before.preferred + first + min(after.front + regular - first, left)
    if is_early(ticket):
        return braked + before.all + min(after.all - after.early, left)
    preferred = min(before.preferred + after.preferred, rules.priority_ratio * (before.regular + 1))
    first = min(before.preferred, preferred)
    return braked + before.front + before.regular + first + min(after.front + preferred - first, left)


class _Classes:
    """How many of each kind the policy tells apart."""

    def __init__(self) -> None:
        self.front = self.preferred = self.regular = self.early = 0

    @property
    def all(self) -> int:
        return self.front + self.preferred + self.regular + self.early

    def count(self, ticket: Ticket) -> None:
        if ticket.front:
            self.front += 1
        elif is_preferred(ticket):
            self.preferred += 1
        elif is_early(ticket):
            self.early += 1
        else:
            self.regular += 1


def _rivals(state: QueueState, ticket: Ticket) -> Iterator[Ticket]:
    """The others who wait for a counter that may call this ticket too. Every phone that waits asks this of every event."""
    counters = [counter for counter in state.counters.values() if may_call(state, counter, ticket)]
    names = {counter.id for counter in counters}
    services = {ticket.service}.union(*(counter.services for counter in counters))
    for other in state.waiting():
        if other.number == ticket.number:
            continue
        if other.reserved in names or (other.service in services and not kept_for_another(state, other)):
            yield other
