"""What the public board shows at this moment, folded from its own stream."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from server.domain.board_events import (
    BatchPublished,
    BoardEvent,
    CardChanged,
    CardPublished,
    CardWithdrawn,
    RootPublished,
    TotalsPublished,
)
from server.domain.complaint_class import Class
from server.domain.frozen import Frozen, field, replace


class Card(Frozen):
    """One card as the public sees it: the fields of `CardPublished`. `batch`: the day of the batch in which it came."""

    id: str
    open: bool
    coarse: str
    period: str
    hamlet: str
    state: str
    summary: str
    cohort: str
    limit: int
    batch: str


class BoardState(Frozen):
    """`cards` in the order in which they were put up. `cells`: year to its figures. `batch`: the day of the newest one, or None."""

    cards: Mapping[str, Card] = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    roots: Mapping[str, str] = field(default_factory=dict)
    batch: date | None = None


def fold_board(state: BoardState, events: Iterable[BoardEvent]) -> BoardState:
    """The state after `events`. Copies the state once, however many they are.

    The events of a batch come before its `BatchPublished`: their cards get its day.
    """
    cards, roots, batch = dict(state.cards), dict(state.roots), state.batch
    cells = {year: dict(figures) for year, figures in state.cells.items()}
    fresh: list[str] = []
    for event in events:
        match event:
            case CardPublished(card=card):
                cards[card] = _card(event)
                fresh.append(card)
            case CardChanged(card=card):
                if card in cards:
                    cards[card] = replace(cards[card], state=event.state)
            case CardWithdrawn(card=card):
                cards.pop(card, None)
            case TotalsPublished():
                cells.setdefault(event.year, {}).update(event.cells)
            case RootPublished():
                roots[event.week] = event.root
            case BatchPublished():
                batch = date.fromisoformat(event.day)
                cards.update({card: replace(cards[card], batch=event.day) for card in fresh if card in cards})
                fresh = []
            case _:
                assert_never(event)
    return BoardState(cards, cells, roots, batch)


def _card(event: CardPublished) -> Card:
    return Card(
        id=event.card,
        open=event.klass == Class.OPEN,
        coarse=event.coarse,
        period=event.period,
        hamlet=event.hamlet,
        state=event.state,
        summary=event.summary,
        cohort=event.cohort,
        limit=event.limit,
        batch="",
    )
