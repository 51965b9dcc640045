"""Closing time while somebody is still there: no more numbers are given, and officials are asked what becomes of those who wait."""

import pytest

from server.domain.commands import (
    CallNext,
    CancelTicket,
    CloseCounter,
    CloseDay,
    FinishServing,
    HoldTicket,
    NoteSpoken,
    OpenDay,
    ResumeTaking,
    StopTaking,
    TakeTicket,
)
from server.domain.due import Due, due
from server.domain.events import TakingStopped
from server.domain.refusals import NotTaking
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import AUTOMATIC_VILLAGE, VILLAGE, Plan


@pytest.fixture
def afternoon(log: QueueLog, clock: FalseClock) -> QueueLog:
    """15:59; the office closes at 16:00, and A001 waits."""
    log.configures(AUTOMATIC_VILLAGE)
    log.ticks()
    log.takes("A")
    clock.passes_until("2026-11-23T15:59")
    return log


def asked(log: QueueLog) -> list[object]:
    return [task.command for task in due(log.state, log.clock.now())]


def test_no_more_numbers_are_given_and_the_day_goes_on(afternoon: QueueLog, clock: FalseClock) -> None:
    assert asked(afternoon) == []
    clock.passes(minutes=1)
    day = afternoon.state.day
    assert day is not None
    assert afternoon.ticks() == (Due(f"stop:{day.seq}", StopTaking()),)
    assert afternoon.records[-1].event == TakingStopped()
    assert afternoon.do(TakeTicket("A", False, "secret", "kiosk")) == NotTaking()
    assert afternoon.state.day is not None
    assert asked(afternoon) == []


def test_the_office_is_asked_what_becomes_of_them_until_it_has_answered(afternoon: QueueLog, clock: FalseClock) -> None:
    assert not afternoon.state.past_closing
    clock.passes(minutes=1)
    afternoon.ticks()
    assert afternoon.state.past_closing
    afternoon.did(CallNext("1"))
    afternoon.did(NoteSpoken(afternoon.state.seq))
    assert afternoon.state.past_closing
    afternoon.did(FinishServing("1"))
    assert not afternoon.state.past_closing
    assert asked(afternoon) == [CloseDay(if_idle=True)]


def test_whoever_is_put_aside_counts_too(afternoon: QueueLog, clock: FalseClock) -> None:
    afternoon.did(CallNext("1"))
    afternoon.did(NoteSpoken(afternoon.state.seq))
    afternoon.did(HoldTicket("1", "copy"))
    clock.passes(minutes=1)
    assert asked(afternoon) == [StopTaking()]


def test_an_official_who_goes_on_giving_numbers_is_not_stopped_again(afternoon: QueueLog, clock: FalseClock) -> None:
    clock.passes(minutes=1)
    afternoon.ticks()
    afternoon.did(ResumeTaking())
    assert asked(afternoon) == []
    assert not afternoon.state.past_closing
    assert afternoon.takes("A") == "A002"
    clock.passes(minutes=30)
    assert asked(afternoon) == []
    for number in ("A001", "A002"):
        afternoon.did(CancelTicket(number))
    assert asked(afternoon) == [CloseDay(if_idle=True)]


def test_what_an_official_has_stopped_is_not_stopped_again(afternoon: QueueLog, clock: FalseClock) -> None:
    afternoon.did(StopTaking(), actor="account:1")
    clock.passes(minutes=1)
    assert asked(afternoon) == []
    assert not afternoon.state.past_closing, "who has stopped it knows of those who wait"


def test_the_next_day_is_stopped_for_itself(afternoon: QueueLog, clock: FalseClock) -> None:
    clock.passes(minutes=1)
    (first,) = afternoon.ticks()
    afternoon.did(CloseDay())
    clock.passes_until_tomorrow(8)
    afternoon.did(OpenDay())
    assert not afternoon.state.past_closing
    afternoon.takes("A")
    clock.passes_until("2026-11-24T16:00")
    (second,) = afternoon.ticks()
    assert (first.command, second.command) == (StopTaking(), StopTaking())
    assert first.key != second.key


def test_a_doubtful_clock_stops_nothing(afternoon: QueueLog, clock: FalseClock) -> None:
    clock.passes(minutes=1)
    clock.doubtful = True
    assert asked(afternoon) == []


def test_a_day_that_an_official_opened_after_hours_goes_on_giving_numbers(log: QueueLog, clock: FalseClock) -> None:
    log.configures(AUTOMATIC_VILLAGE)
    clock.passes_until("2026-11-23T17:00")
    log.did(OpenDay())
    log.takes("A")
    clock.passes(hours=1)
    assert asked(log) == []


def test_where_officials_open_and_close_the_hours_stop_nothing(log: QueueLog, clock: FalseClock) -> None:
    log.opens(Plan(VILLAGE.services, VILLAGE.counters, AUTOMATIC_VILLAGE.week, automatic=False))
    log.takes("A")
    clock.passes_until("2026-11-23T16:30")
    assert asked(log) == []


def test_a_start_in_between_forgets_nothing(afternoon: QueueLog, clock: FalseClock) -> None:
    clock.passes(minutes=1)
    afternoon.ticks()
    afternoon.did(CloseCounter("1"))
    again = QueueLog(clock, afternoon.fold_base())
    assert again.state == afternoon.state
    assert again.state.past_closing
