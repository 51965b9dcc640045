"""Who is next. The whole policy stands here, so that it can be read, explained and changed in one place. It reads no clock.

A counter calls, among those whom it may call:

1. the brake: whoever was passed over so often that it is enough, the first in line;
2. who comes back to this counter, or was transferred to be first;
3. priority, and appointments whose window has begun; so many in a row, then
4. the first in line of all others;
5. appointments whose window has not begun, when nobody else waits.

Nobody is assigned to a counter before the call. So nobody is passed over more often than `Rules.brake`, but for those whom an
official chose by hand; and whoever waits is called after at most (those before in line + brake + 1) calls of the counter.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from server.domain.counters import Counter, CounterStatus
from server.domain.frozen import Frozen, replace
from server.domain.queue import QueueState
from server.domain.structure import Rules
from server.domain.tickets import Ticket


class Rule(StrEnum):
    """Why somebody is called."""

    ARRIVAL = "arrival"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"
    RETURNED = "returned"
    BRAKE = "brake"
    CHOSEN = "chosen"


class Choice(Frozen):
    ticket: Ticket
    rule: Rule


def eligible(state: QueueState, counter: Counter) -> Sequence[Ticket]:
    """Those whom this counter may call, in order of their places in line."""
    return [ticket for ticket in state.waiting() if may_call(state, counter, ticket)]


def may_call(state: QueueState, counter: Counter, ticket: Ticket) -> bool:
    """Whether the ticket is for this counter. One that is reserved for another waits for that one until it closes."""
    if ticket.reserved == counter.id:
        return True
    return ticket.service in counter.services and not kept_for_another(state, ticket)


def next_up(state: QueueState, counter: Counter) -> Choice | None:
    """Whom the counter calls next, or None when nobody waits for it."""
    return choose(eligible(state, counter), counter.streak, state.structure.rules)


def ranked(state: QueueState, counter: Counter) -> Iterator[Choice]:
    """All whom this counter would call, one after the other, if it alone went on from here and nobody came."""
    line, streak, rules = eligible(state, counter), counter.streak, state.structure.rules
    while (choice := choose(line, streak, rules)) is not None:
        yield choice
        streak = streak_after(streak, choice.rule)
        line = [
            passed_over(other) if other.order < choice.ticket.order else other
            for other in line
            if other.number != choice.ticket.number
        ]


def choose(line: Sequence[Ticket], streak: int, rules: Rules) -> Choice | None:
    """The policy itself. `line` is in order of places."""
    braked = next((ticket for ticket in line if ticket.overtaken >= rules.brake), None)
    if braked is not None:
        return Choice(braked, Rule.BRAKE)
    returned = next((ticket for ticket in line if ticket.front), None)
    if returned is not None:
        return Choice(returned, Rule.RETURNED)
    preferred = next((ticket for ticket in line if is_preferred(ticket)), None)
    regular = next((ticket for ticket in line if not is_preferred(ticket) and not is_early(ticket)), None)
    if preferred is not None and (regular is None or streak < rules.priority_ratio):
        return Choice(preferred, Rule.PRIORITY if preferred.priority else Rule.APPOINTMENT)
    first = regular or next(iter(line), None)
    return None if first is None else Choice(first, Rule.ARRIVAL)


def passed_over(ticket: Ticket) -> Ticket:
    """The ticket once somebody with a later place was called in its stead."""
    return replace(ticket, overtaken=ticket.overtaken + 1)


def streak_after(streak: int, rule: str) -> int:
    """Preferred people called in a row, after a call by `rule`."""
    match rule:
        case Rule.PRIORITY | Rule.APPOINTMENT:
            return streak + 1
        case Rule.ARRIVAL | Rule.BRAKE:
            return 0
        case _:
            return streak


def return_order(state: QueueState, ticket: Ticket, seq: int) -> tuple[int, ...]:
    """The place of somebody who missed the call: right behind the next so many of the same service; with fewer, behind everybody.

    `seq` is the number of the event that returns the ticket: who returns later never comes before who returned earlier.
    """
    after = state.structure.rules.return_after
    same = [other for other in state.waiting() if other.service == ticket.service]
    if after == 0:
        return ticket.order
    return (*same[after - 1].order, seq) if len(same) >= after else (seq,)


def kept_for_another(state: QueueState, ticket: Ticket) -> bool:
    """Whether the counter that the ticket is reserved for is there to call it."""
    keeper = state.counters.get(ticket.reserved)
    return keeper is not None and keeper.status is not CounterStatus.CLOSED


def is_preferred(ticket: Ticket) -> bool:
    """Priority, or an appointment whose window has begun."""
    return ticket.priority or (ticket.slot is not None and ticket.due)


def is_early(ticket: Ticket) -> bool:
    """An appointment whose window has not begun."""
    return ticket.slot is not None and not ticket.due
