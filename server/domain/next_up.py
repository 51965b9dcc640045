"""Who is next. The whole policy stands here, so that it can be read, explained and changed in one place."""

from collections.abc import Iterator

from server.domain.counters import Counter
from server.domain.queue import QueueState
from server.domain.tickets import Ticket


def waiting_for(state: QueueState, counter: Counter) -> Iterator[Ticket]:
    """Those whom this counter may call, the next one first: of the services it serves, in order of arrival."""
    return (ticket for ticket in state.waiting() if ticket.service in counter.services)


def next_up(state: QueueState, counter: Counter) -> Ticket | None:
    """Whom the counter calls next, or None when nobody waits for it. Nobody is assigned to a counter before that."""
    return next(waiting_for(state, counter), None)


def ahead_of(state: QueueState, ticket: Ticket) -> int:
    """How many waiting people come before this one: those whom some counter would call first.

    Only tickets of services that share a counter with this ticket's service compete with it.
    """
    rivals = {ticket.service}
    for plan in state.structure.counters:
        if ticket.service in plan.services:
            rivals.update(plan.services)
    return len([True for other in state.waiting() if other.taken < ticket.taken and other.service in rivals])
