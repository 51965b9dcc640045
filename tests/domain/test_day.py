"""The service day: opened and closed by events."""

from server.domain.commands import CallNext, CloseDay, MarkNoShow, OpenDay, RestartLog, StartServing, TakeTicket
from server.domain.counters import CounterStatus
from server.domain.events import DayClosed, DayOpened, TicketCancelled, TicketFinished
from server.domain.queue import QueueState
from server.domain.refusals import DayIsClosed
from server.domain.tickets import TicketState
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE


def test_a_day_opens_with_the_local_date_and_no_numbers_issued(log: QueueLog) -> None:
    log.configures(VILLAGE)
    assert log.did(OpenDay()) == (DayOpened("2026-11-23", 480, {}),)
    assert log.state.day is not None
    assert log.state.day.seq == log.state.seq


def test_opening_an_open_day_changes_nothing(office: QueueLog) -> None:
    assert office.did(OpenDay()) == ()


def test_closing_a_closed_day_changes_nothing(office: QueueLog) -> None:
    office.did(CloseDay())
    assert office.did(CloseDay()) == ()


def test_all_counters_are_closed_when_a_day_opens_and_when_it_closes(office: QueueLog) -> None:
    assert {counter.status for counter in office.state.counters.values()} == {CounterStatus.CLOSED}
    office.takes("A")
    office.did(CallNext("1"))
    office.did(CloseDay())
    assert {counter.status for counter in office.state.counters.values()} == {CounterStatus.CLOSED}


def test_closing_finishes_who_is_at_a_counter_and_cancels_who_waits(office: QueueLog) -> None:
    first, second, third = office.takes("A"), office.takes("B"), office.takes("A")
    office.did(CallNext("1"))
    office.did(StartServing("1"))
    office.did(CallNext("2"))
    assert office.did(CloseDay()) == (
        TicketFinished(first, "1", "day_closed"),
        TicketFinished(second, "2", "day_closed"),
        TicketCancelled(third, "", "day_closed"),
        DayClosed("2026-11-23"),
    )
    assert not list(office.state.at_counters())
    assert {counter.ticket for counter in office.state.counters.values()} == {""}


def test_a_date_opened_again_goes_on_with_its_numbers(office: QueueLog) -> None:
    office.takes("A")
    office.did(CloseDay())
    assert office.did(OpenDay()) == (DayOpened("2026-11-23", 480, {"A": 1}),)
    assert office.takes("A") == "A002"


def test_a_new_date_starts_from_one(office: QueueLog, clock: FalseClock) -> None:
    office.takes("A")
    office.did(CloseDay())
    clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert office.takes("A") == "A001"


def test_a_clock_put_back_does_not_start_an_old_date_again(office: QueueLog, clock: FalseClock) -> None:
    office.takes("A")
    office.did(CloseDay())
    clock.is_put(days=-3)
    assert office.did(OpenDay()) == (DayOpened("2026-11-23", 480, {"A": 1}),)


def test_a_clock_that_was_ahead_once_does_not_bring_numbers_back(office: QueueLog, clock: FalseClock) -> None:
    office.takes("A")
    office.did(CloseDay())
    clock.is_put(days=15)
    office.did(OpenDay())
    assert office.takes("A") == "A001"
    office.did(CloseDay())
    clock.is_put(days=-15)
    office.did(OpenDay())
    assert office.state.date == "2026-12-08"
    assert office.takes("A") == "A002"


def test_a_day_in_use_runs_past_midnight_with_its_date_and_numbers(office: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-23T23:59")
    office.takes("A")
    clock.passes_until("2026-11-24T00:30")
    assert office.did(OpenDay()) == ()
    assert office.takes("A") == "A002"
    assert office.state.date == "2026-11-23"


def test_opening_closes_a_forgotten_day_first(office: QueueLog, clock: FalseClock) -> None:
    left = office.takes("A")
    clock.passes_until_tomorrow(8)
    assert office.did(OpenDay()) == (
        TicketCancelled(left, "", "day_closed"),
        DayClosed("2026-11-23"),
        DayOpened("2026-11-24", 480, {}, earlier={"2026-11-23": {"A": 1}}),
    )


def test_a_doubtful_clock_does_not_make_a_day_forgotten(office: QueueLog, clock: FalseClock) -> None:
    clock.passes_until_tomorrow(8)
    clock.doubtful = True
    assert office.did(OpenDay()) == ()


def test_nothing_is_called_or_taken_on_a_closed_day(log: QueueLog) -> None:
    log.configures(VILLAGE)
    before = log.state
    assert log.do(TakeTicket("A", False, "token", "kiosk")) == DayIsClosed()
    assert log.do(CallNext("1")) == DayIsClosed()
    assert log.state is before or log.state == before


def test_missed_people_stay_missed_when_the_day_closes(office: QueueLog) -> None:
    number = office.takes("A")
    office.did(CallNext("1"))
    office.did(MarkNoShow("1"))
    office.did(CloseDay())
    assert office.state.tickets[number].state is TicketState.MISSED


def test_today_does_not_depend_on_what_came_before_its_opening(office: QueueLog, clock: FalseClock) -> None:
    for _ in range(3):
        office.takes("A")
        office.did(CallNext("1"))
        office.did(RestartLog("epoch", 50))
        office.did(CloseDay())
        clock.passes_until_tomorrow(8)
        office.did(OpenDay())
    office.takes("B")
    base = office.fold_base()
    assert len(base) == 3
    assert QueueLog(clock, base).state == office.state != QueueState()


def test_opening_and_closing_the_day_move_every_counter_on(office: QueueLog) -> None:
    assert {counter.version for counter in office.state.counters.values()} == {office.state.seq}
    office.takes("A")
    office.did(CloseDay())
    assert {counter.version for counter in office.state.counters.values()} == {office.state.seq}


def test_a_new_day_has_no_tickets_and_no_calls_and_gives_the_announcer_new_time(
    office: QueueLog, clock: FalseClock
) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(CloseDay())
    now = clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert (office.state.tickets, office.state.calls) == ({}, {})
    assert office.state.heard_of == now.stamp
