"""Open complaints on the board: one by one, with day and hamlet, in the batch of a working day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from server.domain.board_dice import RandomBytes, new_id
from server.domain.board_events import BoardEvent, CardChanged, CardPublished
from server.domain.board_item import Item
from server.domain.board_shown import open_state
from server.domain.board_state import Card
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class
from server.domain.working_days import add_working_days


def may_be_shown(item: Item, today: date, closed: Collection[date]) -> bool:
    """Whether the sender agrees to the summary: by code, or by saying nothing for 24 hours, which only an open complaint allows.

    Days are all that is known, so silence counts from the second working day after the proposal on: at least 24 hours, whatever the hour.
    Nothing appears on the day on which it came in or was agreed to.
    """
    if item.klass is not Class.OPEN or item.gone or not item.summary or item.declined:
        return False
    if item.approved is not None:
        agreed = add_working_days(item.approved, 1, closed)
    elif item.proposed is not None:
        agreed = add_working_days(item.proposed, 2, closed)
    else:
        return False
    return today >= agreed and today >= add_working_days(item.received, 1, closed)


def published(
    items: Sequence[Item], today: date, rules: Rules, closed: Collection[date], random: RandomBytes
) -> list[tuple[CardPublished, str]]:
    """The new cards, each with the id of its complaint. `items`: those that are not on the board."""
    ready = [item for item in items if may_be_shown(item, today, closed)]
    return [(_card(item, rules, random), item.id) for item in ready]


def changed(shown: Sequence[tuple[Card, Item]]) -> list[BoardEvent]:
    """The next step of open complaints that are on the board."""
    return [CardChanged(card.id, open_state(item)) for card, item in shown if card.state != open_state(item)]


def shown_hamlet(hamlet: str, hamlets: Mapping[str, int], least: int) -> str:
    """A hamlet with few people is not named: there everybody knows who that is."""
    return hamlet if hamlets.get(hamlet, 0) >= least else ""


def _card(item: Item, rules: Rules, random: RandomBytes) -> CardPublished:
    card = new_id(random)
    return CardPublished(
        card=card,
        klass=Class.OPEN,
        coarse=item.coarse,
        period=item.received.isoformat(),
        hamlet=shown_hamlet(item.hamlet, rules.hamlets, rules.hamlet_least),
        state=open_state(item),
        summary=card,
        limit=item.limit,
    )
