"""Who sits at which counter: one official at one counter, and one counter for one official."""

from server.domain.commands import StaffCounter
from server.domain.counters import CounterStatus
from server.domain.decision import Decision
from server.domain.events import CounterClosed, CounterStaffed, Event
from server.domain.queue import QueueState
from server.domain.refusals import CounterIsStaffed, ServesElsewhere, UnknownCounter


def staff(state: QueueState, command: StaffCounter) -> Decision:
    """Also before the day is opened: whoever sits down first opens it. An official who moves leaves the old counter closed."""
    counter = state.counters.get(command.counter)
    if counter is None:
        return UnknownCounter(command.counter)
    account = command.account
    if account == counter.account:
        return ()
    if account and counter.account and not command.take_over:
        return CounterIsStaffed(counter.id, counter.account)
    old = state.serves_at(account)
    if old is None:
        return (CounterStaffed(counter.id, account),)
    if old.ticket:
        return ServesElsewhere(old.id, old.ticket)
    closing: tuple[Event, ...] = () if old.status is CounterStatus.CLOSED else (CounterClosed(old.id),)
    return (*closing, CounterStaffed(old.id, ""), CounterStaffed(counter.id, account))
