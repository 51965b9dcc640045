"""Who writes the board down every day must not find anybody: years of a made-up village through the real rules.

Of the complaints that are anonymous or secret, below 1 % may stand alone in place, category, period and state, together and over time.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

import pytest

from server.domain.board_cohorts import quarter
from server.domain.board_events import CardPublished
from server.domain.complaint_class import Class
from server.domain.working_days import is_working
from tests.domain.board_year import (
    CLOSED,
    FIRST,
    HAMLETS,
    SKEWED,
    UNIFORM,
    Diary,
    Life,
    a_year,
    alone_on_cards,
    lived,
    looks,
    sensitive,
    total_steps,
)

YEARS = 6
MOST_ALONE = 0.01


@pytest.fixture(scope="module", params=[UNIFORM, SKEWED], ids=["uniform", "skewed"])
def diaries(request: pytest.FixtureRequest) -> list[Diary]:
    return [lived(a_year(seed, weights=request.param), seed + 1000) for seed in range(YEARS)]


def test_nobody_stands_alone(diaries: list[Diary]) -> None:
    shown = [card for diary in diaries for card in looks(diary.events)]
    assert len(shown) > 100, "a board that shows nothing is safe, and no use"
    found = sum(len(alone_on_cards(diary)) for diary in diaries)
    assert found / sum(len(sensitive(diary.lives)) for diary in diaries) < MOST_ALONE


def test_every_look_is_shared_by_three_at_least(diaries: list[Diary]) -> None:
    """Stronger than what is asked for: not even two stand by themselves, at whatever day the observer stops."""
    for diary in diaries:
        for until in (FIRST + timedelta(60 * step) for step in range(1, 9)):
            seen = looks([(day, event) for day, event in diary.events if day <= until])
            assert min(Counter(seen.values()).values(), default=3) >= 3


def test_nothing_individual_of_secret_ones(diaries: list[Diary]) -> None:
    for diary in diaries:
        for day, event in diary.events:
            if isinstance(event, CardPublished):
                item = diary.lives[diary.complaint_of[event.card]].on(day)
                assert item is not None
                assert item.klass is not Class.SECRET


def test_no_figure_tells_of_fewer_than_five(diaries: list[Diary]) -> None:
    """Nor does any difference: between two figures, between a figure and all others, between one week and the next."""
    steps = [step for diary in diaries for step in total_steps(diary.events, lambda cell: cell.startswith("rahasia"))]
    assert len(steps) > 20
    assert min(steps) >= 5


def test_no_hamlet_of_what_is_not_open(diaries: list[Diary]) -> None:
    for diary in diaries:
        cards = [event for _, event in diary.events if isinstance(event, CardPublished)]
        assert {card.hamlet for card in cards if card.klass == Class.ANONYMOUS} == {""}
        assert {card.hamlet for card in cards if card.klass == Class.OPEN} <= {"", *_large()}


@pytest.mark.parametrize("weights", [UNIFORM, SKEWED], ids=["uniform", "skewed"])
def test_a_batch_of_three_alone_would_not_do(weights: tuple[float, ...]) -> None:
    """Why the rules are stricter: three of any kind together, each with its group, quarter and own steps, protect hardly anybody."""
    alone = known = 0
    for seed in range(YEARS):
        lives = a_year(seed, weights=weights)
        seen = _plain_batches(lives)
        often = Counter(seen.values())
        alone += sum(1 for look in seen.values() if often[look] == 1)
        known += len(sensitive(lives))
    assert alone / known > 0.3


def _plain_batches(lives: Mapping[str, Life]) -> Mapping[str, tuple[object, ...]]:
    """Batches of three anonymous complaints of any group, with coarse group, quarter of receipt, and every step on the next working day."""
    seen: dict[str, list[tuple[object, ...]]] = {}
    for day in (FIRST + timedelta(number) for number in range(485)):
        if not is_working(day, CLOSED):
            continue
        items = {name: item for name, life in lives.items() if (item := life.on(day)) is not None}
        here = {name: item for name, item in items.items() if item.klass is Class.ANONYMOUS and not item.gone}
        waiting = [name for name, item in here.items() if name not in seen and (day - item.received).days > 1]
        if len(waiting) >= 3:
            seen |= {name: [(day, here[name].coarse, quarter(here[name].received))] for name in waiting}
        for name, look in seen.items():
            state = "left" if name not in here else "ended" if here[name].ended else "in hand"
            if look[-1][-1] == state:
                continue
            look.append((day, state))
    return {name: tuple(look) for name, look in seen.items()}


def _large() -> set[str]:
    return {name for name, adults in HAMLETS.items() if adults >= 200}
