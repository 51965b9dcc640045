"""The bell: who waits while no official is there, and for which counters that matters."""

from collections.abc import Collection, Sequence

from display.counter_views import Alarm
from display.presence_views import BellCounter, BellView
from server.domain.counters import CounterStatus
from server.domain.next_up import may_call
from server.domain.queue import QueueState
from server.domain.tickets import Ticket
from server.web.present.picture import Picture


def unattended(state: QueueState) -> Sequence[Ticket]:
    """Who waits although no counter that may call the ticket is open or has an official, in order of their places in line.

    So it ends by itself as soon as somebody calls: a call opens the counter.
    """
    if state.day is None:
        return ()
    attended = [c for c in state.counters.values() if c.status is CounterStatus.OPEN or c.account]
    return [ticket for ticket in state.waiting() if not any(may_call(state, counter, ticket) for counter in attended)]


def rings_for(state: QueueState, counters: Collection[str]) -> Sequence[Ticket]:
    """Those of them that one of `counters` may call: its officials are responsible."""
    ours = [counter for counter in state.counters.values() if counter.id in counters]
    return [ticket for ticket in unattended(state) if any(may_call(state, counter, ticket) for counter in ours)]


def bell_view(picture: Picture, counters: Collection[str], complaints: int = 0) -> BellView:
    """The bell for some counters. `complaints`: how many wait for the official who listens."""
    tickets = rings_for(picture.state, counters)
    return BellView(
        office=picture.description.name,
        clock=picture.clock(),
        tickets=tuple((ticket.number, picture.service_name(ticket.service)) for ticket in tickets),
        newest=max((ticket.version for ticket in tickets), default=0),
        counters=tuple(
            BellCounter(counter.id, picture.counter_name(counter.id), counter.id in counters)
            for counter in picture.state.counters.values()
        ),
        complaints=complaints,
    )


def bell_alarm(picture: Picture) -> Alarm | None:
    """What every open tablet says meanwhile."""
    tickets = unattended(picture.state)
    if not tickets:
        return None
    services = ", ".join(dict.fromkeys(picture.service_name(ticket.service) for ticket in tickets))
    who = tickets[0].number if len(tickets) == 1 else f"{tickets[0].number} dan {len(tickets) - 1} lainnya"
    return Alarm("bell", f"{who} menunggu, tetapi tidak ada petugas untuk {services}. Buka loketnya.")
