"""What is put on the board, when, and what leaves it."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from server.domain.board_events import (
    KINDS,
    BatchPublished,
    BoardEvent,
    CardChanged,
    CardPublished,
    CardWithdrawn,
    RootPublished,
    TotalsPublished,
    UnknownKind,
    from_data,
    to_data,
)
from server.domain.board_item import Item
from server.domain.board_rules import Placed, decide_board
from server.domain.board_state import BoardState, fold_board
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.frozen import replace
from tests.domain.board_year import RULES

MONDAY = date(2026, 11, 23)


@dataclass
class Board:
    """A board and the days of its batches."""

    state: BoardState = field(default_factory=BoardState)
    rows: list[Placed] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def batch(
        self,
        day: date,
        items: Iterable[Item] = (),
        closed: frozenset[date] = frozenset(),
        roots: Mapping[str, str] | None = None,
        reworded: tuple[str, ...] = (),
    ) -> list[BoardEvent]:
        made = decide_board(
            self.state, tuple(items), self.rows, roots or {}, day, RULES, closed, self.dice.randbytes, reworded=reworded
        )
        self.state = fold_board(self.state, made.events)
        self.rows = [row for row in (*self.rows, *made.placed) if row.card not in made.forgotten]
        return list(made.events)

    def until_published(self, items: Iterable[Item], first: date = MONDAY, days: int = 40) -> date:
        """The day on which the first of `items` was put up."""
        known = tuple(items)
        for number in range(days):
            if any(isinstance(event, CardPublished) for event in self.batch(first + timedelta(number), known)):
                return first + timedelta(number)
        raise AssertionError("never published")


@pytest.fixture
def board() -> Board:
    return Board()


def an_open(name: str = "a", **changes: object) -> Item:
    item = Item(name, Class.OPEN, "prasarana", MONDAY, State.IN_PROGRESS, "krajan", summary=f"s{name}", approved=MONDAY)
    return replace(item, **changes)  # type: ignore[arg-type]


def anonymous(count: int, **changes: object) -> list[Item]:
    item = Item("", Class.ANONYMOUS, "prasarana", MONDAY, State.IN_PROGRESS, approved=MONDAY)
    return [
        replace(item, id=f"n{number}", summary=f"s{number}", **changes)  # type: ignore[arg-type]
        for number in range(count)
    ]


def published(events: Iterable[BoardEvent]) -> list[CardPublished]:
    return [event for event in events if isinstance(event, CardPublished)]


def changed(events: Iterable[BoardEvent]) -> set[str]:
    return {event.state for event in events if isinstance(event, CardChanged)}


def withdrawn(events: Iterable[BoardEvent]) -> int:
    return sum(isinstance(event, CardWithdrawn) for event in events)


def day(number: int) -> date:
    """So many days after Monday, 23 November 2026."""
    return MONDAY + timedelta(number)


def test_an_open_one_comes_on_the_next_working_day_with_day_and_hamlet(board: Board) -> None:
    assert published(board.batch(MONDAY, [an_open()])) == []
    (card,) = published(board.batch(day(1), [an_open()]))
    assert (card.klass, card.coarse, card.period, card.hamlet, card.state, card.summary == card.card, card.limit) == (
        "open",
        "prasarana",
        "2026-11-23",
        "krajan",
        "ditindaklanjuti",
        True,
        14,
    )


def test_over_the_weekend_nothing_comes(board: Board) -> None:
    friday = an_open(received=day(4), approved=day(4))
    assert [board.batch(day(number), [friday]) for number in (5, 6)] == [[], []]
    assert len(published(board.batch(day(7), [friday]))) == 1


@pytest.mark.parametrize(("hamlet", "shown"), [("krajan", "krajan"), ("pasir", ""), ("elsewhere", "")])
def test_a_small_hamlet_is_not_named(board: Board, hamlet: str, shown: str) -> None:
    (card,) = published(board.batch(day(1), [an_open(hamlet=hamlet)]))
    assert card.hamlet == shown


def test_silence_for_a_day_is_consent_of_an_open_one_alone(board: Board) -> None:
    silent = an_open(approved=None, proposed=MONDAY)
    mute = anonymous(3, approved=None, proposed=MONDAY)
    assert published(board.batch(day(1), [silent, *mute])) == []
    assert [card.klass for card in published(board.batch(day(2), [silent, *mute]))] == ["open"]


@pytest.mark.parametrize("changes", [{"summary": ""}, {"declined": True, "approved": None}, {"held": True}])
def test_without_words_consent_or_moderation_nothing_comes(board: Board, changes: dict[str, object]) -> None:
    assert published(board.batch(day(9), [an_open(**changes)])) == []


def test_a_step_of_an_open_one_is_shown_next_day_and_closed_is_not_solved(board: Board) -> None:
    board.batch(day(1), [an_open()])
    assert changed(board.batch(day(2), [an_open(state=State.AWAITING_CONFIRMATION)])) == {"menunggu_konfirmasi"}
    assert changed(board.batch(day(3), [an_open(state=State.DONE_BY_SILENCE)])) == {"ditutup"}
    assert changed(board.batch(day(4), [an_open(state=State.DONE, unmet=True)])) == {"tidak_terpenuhi"}
    assert changed(board.batch(day(7), [an_open(state=State.DONE)])) == {"selesai"}


@pytest.mark.parametrize(
    "changes",
    [
        {"klass": Class.SECRET},
        {"klass": Class.ANONYMOUS},
        {"state": State.WITHDRAWN},
        {"state": State.MERGED},
        {"held": True},
        {"declined": True, "approved": None},
        {"summary": "another", "approved": None, "proposed": day(1)},
        {"summary": "", "approved": None},
    ],
)
def test_an_open_one_leaves_with_the_next_batch(board: Board, changes: dict[str, object]) -> None:
    board.batch(day(1), [an_open()])
    events = board.batch(day(2), [an_open(**changes)])
    assert withdrawn(events) == 1
    assert published(events) == []
    assert not board.state.cards


def test_other_words_come_on_another_card(board: Board) -> None:
    (old,) = published(board.batch(day(1), [an_open()]))
    events = board.batch(day(2), [an_open(summary="another")], reworded=(old.card,))
    assert (withdrawn(events), published(events)) == (1, [])
    (new,) = published(board.batch(day(3), [an_open(summary="another")]))
    assert new.card != old.card


def test_one_that_is_erased_leaves(board: Board) -> None:
    board.batch(day(1), [an_open()])
    assert withdrawn(board.batch(day(2))) == 1
    assert board.rows == []


def test_two_anonymous_ones_wait_for_a_third(board: Board) -> None:
    for number in range(60):
        assert published(board.batch(day(number), anonymous(2))) == []
    came = board.until_published(anonymous(3), first=day(60))
    assert came >= day(60)
    assert len(board.state.cards) == 3


def test_an_anonymous_card_tells_group_and_quarter_alone(board: Board) -> None:
    board.until_published(anonymous(3, hamlet="krajan"))
    for card in board.state.cards.values():
        assert (card.coarse, card.period, card.hamlet, card.limit, card.state) == (
            "prasarana",
            "2026-Q4",
            "",
            0,
            "diproses",
        )
        assert card.summary


def test_never_fewer_than_three_of_one_kind_together(board: Board) -> None:
    """Two of one group and one of another are not three; nor are two with words and one without."""
    two, other = anonymous(2), replace(anonymous(3)[2], coarse="kebersihan")
    wordless = replace(anonymous(3)[2], approved=None, declined=True)
    for number in range(30):
        assert published(board.batch(day(number), [*two, other])) == []
        assert published(board.batch(day(number), [*two, wordless])) == []


def test_chance_keeps_a_card_back_for_three_days_at_most() -> None:
    days = set()
    for seed in range(60):
        board = Board(dice=random.Random(seed))
        days.add(board.until_published(anonymous(3)))
    # From Tuesday to Friday, and Monday's batch when the first three did not meet before.
    assert days <= {day(1), day(2), day(3), day(4)}
    assert len(days) > 1


def test_without_approval_comes_a_card_without_content(board: Board) -> None:
    mute = anonymous(3, approved=None, proposed=MONDAY)
    came = board.until_published(mute)
    assert came > day(7), "five working days are the sender's to answer"
    assert {card.summary for card in board.state.cards.values()} == {""}
    assert {card.coarse for card in board.state.cards.values()} == {"prasarana"}


@pytest.mark.parametrize("kinds", [("prasarana", "kebersihan", "pelayanan"), ("prasarana", "prasarana", "kebersihan")])
def test_different_kinds_without_content_come_together_and_no_kind_is_told(
    board: Board, kinds: tuple[str, str, str]
) -> None:
    mute = [
        replace(item, coarse=kind) for item, kind in zip(anonymous(3, approved=None, declined=True), kinds, strict=True)
    ]
    board.until_published(mute)
    assert {card.coarse for card in board.state.cards.values()} == {""}


def test_a_cohort_shows_the_state_of_its_slowest_and_once_a_week(board: Board) -> None:
    board.until_published(anonymous(3))
    done = anonymous(3, state=State.DONE)
    one_left = [*done[:2], anonymous(3)[2]]
    assert changed(board.batch(day(7), one_left)) == set()
    assert [changed(board.batch(day(number), done)) for number in range(8, 12)] == [set()] * 4
    assert changed(board.batch(day(14), done)) == {"selesai"}
    reopened = [*done[:2], replace(done[2], state=State.REOPENED)]
    assert changed(board.batch(day(21), reopened)) == {"diproses"}
    mixed = [*done[:2], replace(done[2], state=State.ARCHIVED)]
    assert changed(board.batch(day(28), mixed)) == {"berakhir"}
    silent = anonymous(3, state=State.DONE_BY_SILENCE)
    assert changed(board.batch(day(35), silent)) == {"ditutup"}


def test_after_a_raise_the_whole_cohort_goes_at_once_and_its_others_come_back_without_words(board: Board) -> None:
    came = board.until_published(anonymous(3))
    raised = [replace(anonymous(1)[0], klass=Class.SECRET), *anonymous(3)[1:]]
    after = came + timedelta(1 if came.weekday() < 4 else 3)
    events = board.batch(after, raised)
    assert (withdrawn(events), published(events)) == (3, [])
    fresh = [replace(item, id=f"f{item.id}") for item in anonymous(3, approved=None, declined=True)]
    board.until_published([*raised, *fresh], first=after + timedelta(1))
    assert {card.summary for card in board.state.cards.values()} == {""}
    assert {row.complaint for row in board.rows if row.card in board.state.cards} >= {"n1", "n2"}


def test_a_large_batch_is_cut_into_cohorts_of_three_to_five(board: Board) -> None:
    board.until_published(anonymous(11), first=day(10))
    sizes: dict[str, int] = {}
    for card in board.state.cards.values():
        sizes[card.cohort] = sizes.get(card.cohort, 0) + 1
    assert sum(sizes.values()) >= 3
    assert all(3 <= size <= 5 for size in sizes.values())


def test_once_a_working_day_and_once_after_days_without_power(board: Board) -> None:
    assert isinstance(board.batch(MONDAY)[-1], BatchPublished)
    assert board.batch(MONDAY, [an_open(received=day(-9), approved=day(-9))]) == []
    events = board.batch(day(20), [an_open()])
    assert [type(event) for event in events].count(BatchPublished) == 0, "a Sunday"
    events = board.batch(day(21), [an_open()])
    assert [event for event in events if isinstance(event, BatchPublished)] == [BatchPublished("2026-12-14")]


def test_no_batch_on_a_holiday_and_none_of_the_past(board: Board) -> None:
    assert board.batch(MONDAY, closed=frozenset({MONDAY})) == []
    board.batch(day(2))
    assert board.batch(day(1)) == [], "a clock that jumped back publishes nothing"


def test_a_root_is_published_once(board: Board) -> None:
    roots = {"2026-W46": "aa", "2026-W47": "bb"}
    events = board.batch(MONDAY, roots=roots)
    assert [event for event in events if isinstance(event, RootPublished)] == [
        RootPublished("2026-W46", "aa"),
        RootPublished("2026-W47", "bb"),
    ]
    assert not any(isinstance(event, RootPublished) for event in board.batch(day(1), roots=roots))


def test_secret_ones_are_only_counted_from_five_on_and_once_a_week(board: Board) -> None:
    def secret(count: int) -> list[Item]:
        return [
            Item(f"x{number}", Class.SECRET, "lingkungan_sosial", day(-3), State.RECEIVED) for number in range(count)
        ]

    today = [replace(item, received=MONDAY) for item in secret(9)]
    assert not any(isinstance(event, TotalsPublished) for event in Board().batch(MONDAY, today))
    assert not any(isinstance(event, TotalsPublished) for event in board.batch(MONDAY, secret(4)))
    assert not any(isinstance(event, TotalsPublished) for event in board.batch(day(1), secret(9)))
    events = board.batch(day(7), secret(9))
    assert [event.cells for event in events if isinstance(event, TotalsPublished)] == [
        {"rahasia": 9, "rahasia/lingkungan_sosial": 9}
    ]
    assert not any(isinstance(event, TotalsPublished) for event in board.batch(day(14), secret(13)))
    assert not published(events)


@pytest.mark.parametrize(
    "event",
    [
        CardPublished("c", "open", "prasarana", "2026-11-23", "krajan", "diterima", "ref", "", 14),
        CardChanged("c", "selesai"),
        CardWithdrawn("c"),
        TotalsPublished("2026", {"rahasia": 5}),
        RootPublished("2026-W47", "ab"),
        BatchPublished("2026-11-23"),
    ],
)
def test_events_come_back_as_they_were_stored(event: BoardEvent) -> None:
    assert from_data(event.kind, event.v, to_data(event)) == event


def test_an_event_of_newer_software_is_not_guessed_at() -> None:
    with pytest.raises(UnknownKind):
        from_data("card_published", 2, {})
    assert len(KINDS) == 6
