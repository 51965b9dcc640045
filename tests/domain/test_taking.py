"""Numbers given out or not, the end of the day with people left, and a label that lay in the future."""

from dataclasses import replace

import pytest

from server.domain.commands import (
    CallNext,
    CloseDay,
    CorrectDay,
    HoldTicket,
    MarkNoShow,
    OpenDay,
    RestartLog,
    ResumeTaking,
    ServeWithoutTicket,
    StopTaking,
    TakeTicket,
)
from server.domain.events import DayClosed, DayCorrected, DayOpened, TakingResumed, TakingStopped, TicketCancelled
from server.domain.refusals import DateIsRight, DayIsClosed, NotTaking, PeopleWait, QuotaSpent
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE

TAKE = TakeTicket("A", False, "token", "kiosk")
WITH_QUOTA = replace(VILLAGE, quotas={"A": 2, "B": 0})


def test_no_more_numbers_but_the_counters_go_on(office: QueueLog) -> None:
    office.takes("A")
    assert office.did(StopTaking()) == (TakingStopped(),)
    assert office.did(StopTaking()) == ()
    assert office.do(TAKE) == NotTaking()
    assert office.did(CallNext("1"))
    assert office.did(ServeWithoutTicket("2", "B", "secret"))
    assert office.did(ResumeTaking()) == (TakingResumed(),)
    assert office.did(ResumeTaking()) == ()
    assert office.takes("A") == "A002"


def test_a_closed_day_neither_stops_nor_resumes(log: QueueLog) -> None:
    log.configures(VILLAGE)
    assert log.do(StopTaking()) == log.do(ResumeTaking()) == DayIsClosed()


def test_a_new_day_gives_out_numbers_again(office: QueueLog) -> None:
    office.did(StopTaking())
    office.did(CloseDay())
    office.did(OpenDay())
    assert office.takes("A") == "A001"


def test_a_quota_is_for_one_service_and_one_date(log: QueueLog, clock: FalseClock) -> None:
    log.opens(WITH_QUOTA)
    log.takes("A")
    log.takes("A")
    assert log.do(TAKE) == QuotaSpent("A")
    assert [log.takes("B") for _ in range(3)]
    log.did(CloseDay())
    log.did(OpenDay())
    assert log.do(TAKE) == QuotaSpent("A"), "closing and opening by mistake does not give the quota anew"
    log.did(CloseDay())
    clock.passes_until_tomorrow(8)
    log.did(OpenDay())
    assert log.takes("A") == "A001"


def test_an_official_serves_beyond_the_quota(log: QueueLog) -> None:
    log.opens(WITH_QUOTA)
    log.takes("A")
    log.takes("A")
    assert log.did(ServeWithoutTicket("1", "A", "secret"))


def test_what_a_restore_left_out_was_given_to_nobody(log: QueueLog, clock: FalseClock) -> None:
    log.opens(WITH_QUOTA)
    log.takes("A")
    log.did(RestartLog("epoch-2", 50))
    assert log.takes("A") == "A052"
    assert log.do(TAKE) == QuotaSpent("A")
    log.did(CloseDay())
    clock.passes_until_tomorrow(8)
    log.did(OpenDay())
    assert [log.takes("A"), log.takes("A")] == ["A051", "A052"]
    assert log.do(TAKE) == QuotaSpent("A")
    assert QueueLog(clock, log.fold_base()).state == log.state


def test_closing_asks_what_becomes_of_those_who_are_left(office: QueueLog) -> None:
    for service in "AABC":
        office.takes(service)
    office.did(CallNext("1"))
    office.did(HoldTicket("1", "copy"))
    office.did(CallNext("3"))
    assert office.do(CloseDay(leftovers="refuse")) == PeopleWait(4)
    events = office.did(CloseDay())
    assert [event.kind for event in events] == ["ticket_finished", *["ticket_cancelled"] * 3, "day_closed"]
    assert TicketCancelled("A001", "", "day_closed") in events, "who is held is sent away too"


def test_closing_asks_nothing_when_nobody_is_left(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(MarkNoShow("1"))
    assert office.did(CloseDay(leftovers="refuse")) == (DayClosed("2026-11-23"),)
    assert office.did(CloseDay(leftovers="refuse")) == ()


def test_a_held_person_keeps_the_calendar_from_closing(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(HoldTicket("1", "documents"))
    assert office.did(CloseDay(if_idle=True)) == ()


# A label that lay in the future


@pytest.fixture
def ahead(office: QueueLog, clock: FalseClock) -> QueueLog:
    """Five numbers of A on the 23rd; then the clock was put to the 8th of December, and three more were given out."""
    for _ in range(5):
        office.takes("A")
    office.did(CloseDay())
    clock.is_put(days=15)
    office.did(OpenDay())
    for _ in range(3):
        office.takes("A")
    clock.is_put(days=-15)
    clock.doubtful = True
    return office


def test_the_label_becomes_today_and_no_number_is_given_out_twice(ahead: QueueLog, clock: FalseClock) -> None:
    assert ahead.did(CorrectDay("2026-11-23")) == (DayCorrected("2026-11-23", {"A": 5}),)
    assert ahead.state.day is not None
    assert (ahead.state.date, ahead.state.day.date) == ("2026-11-23", "2026-11-23")
    assert ahead.takes("A") == "A006"
    assert QueueLog(clock, ahead.fold_base()).state == ahead.state


def test_after_the_correction_tomorrow_is_a_new_date(ahead: QueueLog, clock: FalseClock) -> None:
    ahead.did(CorrectDay("2026-11-23"))
    ahead.did(CloseDay())
    clock.doubtful = False
    clock.passes_until_tomorrow(8)
    (opened,) = ahead.did(OpenDay())
    assert opened == DayOpened("2026-11-24", 480, {}, earlier={"2026-11-23": {"A": 5}})


def test_a_correction_over_several_dates_finds_the_right_numbers(log: QueueLog, clock: FalseClock) -> None:
    log.configures(VILLAGE)
    for count in (3, 2, 1):
        log.did(OpenDay())
        for _ in range(count):
            log.takes("A")
        log.did(CloseDay())
        clock.passes_until_tomorrow(8)
    clock.is_put(days=-3)
    assert log.did(CorrectDay("2026-11-23")) == (DayCorrected("2026-11-23", {"A": 3}),)


def test_a_month_of_dates_is_remembered(log: QueueLog, clock: FalseClock) -> None:
    log.configures(VILLAGE)
    for _ in range(40):
        log.did(OpenDay())
        log.did(CloseDay())
        clock.passes_until_tomorrow(8)
    assert len(log.state.earlier) == 31
    assert max(log.state.earlier) == "2026-12-31"


def test_a_closed_day_is_corrected_before_it_is_opened_again(ahead: QueueLog) -> None:
    ahead.did(CloseDay())
    ahead.did(CorrectDay("2026-11-23"))
    ahead.did(OpenDay())
    assert ahead.state.date == "2026-11-23"
    assert ahead.takes("A") == "A006"


@pytest.mark.parametrize("date", ["2026-11-22", "2026-11-24", "2026-12-08", ""])
def test_only_today_as_it_was_confirmed_is_right(ahead: QueueLog, date: str) -> None:
    assert ahead.do(CorrectDay(date)) == DateIsRight("2026-11-23")


def test_a_label_of_today_or_before_is_left_alone(office: QueueLog, clock: FalseClock) -> None:
    assert office.do(CorrectDay("2026-11-23")) == DateIsRight("2026-11-23")
    clock.passes_until_tomorrow(0, 5)
    assert office.do(CorrectDay("2026-11-24")) == DateIsRight("2026-11-24")
