"""Anonymous complaints on the board: in cohorts that come together, change together and go together.

A batch of three in which each has a category of its own lets everybody stand alone, and so does a single card that changes or goes: who
writes the board down every day sees that. So all cards of a cohort look the same in everything that is published about them but their
approved words: coarse group, period, day, state, whether there are words. What that costs is time: some wait for others of their kind.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from server.domain.board_dice import RandomBytes, below, new_id, shuffled
from server.domain.board_events import BoardEvent, CardChanged, CardPublished, CardWithdrawn
from server.domain.board_item import Item
from server.domain.board_shown import cohort_state
from server.domain.board_state import Card
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class
from server.domain.frozen import Frozen
from server.domain.working_days import add_working_days, working_day_number

MIXED = ""
"""The coarse group of a batch of different ones."""
JITTER = 4
"""A card may come up to three days later than it could: chance decides, so that a day on the board tells no day of sending."""
UNASKED = 4
"""So many times the wait for an approval, when nobody has asked for one yet."""
PATIENCE = 13
"""So many times that wait (a quarter of a year) approved words wait for others of their group; then the card goes up without them."""


class Waiting(Frozen):
    """A complaint that may be put up. `since`: the first day for it, from which chance counts; `worded`: with its summary."""

    item: Item
    since: date
    worded: bool


def waiting(item: Item, today: date, rules: Rules, closed: Collection[date], *, spent: bool) -> Waiting | None:
    """How it may be put up today, or None. `spent`: it was on the board before, and its words must not tell that it is back."""
    if item.klass is not Class.ANONYMOUS or item.gone:
        return None
    wait = rules.batch_wait_days
    since = add_working_days(item.received, 1, closed)
    if item.summary and item.approved is not None and not spent:
        since = max(since, add_working_days(item.approved, 1, closed))
        until = add_working_days(since, PATIENCE * wait, closed)
        if today < until:
            return Waiting(item, since, worded=True) if today >= since else None
        since = until
    elif item.declined or spent or item.approved is not None:
        pass
    elif item.proposed is not None:
        since = max(since, add_working_days(item.proposed, wait + 1, closed))
    elif not item.ended:
        since = add_working_days(since, UNASKED * wait, closed)
    return Waiting(item, since, worded=False) if today >= since else None


def published(
    ready: Sequence[Waiting], today: date, rules: Rules, closed: Collection[date], random: RandomBytes
) -> list[tuple[CardPublished, str]]:
    """The new cards, each with the id of its complaint: never fewer than `rules.batch_least` that look the same."""
    pool = [one for one in shuffled(random, ready) if _is_let_in(one, today, closed, random)]
    groups: dict[tuple[bool, str], list[Waiting]] = defaultdict(list)
    for one in pool:
        groups[one.worded, one.item.coarse].append(one)
    made: list[tuple[CardPublished, str]] = []
    left: list[Waiting] = []
    for (worded, coarse), members in groups.items():
        if len(members) >= rules.batch_least:
            made += _cards(members, coarse, today, rules, random)
        elif not worded:
            left += members
    # Those without words that found nobody of their kind for some days: a group of different kinds, whose kind is not told.
    tired = [one for one in left if working_day_number(one.since, today, closed) >= rules.batch_wait_days]
    if tired and len(left) >= rules.batch_least:
        made += _cards(left, MIXED, today, rules, random)
    return sorted(made, key=lambda card: card[0].card)


def kept(
    shown: Mapping[str, Card], item_of: Callable[[str], Item | None], *, weekly: bool
) -> tuple[list[BoardEvent], set[str]]:
    """What becomes of the anonymous cards that are on the board; and the cards that stay no longer.

    `item_of`: the complaint of a card; None when there is none any more. A cohort that one has to leave is taken down as a whole, in
    the next batch whatever the day of the week; its states change once a week.
    """
    cohorts: dict[str, list[Card]] = defaultdict(list)
    for card in shown.values():
        if not card.open:
            cohorts[card.cohort].append(card)
    events: list[BoardEvent] = []
    gone: set[str] = set()
    for cards in cohorts.values():
        items = [item for card in cards if _stays(card, item := item_of(card.id))]
        if len(items) < len(cards):
            gone |= {card.id for card in cards}
            events += [CardWithdrawn(card.id) for card in cards]
        elif weekly:
            state = cohort_state([item for item in items if item is not None])
            events += [CardChanged(card.id, state) for card in cards if card.state != state]
    return events, gone


def quarter(day: date) -> str:
    """`2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def cohort_sizes(members: int, least: int) -> list[int]:
    """How a batch is cut: as many cohorts as there can be, so that one slow complaint keeps few others waiting."""
    count = members // least
    return [members // count + (index < members % count) for index in range(count)]


def _stays(card: Card, item: Item | None) -> bool:
    if item is None or item.klass is not Class.ANONYMOUS or item.gone:
        return False
    # A sender who has said no to words that are up takes back the consent; one without words shows none.
    return not (card.summary and item.declined)


def _is_let_in(one: Waiting, today: date, closed: Collection[date], random: RandomBytes) -> bool:
    """Each day of the four is equally likely to be the first."""
    left = JITTER - working_day_number(one.since, today, closed)
    return left <= 1 or below(random, left) == 0


def _cards(
    members: Sequence[Waiting], coarse: str, today: date, rules: Rules, random: RandomBytes
) -> list[tuple[CardPublished, str]]:
    made: list[tuple[CardPublished, str]] = []
    rest = list(members)
    for size in cohort_sizes(len(members), rules.batch_least):
        cohort, rest, name = rest[:size], rest[size:], new_id(random)
        state = cohort_state([one.item for one in cohort])
        for one in cohort:
            card = new_id(random)
            shown = CardPublished(
                card=card,
                klass=Class.ANONYMOUS,
                coarse=coarse,
                period=quarter(today),
                hamlet="",
                state=state,
                summary=card if one.worded else "",
                cohort=name,
            )
            made.append((shown, one.item.id))
    return made
