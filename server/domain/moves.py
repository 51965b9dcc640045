"""A counter or a ticket changed inside the state, and what the counter's last press would have to put back."""

from server.domain.counters import Counter, LastPress
from server.domain.frozen import replace
from server.domain.queue import QueueState
from server.domain.record import Record
from server.domain.tickets import Mark, Ticket, TicketState


def with_ticket(state: QueueState, ticket: Ticket) -> QueueState:
    return replace(state, tickets={**state.tickets, ticket.number: ticket})


def with_counter(state: QueueState, counter: Counter, record: Record) -> QueueState:
    """The counter's version is the number of its last event."""
    return replace(state, counters={**state.counters, counter.id: replace(counter, version=record.seq)})


def moved(ticket: Ticket, record: Record, state: TicketState) -> Ticket:
    """The ticket in another state, from this record on."""
    return replace(ticket, state=state, since=record.stamp, version=record.seq)


def mark(record: Record) -> Mark:
    return Mark(record.seq, record.stamp.wall_ms)


def pressed(
    before: QueueState,
    after: QueueState,
    counter_id: str,
    record: Record,
    *,
    press: int,
    ticket: str = "",
    overtook: tuple[tuple[str, int], ...] = (),
    call: int = 0,
) -> QueueState:
    """`after`, with all that undoing the press needs to know.

    `press` is the number of its first event: an event that names the counter's last press adds to it. 0: unknown, so that
    nothing can be undone.
    """
    was, now = before.counters[counter_id], after.counters[counter_id]
    last = was.last
    if last is None or last.press != press:
        last = LastPress(press, record.stamp, was.status, was.ticket, was.streak)
    if ticket:
        last = replace(
            last,
            tickets=(*last.tickets, before.tickets[ticket]),
            moved=(*last.moved, (ticket, after.tickets[ticket].version)),
        )
    last = replace(last, overtook=overtook, call=call)
    return with_counter(after, replace(now, last=last if press else None), record)
