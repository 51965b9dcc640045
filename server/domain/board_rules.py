"""What the board's next batch is: pure, from what is on the board and what the complaints are.

Everything that is published goes through here. `tests/domain/test_board_village_year.py` lives through years of a village and counts who
stands alone in what came out.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from server.domain import board_cohorts, board_open
from server.domain.board_dice import RandomBytes
from server.domain.board_events import (
    BatchPublished,
    BoardEvent,
    CardPublished,
    CardWithdrawn,
    RootPublished,
    TotalsPublished,
)
from server.domain.board_item import GONE, Item
from server.domain.board_state import BoardState, Card
from server.domain.board_totals import answer_cells, secret_cells
from server.domain.complaint_category import Rules
from server.domain.frozen import Frozen
from server.domain.working_days import is_working


class Placed(Frozen):
    """Which complaint a card shows. The card may have left the board since: then its complaint is never again shown with words."""

    card: str
    complaint: str


class Batch(Frozen):
    """`placed`: rows to be kept for the new cards. `forgotten`: cards whose row goes, because their complaint is gone."""

    events: tuple[BoardEvent, ...] = ()
    placed: tuple[Placed, ...] = ()
    forgotten: tuple[str, ...] = ()


NOTHING = Batch()


def is_due(board: BoardState, today: date, closed: Collection[date]) -> bool:
    """Whether a batch is to be published: once a working day, from 08:00 on. After days without power there is one, not many."""
    return is_working(today, closed) and (board.batch is None or today > board.batch)


def decide_board(
    board: BoardState,
    items: Sequence[Item],
    rows: Sequence[Placed],
    roots: Mapping[str, str],
    today: date,
    rules: Rules,
    closed: Collection[date],
    random: RandomBytes,
    *,
    reworded: Collection[str] = (),
) -> Batch:
    """The batch of `today`; nothing when there is none. `rows`: of all cards that ever were; `roots`: of the weeks that are over.

    `reworded`: open cards whose complaint has another summary now.
    """
    if not is_due(board, today, closed):
        return NOTHING
    weekly = board.batch is None or board.batch.isocalendar()[:2] != today.isocalendar()[:2]
    by_id = {item.id: item for item in items}
    shown_by = {row.card: row.complaint for row in rows}
    left, gone = board_cohorts.kept(board.cards, lambda card: by_id.get(shown_by.get(card, "")), weekly=weekly)
    open_left, steps, open_gone = _open_kept(board, by_id, shown_by, reworded, today, closed)
    gone |= open_gone
    on_board = {complaint for card, complaint in shown_by.items() if card in board.cards and card not in gone}
    # Those that were taken down today come back another day.
    off = [item for item in items if item.id not in on_board and not _was_taken_down(item, shown_by, gone)]
    fresh = board_open.published(off, today, rules, closed, random)
    spent = {complaint for card, complaint in shown_by.items() if card not in board.cards}
    ready = [
        one
        for item in off
        if (one := board_cohorts.waiting(item, today, rules, closed, spent=item.id in spent)) is not None
    ]
    fresh += board_cohorts.published(ready, today, rules, closed, random)
    events: list[BoardEvent] = [
        *sorted([*left, *open_left, *steps], key=_card_of),
        *sorted((card for card, _ in fresh), key=_card_of),
    ]
    if weekly:
        events += _totals(board, items, today, rules, closed)
    events += [RootPublished(week, root) for week, root in sorted(roots.items()) if week not in board.roots]
    events.append(BatchPublished(today.isoformat()))
    return Batch(
        tuple(events),
        tuple(Placed(card.card, complaint) for card, complaint in fresh),
        tuple(sorted(card for card, complaint in shown_by.items() if _is_over(by_id.get(complaint)))),
    )


def _open_kept(
    board: BoardState,
    items: Mapping[str, Item],
    shown_by: Mapping[str, str],
    reworded: Collection[str],
    today: date,
    closed: Collection[date],
) -> tuple[list[BoardEvent], list[BoardEvent], set[str]]:
    """Open cards that leave, the steps of those that stay, and who left."""
    stay: list[tuple[Card, Item]] = []
    gone: set[str] = set()
    for card in board.cards.values():
        if not card.open:
            continue
        item = items.get(shown_by.get(card.id, ""))
        if item is None or card.id in reworded or not board_open.may_be_shown(item, today, closed):
            gone.add(card.id)
        else:
            stay.append((card, item))
    return [CardWithdrawn(card) for card in sorted(gone)], board_open.changed(stay), gone


def _was_taken_down(item: Item, shown_by: Mapping[str, str], gone: Collection[str]) -> bool:
    return any(shown_by[card] == item.id for card in gone if card in shown_by)


def _is_over(item: Item | None) -> bool:
    """The complaint will never be on the board again, so nobody need know which card it had."""
    return item is None or item.state in GONE


def _totals(
    board: BoardState, items: Sequence[Item], today: date, rules: Rules, closed: Collection[date]
) -> list[BoardEvent]:
    """Of this year and of the last, which may still have been answered. What came in today is not counted yet."""
    events: list[BoardEvent] = []
    for year in (today.year - 1, today.year):
        known = [item for item in items if item.received.year == year and item.received < today]
        before = board.cells.get(str(year), {})
        cells = {
            **secret_cells((item for item in known if not item.gone), before, rules.cell_least),
            **answer_cells(known, before, rules.cell_least, closed),
        }
        if cells:
            events.append(TotalsPublished(str(year), cells))
    return events


def _card_of(event: BoardEvent) -> str:
    match event:
        case CardPublished(card=card) | CardWithdrawn(card=card):
            return card
        case _:
            return getattr(event, "card", "")
