"""The board's cards in the order in which people see them, found by what they look for. Made anew after each batch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from server.domain.board_shown import group_of
from server.domain.board_state import BoardState, Card

PAGE = 8
"""Cards on a page: more of them would not come through a weak signal."""
_MOST_LISTS = 64


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for; "" for all. `state`: a group of `server.domain.board_shown`; `kind`: `open` or `anonymous`."""

    coarse: str = ""
    state: str = ""
    kind: str = ""
    hamlet: str = ""

    def fits(self, card: Card) -> bool:
        return (
            self.coarse in {"", card.coarse}
            and self.state in {"", group_of(card.state)}
            and self.kind in {"", "open" if card.open else "anonymous"}
            and self.hamlet in {"", card.hamlet}
        )


@dataclass(frozen=True, slots=True)
class BoardPage:
    """`number` from 1; `pages` at least 1; `found`: cards on all of them together."""

    cards: tuple[Card, ...]
    number: int
    pages: int
    found: int


class BoardIndex:
    """Newest batch first; within a batch by the cards' random ids, so that no order tells who came first."""

    def __init__(self, board: BoardState) -> None:
        self._cards = tuple(sorted(sorted(board.cards.values(), key=lambda card: card.id), key=_batch, reverse=True))
        self._lists: dict[Filters, Sequence[Card]] = {Filters(): self._cards}
        self.cohorts: Mapping[str, tuple[str, ...]] = _cohorts(self._cards)
        self.by_year: Mapping[tuple[str, str, str], int] = Counter(
            (card.batch[:4], card.coarse, group_of(card.state)) for card in self._cards
        )

    def page(self, filters: Filters, number: int) -> BoardPage:
        """The page of that number, or the last one."""
        found = self._found(filters)
        pages = max(1, -(-len(found) // PAGE))
        number = min(max(1, number), pages)
        return BoardPage(tuple(found[(number - 1) * PAGE : number * PAGE]), number, pages, len(found))

    def newest_open(self, most: int) -> Sequence[Card]:
        """The newest open complaints that are in hand or solved: what a passer-by should see."""
        worth = (card for card in self._found(Filters(kind="open")) if group_of(card.state) != "ditutup")
        return list(islice(worth, most))

    def _found(self, filters: Filters) -> Sequence[Card]:
        known = self._lists.get(filters)
        if known is None:
            if len(self._lists) >= _MOST_LISTS:
                self._lists = {Filters(): self._cards}
            known = self._lists[filters] = tuple(card for card in self._cards if filters.fits(card))
        return known


def _batch(card: Card) -> str:
    return card.batch


def _cohorts(cards: Sequence[Card]) -> Mapping[str, tuple[str, ...]]:
    cohorts: dict[str, list[str]] = {}
    for card in cards:
        if card.cohort:
            cohorts.setdefault(card.cohort, []).append(card.id)
    return {cohort: tuple(members) for cohort, members in cohorts.items()}
