"""The day that the demo lives through, as a plan: the same for the same randomness, and like a day in a village office."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from server import description as descriptions
from server.console.day_plan import CLOSES, LAST_NUMBER, VISITS, Desk, plan_day

OFFICE = descriptions.parse(descriptions.SAMPLE.read_text(encoding="utf-8"))
LETTERS = [service.letter for service in OFFICE.services]
DESKS = [Desk(counter.id, counter.services) for counter in OFFICE.counters]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32))
def test_any_day_is_one_that_the_office_can_live(seed: int) -> None:
    plan = plan_day(Random(seed), LETTERS, DESKS)
    assert plan == plan_day(Random(seed), LETTERS, DESKS)
    assert len(plan.visits) == VISITS >= 120
    times = [visit.at for visit in plan.visits]
    assert times == sorted(times)
    assert times[0] == 0.0
    assert times[-1] <= LAST_NUMBER < CLOSES
    for visit in plan.visits:
        assert visit.service in LETTERS
        assert visit.walk > 0
        assert 2 <= visit.work <= 20
        assert not (visit.absent and visit.late)
    # Whoever waited at the door is heard within seconds of the demo's start.
    assert not plan.visits[0].absent
    assert plan.shifts[0].opens == 0.0


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_the_morning_is_full_and_lunch_is_quiet(seed: int) -> None:
    visits = plan_day(Random(seed), LETTERS, DESKS).visits
    morning = sum(60 <= visit.at < 180 for visit in visits)
    lunch = sum(240 <= visit.at < 300 for visit in visits)
    assert morning > 3 * lunch


def test_over_many_days_some_do_not_come_some_come_late_and_some_have_priority() -> None:
    visits = [visit for seed in range(30) for visit in plan_day(Random(seed), LETTERS, DESKS).visits]
    for share, low, high in (
        (sum(visit.absent for visit in visits), 0.03, 0.12),
        (sum(visit.late for visit in visits), 0.04, 0.14),
        (sum(visit.priority for visit in visits), 0.04, 0.14),
    ):
        assert low < share / len(visits) < high


def test_the_counters_have_lunch_one_half_after_the_other_and_one_goes_home_early() -> None:
    shifts = plan_day(Random(1), LETTERS, DESKS).shifts
    assert {shift.counter for shift in shifts} == {desk.counter for desk in DESKS}
    for minute in range(30, 405):
        open_now = {
            letter for shift in shifts if shift.opens <= minute < shift.closes for letter in _letters(shift.counter)
        }
        assert {"A", "L"} <= open_now, minute
    last = {shift.counter: shift.closes for shift in shifts}
    assert sorted(last.values()) == [405.0, CLOSES, CLOSES, CLOSES]
    assert {letter for counter, closes in last.items() if closes == CLOSES for letter in _letters(counter)} == set(
        LETTERS
    )


def test_an_office_with_one_counter_and_unknown_letters_has_a_day_too() -> None:
    plan = plan_day(Random(1), ["X"], [Desk("7", ("X",))], visits=3)
    assert [visit.service for visit in plan.visits] == ["X", "X", "X"]
    assert [shift.counter for shift in plan.shifts] == ["7", "7"]


def _letters(counter: str) -> tuple[str, ...]:
    return next(desk.services for desk in DESKS if desk.counter == counter)
