"""Figures that tell of nobody, whatever comes in and whenever somebody looks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.board_item import Item
from server.domain.board_totals import answer_cells, pace_of, secret_cells
from server.domain.complaint import State
from server.domain.complaint_class import Class

DAY = date(2026, 3, 2)
GROUPS = ("prasarana", "kebersihan", "lingkungan_sosial")
LEAST = 5
weeks = st.lists(st.tuples(*(st.integers(0, 7) for _ in GROUPS)), max_size=12)


def secret(counts: tuple[int, ...]) -> list[Item]:
    return [
        Item(f"{group}{number}", Class.SECRET, group, DAY, State.RECEIVED)
        for group, count in zip(GROUPS, counts, strict=True)
        for number in range(count)
    ]


def answered(klass: Class, days: list[int], group: str = "prasarana") -> list[Item]:
    """Answered on working days of one week after another."""
    return [
        Item(f"{klass}{number}", klass, group, DAY, State.IN_PROGRESS, answered=DAY + timedelta(after))
        for number, after in enumerate(days)
    ]


@given(weeks)
def test_no_figure_nor_any_difference_is_below_five(arrivals: list[tuple[int, ...]]) -> None:
    shown: dict[str, int] = {}
    counts = (0,) * len(GROUPS)
    for arrived in arrivals:
        counts = tuple(sum(pair) for pair in zip(counts, arrived, strict=True))
        before = dict(shown)
        shown |= secret_cells(secret(counts), before, LEAST)
        assert all(value >= LEAST for value in shown.values())
        assert all(shown[cell] - before.get(cell, 0) in {0, *range(LEAST, 999)} for cell in shown)
        if "rahasia" in shown:
            rest = shown["rahasia"] - sum(shown.get(f"rahasia/{group}", 0) for group in GROUPS)
            assert rest == 0 or rest >= LEAST
            was = before.get("rahasia", 0) - sum(before.get(f"rahasia/{group}", 0) for group in GROUPS)
            assert "rahasia" not in before or rest == was or abs(rest - was) >= LEAST


def test_small_groups_are_told_only_in_the_whole() -> None:
    assert secret_cells(secret((2, 1, 2)), {}, LEAST) == {"rahasia": 5}
    assert secret_cells(secret((2, 1, 0)), {}, LEAST) == {}


def test_a_whole_that_would_tell_of_the_small_group_is_kept_back() -> None:
    """Nine in all and seven of one group would tell of two."""
    cells = secret_cells(secret((0, 2, 7)), {}, LEAST)
    assert len(cells) == 1
    assert secret_cells(secret((0, 0, 7)), {}, LEAST) == {"rahasia": 7, "rahasia/lingkungan_sosial": 7}


def test_one_more_changes_nothing() -> None:
    shown = secret_cells(secret((0, 0, 7)), {}, LEAST)
    assert secret_cells(secret((0, 0, 11)), shown, LEAST) == {}
    assert secret_cells(secret((0, 0, 12)), shown, LEAST) == {"rahasia": 12, "rahasia/lingkungan_sosial": 12}


def test_answers_are_told_from_five_on_and_never_of_secret_ones() -> None:
    assert answer_cells(answered(Class.OPEN, [1, 2, 3, 4]), {}, LEAST, ()) == {}
    assert answer_cells(answered(Class.SECRET, [1] * 20), {}, LEAST, ()) == {}
    assert answer_cells(answered(Class.OPEN, [1, 2, 3, 4, 4]), {}, LEAST, ()) == {
        "jawab/open/prasarana/jumlah": 5,
        "jawab/open/prasarana/tengah": 3,
        "jawab/open/prasarana/p90": 0,
    }


def test_anonymous_answers_are_told_again_after_five_more_and_open_ones_at_once() -> None:
    def told(klass: Class) -> list[bool]:
        first = answer_cells(answered(klass, [1] * 5), {}, LEAST, ())
        return [bool(answer_cells(answered(klass, [1] * count), first, LEAST, ())) for count in (6, 9, 10)]

    assert told(Class.ANONYMOUS) == [False, False, True]
    assert told(Class.OPEN) == [True, True, True]


def test_holidays_do_not_count_as_days_of_waiting() -> None:
    items = answered(Class.OPEN, [2] * 5)
    assert answer_cells(items, {}, LEAST, ())["jawab/open/prasarana/tengah"] == 2
    assert answer_cells(items, {}, LEAST, {DAY + timedelta(1)})["jawab/open/prasarana/tengah"] == 1


@given(st.lists(st.integers(0, 90), min_size=5, max_size=60))
def test_half_and_nine_of_ten_are_true_words(days: list[int]) -> None:
    pace = pace_of(days)
    assert sum(day <= pace.median for day in days) * 2 >= len(days)
    assert sum(day < pace.median for day in days) * 2 < len(days)
    if pace.p90:
        assert sum(day <= pace.p90 for day in days) * 10 >= 9 * len(days)
