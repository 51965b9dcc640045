"""What may not be taken out of an office while today's queue needs it. Pure."""

from server.domain.counters import CounterStatus
from server.domain.queue import QueueState
from server.domain.refusals import CounterInUse, ServiceInUse
from server.domain.structure import Structure


def in_use(state: QueueState, new: Structure) -> ServiceInUse | CounterInUse | None:
    """A service or counter that today's queue still needs but `new` lacks; None when there is none.

    A service is in use from its first number of the open service day on, a counter from its opening or first call on: tickets, the TV
    and the day's figures name them until the day is closed.
    """
    if state.day is None:
        return None
    for service in state.structure.services:
        count = sum(1 for ticket in state.tickets.values() if ticket.service == service)
        if count and service not in new.services:
            return ServiceInUse(service, count)
    for counter in state.structure.counters:
        present = state.counters.get(counter.id)
        busy = present is not None and (bool(present.ticket) or present.status is not CounterStatus.CLOSED)
        called = any(call.counter == counter.id for call in state.calls.values())
        if (busy or called) and new.counter(counter.id) is None:
            return CounterInUse(counter.id)
    return None
