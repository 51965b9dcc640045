"""What may not be taken out of an office while it is in use."""

from server.description.office import Description
from server.domain.counters import CounterStatus
from server.domain.queue import QueueState


def in_use(state: QueueState, old: Description, new: Description) -> str | None:
    """One Indonesian sentence about a service or counter that today's queue still needs but `new` lacks; None when there is none.

    A service is in use from its first number of the open service day on, a counter from its opening or first call on: tickets, the TV
    and the day's figures name them until the day is closed.
    """
    if state.day is None:
        return None
    for service in old.services:
        count = sum(1 for ticket in state.tickets.values() if ticket.service == service.letter)
        if count and new.service(service.letter) is None:
            return (
                f"Layanan {service.letter} ({service.name}) sudah dipakai {count} nomor hari ini. "
                "Hapus setelah hari layanan ditutup."
            )
    for counter in old.counters:
        present = state.counters.get(counter.id)
        busy = present is not None and (bool(present.ticket) or present.status is not CounterStatus.CLOSED)
        called = any(call.counter == counter.id for call in state.calls.values())
        if (busy or called) and new.counter(counter.id) is None:
            return f"{counter.name} sudah melayani hari ini. Hapus setelah hari layanan ditutup."
    return None
