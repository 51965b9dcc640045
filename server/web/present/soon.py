"""Who is called next in a room, so that the announcer has the words ready before the press."""

from server.description import Description
from server.domain.counters import CounterStatus
from server.domain.next_up import next_up
from server.domain.queue import QueueState

_MOST = 8


def soon(state: QueueState, description: Description, room: str) -> list[dict[str, object]]:
    """The next ticket of every counter of the room that is at work, at most eight; two counters may be about to call the same one."""
    if state.day is None:
        return []
    coming: list[dict[str, object]] = []
    for counter in state.counters.values():
        if counter.status is CounterStatus.CLOSED or description.room_of(counter.id) != room:
            continue
        choice = next_up(state, counter)
        if choice is not None:
            coming.append({"ticket": choice.ticket.number, "counter": counter.id, "service": choice.ticket.service})
    return coming[:_MOST]
