"""Who sits at which counter."""

from server.domain.commands import CallNext, CloseDay, OpenCounter, OpenDay, StaffCounter
from server.domain.counters import CounterStatus
from server.domain.events import CounterClosed, CounterStaffed, DayOpened
from server.domain.refusals import CounterIsStaffed, ServesElsewhere, UnknownCounter
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE


def test_an_official_sits_down_and_leaves(office: QueueLog) -> None:
    assert office.did(StaffCounter("1", "siti")) == (CounterStaffed("1", "siti"),)
    assert office.did(StaffCounter("1", "siti")) == ()
    assert office.state.serves_at("siti") == office.state.counters["1"]
    assert office.did(StaffCounter("1", "")) == (CounterStaffed("1", ""),)
    assert office.state.serves_at("siti") is None
    assert office.state.serves_at("") is None


def test_two_officials_do_not_share_a_counter_unless_one_takes_over(office: QueueLog) -> None:
    office.did(StaffCounter("1", "siti"))
    assert office.do(StaffCounter("1", "budi")) == CounterIsStaffed("1", "siti")
    assert office.did(StaffCounter("1", "budi", take_over=True)) == (CounterStaffed("1", "budi"),)


def test_one_official_does_not_sit_at_two_counters(office: QueueLog) -> None:
    office.did(StaffCounter("1", "siti"))
    office.did(OpenCounter("1"))
    assert office.did(StaffCounter("2", "siti")) == (
        CounterClosed("1"),
        CounterStaffed("1", ""),
        CounterStaffed("2", "siti"),
    )
    assert office.state.counters["1"].status is CounterStatus.CLOSED
    assert office.did(StaffCounter("3", "siti")) == (CounterStaffed("2", ""), CounterStaffed("3", "siti"))


def test_nobody_moves_away_from_a_person(office: QueueLog) -> None:
    office.takes("A")
    office.did(StaffCounter("1", "siti"))
    office.did(CallNext("1"))
    assert office.do(StaffCounter("2", "siti")) == ServesElsewhere("1", "A001")


def test_a_counter_that_there_is_not(office: QueueLog) -> None:
    assert office.do(StaffCounter("9", "siti")) == UnknownCounter("9")


def test_who_sits_down_before_the_opening_sits_there_after_it(log: QueueLog, clock: FalseClock) -> None:
    log.configures(VILLAGE)
    log.did(StaffCounter("2", "siti"))
    assert log.did(OpenDay()) == (DayOpened("2026-11-23", 480, {}, staff={"2": "siti"}),)
    assert log.state.counters["2"].account == "siti"
    assert QueueLog(clock, log.fold_base()).state == log.state


def test_closing_sends_the_officials_home_too(office: QueueLog) -> None:
    office.did(StaffCounter("1", "siti"))
    office.did(CloseDay())
    assert {counter.account for counter in office.state.counters.values()} == {""}


def test_whoever_sat_in_a_forgotten_day_has_gone_home(office: QueueLog, clock: FalseClock) -> None:
    office.did(StaffCounter("1", "siti"))
    clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert {counter.account for counter in office.state.counters.values()} == {""}
