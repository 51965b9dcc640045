"""An official says of a clock that is doubted that it is right."""

import pytest

from server.domain.commands import ConfirmClock, OpenDay
from server.domain.events import ClockConfirmed
from server.domain.refusals import ClockIsWrong
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog


def test_a_clock_that_is_doubted_is_confirmed_and_changes_nothing_else(office: QueueLog, clock: FalseClock) -> None:
    clock.doubtful = True
    before = office.state

    assert office.did(ConfirmClock("2026-11-23")) == (ClockConfirmed(),)

    assert (office.state.day, office.state.tickets) == (before.day, before.tickets)
    assert office.records[-1].doubtful, "only what comes after it is beyond doubt"


def test_a_clock_that_nobody_doubts_needs_no_confirmation(office: QueueLog) -> None:
    assert office.did(ConfirmClock("2026-11-23")) == ()


def test_also_while_the_day_is_closed(log: QueueLog, clock: FalseClock) -> None:
    clock.doubtful = True
    assert log.did(ConfirmClock("2026-11-23")) == (ClockConfirmed(),)


@pytest.mark.parametrize("date", ["2026-11-22", "2026-11-24", "", "hari ini"])
def test_only_the_date_that_it_shows_now_is_confirmed(office: QueueLog, clock: FalseClock, date: str) -> None:
    clock.doubtful = True
    assert office.do(ConfirmClock(date)) == ClockIsWrong("2026-11-23")


def test_a_clock_from_before_the_first_release_is_wrong_whoever_says_otherwise(
    office: QueueLog, clock: FalseClock
) -> None:
    clock.is_put(days=-10_000)
    clock.doubtful = True
    date = clock.now().date
    assert office.do(ConfirmClock(date)) == ClockIsWrong(date)


def test_opening_a_day_confirms_nothing(log: QueueLog, clock: FalseClock) -> None:
    """The button names no date, and what follows from a wrong one cannot be taken back: notes are erased by age."""
    clock.doubtful = True
    assert ClockConfirmed() not in log.did(OpenDay())
