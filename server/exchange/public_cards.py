"""What everybody may know of the cards on the board, as programs are told it. Nothing here knows which complaint a card shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from server.domain.board_shown import group_of
from server.domain.board_state import Card
from server.domain.working_days import add_working_days

RUNNING = "berjalan"
MIXED = "aduan"
"""The group of a card whose group is not told."""


@dataclass(frozen=True, slots=True)
class PublicCard:
    """`begins` to `ends`: the day of receipt of an open complaint, the quarter of an anonymous one. `running`: not ended yet.

    `expected`: when it is to be settled; None for an anonymous one, whose day nobody is told.
    """

    id: str
    open: bool
    group: str
    hamlet: str
    state: str
    running: bool
    begins: date
    ends: date
    summary: str
    expected: date | None = None

    @property
    def period(self) -> str:
        """`2026-11-23` or `2026-Q4`."""
        return self.begins.isoformat() if self.open else f"{self.begins.year}-Q{(self.begins.month + 2) // 3}"


def public_card(card: Card, closed: Collection[date]) -> PublicCard:
    """`card.summary` is only the name of the words."""
    begins, ends = _days(card.period)
    return PublicCard(
        id=card.id,
        open=card.open,
        group=card.coarse or MIXED,
        hamlet=card.hamlet,
        state=card.state,
        running=group_of(card.state) == RUNNING,
        begins=begins,
        ends=ends,
        summary=card.summary,
        expected=add_working_days(begins, card.limit, closed) if card.open and card.limit else None,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a program looks for. `ids` overrides the rest; an empty collection asks for everything."""

    ids: Collection[str] = ()
    groups: Collection[str] = ()
    running: Collection[bool] = ()
    first: date | None = None
    last: date | None = None


def found(cards: Mapping[str, Card], wanted: Wanted) -> list[Card]:
    """The newest first; within a day or quarter by id, which is random: the order tells nothing.

    `cards` by their ids; with ten thousand of them this takes some hundredths of a second, so they are made public page by page.
    """
    if wanted.ids:
        kept = [cards[name] for name in wanted.ids if name in cards]
    else:
        kept = [card for card in cards.values() if _is_wanted(card, wanted)]
    days = {period: _days(period) for period in {card.period for card in cards.values()}} if _bounded(wanted) else {}
    if days and not wanted.ids:
        kept = [card for card in kept if _overlaps(days[card.period], wanted)]
    begins = {period: _days(period)[0].toordinal() for period in {card.period for card in kept}}
    return sorted(kept, key=lambda card: (-begins[card.period], card.id))


def _is_wanted(card: Card, wanted: Wanted) -> bool:
    return (not wanted.groups or (card.coarse or MIXED) in wanted.groups) and (
        not wanted.running or (group_of(card.state) == RUNNING) in wanted.running
    )


def _bounded(wanted: Wanted) -> bool:
    return wanted.first is not None or wanted.last is not None


def _overlaps(days: tuple[date, date], wanted: Wanted) -> bool:
    """A quarter is found by any of its days."""
    begins, ends = days
    return (wanted.first is None or ends >= wanted.first) and (wanted.last is None or begins <= wanted.last)


def _days(period: str) -> tuple[date, date]:
    year, _, quarter = period.partition("-Q")
    if not quarter:
        day = date.fromisoformat(period)
        return day, day
    first = date(int(year), 3 * int(quarter) - 2, 1)
    after = date(first.year + 1, 1, 1) if quarter == "4" else date(first.year, first.month + 3, 1)
    return first, after - timedelta(days=1)
