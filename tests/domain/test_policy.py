"""Who is next when not all wait by arrival: priority, appointments, returns, and the brake that keeps everybody safe."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ahead import ahead_of
from server.domain.commands import (
    AdmitAppointment,
    CallNext,
    CallTicket,
    CloseCounter,
    FinishServing,
    HoldTicket,
    MarkNoShow,
    PauseCounter,
    ReturnTicket,
    TakeTicket,
    TransferTicket,
)
from server.domain.events import TicketCalled
from server.domain.next_up import eligible, ranked
from server.domain.queue import QueueState
from server.domain.structure import Rules
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.unhurried import UNHURRIED
from tests.domain.village import Plan

ONE_COUNTER = Plan(("A", "B"), {"1": ("A", "B")})
TWO_COUNTERS = Plan(("A", "B"), {"1": ("A", "B"), "2": ("A", "B")})


def office_of(plan: Plan) -> QueueLog:
    log = QueueLog(FalseClock())
    log.opens(plan)
    return log


@pytest.fixture
def hall() -> QueueLog:
    """One counter for everything, so that the order is a single one."""
    return office_of(ONE_COUNTER)


def takes(log: QueueLog, *kinds: str) -> list[str]:
    """`r` waits by arrival, `p` has priority, `early` has an appointment whose window has not begun, `due` one whose window has."""
    numbers = []
    for kind in kinds:
        slot = 600 if kind in ("early", "due") else None
        log.did(TakeTicket("A", kind == "p", f"token-{kind}-{log.state.seq}", "kiosk", slot))
        number = list(log.state.tickets)[-1]
        if kind == "due":
            log.did(AdmitAppointment(number))
        numbers.append(number)
    return numbers


def calls(log: QueueLog, counter: str = "1") -> list[tuple[str, str]]:
    """Everybody is called; who, and why."""
    order = []
    while events := log.did(CallNext(counter)):
        called = events[-1]
        assert isinstance(called, TicketCalled)
        order.append((called.ticket, called.rule))
    return order


def test_priority_is_interleaved_two_to_one(hall: QueueLog) -> None:
    takes(hall, "r", "r", "p", "p", "p")
    assert calls(hall) == [
        ("A003", "priority"),
        ("A004", "priority"),
        ("A001", "arrival"),
        ("A005", "priority"),
        ("A002", "arrival"),
    ]


def test_priority_alone_is_called_without_a_pause(hall: QueueLog) -> None:
    takes(hall, "p", "p", "p", "p")
    assert [rule for _, rule in calls(hall)] == ["priority"] * 4


def test_an_office_chooses_its_ratio() -> None:
    hall = office_of(replace(ONE_COUNTER, rules=Rules(priority_ratio=1)))
    takes(hall, "r", "r", "p", "p")
    assert [number for number, _ in calls(hall)] == ["A003", "A001", "A004", "A002"]


def test_whoever_was_passed_over_often_enough_is_next_whatever_else_waits() -> None:
    hall = office_of(replace(ONE_COUNTER, rules=Rules(priority_ratio=9, brake=3)))
    takes(hall, "r", *"ppppp")
    assert calls(hall)[:5] == [
        ("A002", "priority"),
        ("A003", "priority"),
        ("A004", "priority"),
        ("A001", "brake"),
        ("A005", "priority"),
    ]


def test_an_appointment_is_preferred_once_its_window_has_begun_and_waits_for_everybody_before(hall: QueueLog) -> None:
    takes(hall, "early", "r", "due")
    assert calls(hall) == [("A003", "appointment"), ("A002", "arrival"), ("A001", "arrival")]


def test_a_held_person_comes_back_to_the_same_counter_before_the_others(hall: QueueLog) -> None:
    takes(hall, "r", "p", "r")
    assert hall.did(CallNext("1"))[-1] == TicketCalled("A002", "1", "A", "priority", hall.state.seq - 1)
    hall.did(HoldTicket("1", "copy"))
    hall.did(ReturnTicket("A002"))
    assert calls(hall) == [("A002", "returned"), ("A001", "arrival"), ("A003", "arrival")]


def test_who_comes_back_waits_for_the_own_counter_while_it_has_a_break_and_goes_elsewhere_when_it_closes() -> None:
    hall = office_of(TWO_COUNTERS)
    takes(hall, "r", "r")
    hall.did(CallNext("1"))
    hall.did(HoldTicket("1", "payment"))
    hall.did(ReturnTicket("A001"))
    second = hall.state.counters["2"]
    assert [ticket.number for ticket in eligible(hall.state, second)] == ["A002"]
    hall.did(PauseCounter("1"))
    assert [ticket.number for ticket in eligible(hall.state, second)] == ["A002"]
    hall.did(CloseCounter("1"))
    assert [ticket.number for ticket in eligible(hall.state, second)] == ["A001", "A002"]


def test_a_missed_person_returns_behind_the_next_two_of_the_same_service(hall: QueueLog) -> None:
    takes(hall, "r", "r", "r", "r")
    hall.did(CallNext("1"))
    hall.did(MarkNoShow("1"))
    hall.did(ReturnTicket("A001"))
    assert [number for number, _ in calls(hall)] == ["A002", "A003", "A001", "A004"]


def test_with_fewer_than_two_a_missed_person_returns_behind_everybody(hall: QueueLog) -> None:
    takes(hall, "r")
    hall.takes("B")
    hall.did(CallNext("1"))
    hall.did(MarkNoShow("1"))
    hall.takes("A")
    hall.takes("B")
    hall.did(ReturnTicket("A001"))
    assert [number for number, _ in calls(hall)] == ["B001", "A002", "B002", "A001"]


def test_who_returned_earlier_stays_before_who_returned_to_the_same_place_later(hall: QueueLog) -> None:
    takes(hall, *"rrrrr")
    for _ in range(2):
        hall.did(CallNext("1"))
        hall.did(MarkNoShow("1"))
    hall.did(ReturnTicket("A002"))
    hall.did(ReturnTicket("A001"))
    assert [number for number, _ in calls(hall)] == ["A003", "A004", "A002", "A001", "A005"]


def test_a_missed_person_may_return_to_the_old_place_when_the_office_says_so() -> None:
    hall = office_of(replace(ONE_COUNTER, rules=Rules(return_after=0)))
    takes(hall, "r", "r")
    hall.did(CallNext("1"))
    hall.did(MarkNoShow("1"))
    hall.did(ReturnTicket("A001"))
    assert [number for number, _ in calls(hall)] == ["A001", "A002"]


def test_a_transfer_to_a_counter_is_for_that_counter_alone_and_keeps_its_place() -> None:
    hall = office_of(Plan(("A", "B"), {"1": ("A",), "2": ("B",)}))
    hall.takes("A")
    hall.takes("B")
    hall.did(CallNext("1"))
    hall.did(CallNext("2"))
    hall.did(TransferTicket("1", to_counter="2"))
    hall.takes("B")
    assert eligible(hall.state, hall.state.counters["1"]) == []
    assert [number for number, _ in calls(hall, "2")] == ["A001", "B002"]


def test_a_transfer_that_goes_first_is_called_before_priority(hall: QueueLog) -> None:
    takes(hall, "r", "p")
    hall.did(CallTicket("1", "A001"))
    hall.did(TransferTicket("1", service="B", first=True))
    assert calls(hall)[0] == ("A001", "returned")


def test_somebody_chosen_by_hand_counts_as_passing_over(hall: QueueLog) -> None:
    takes(hall, "r", "r", "r")
    hall.did(CallTicket("1", "A003"))
    assert [hall.state.tickets[number].overtaken for number in ("A001", "A002")] == [1, 1]


def test_two_counters_share_the_line_but_not_the_interleaving() -> None:
    hall = office_of(TWO_COUNTERS)
    takes(hall, "r", "r", "p", "p", "p", "p")
    for counter in "1122":
        hall.did(CallNext(counter))
    assert [hall.state.counters[name].streak for name in "12"] == [2, 2]
    assert [hall.state.tickets[number].overtaken for number in ("A001", "A002")] == [4, 4]
    assert hall.did(CallNext("1"))[-1].rule == "brake"  # type: ignore[union-attr]


# What holds for every line


KINDS = st.sampled_from(("r", "r", "r", "p", "due", "early"))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("take"), KINDS),
        st.tuples(st.just("next"), st.sampled_from("12")),
        st.tuples(st.just("next"), st.sampled_from("12")),
        st.tuples(st.sampled_from(("choose", "miss", "hold", "return", "move")), st.sampled_from("12")),
    ),
    max_size=60,
)
RULES = st.builds(
    Rules,
    priority_ratio=st.integers(1, 3),
    brake=st.integers(1, 5),
    return_after=st.integers(0, 3),
    transfer_first=st.booleans(),
)


def lives(rules: Rules, steps: list[tuple[str, str]]) -> tuple[QueueLog, int]:
    """An office in which the steps happen; and how many were called out of turn."""
    log = office_of(replace(TWO_COUNTERS, rules=rules))
    chosen = 0
    for what, which in steps:
        log.clock.passes(seconds=1)
        waiting = log.state.waiting()
        away = log.state.away()
        match what:
            case "take":
                takes(log, which)
            case "next":
                log.do(CallNext(which))
            case "choose" if waiting:
                chosen += isinstance(log.do(CallTicket(which, waiting[-1].number)), tuple)
            case "miss":
                log.do(MarkNoShow(which))
            case "hold":
                log.do(HoldTicket(which, "copy"))
            case "move":
                log.do(TransferTicket(which, service="B" if len(waiting) % 2 else "A"))
            case "return" if away:
                log.do(ReturnTicket(away[-1].number))
    return log, chosen


@UNHURRIED
@given(rules=RULES, steps=STEPS)
def test_nobody_is_passed_over_more_often_than_the_brake_allows(rules: Rules, steps: list[tuple[str, str]]) -> None:
    log, chosen = lives(rules, steps)
    assert all(ticket.overtaken <= rules.brake + chosen for ticket in log.state.tickets.values())
    assert all(ticket.overtaken >= 0 for ticket in log.state.tickets.values())


@UNHURRIED
@given(rules=RULES, steps=STEPS, coming=st.lists(KINDS, min_size=40, max_size=40))
def test_nobody_starves(rules: Rules, steps: list[tuple[str, str]], coming: list[str]) -> None:
    """One counter goes on while somebody new comes with every call: each who waits is called within the stated bound."""
    log, _ = lives(rules, steps)
    for counter in "12":
        log.do(FinishServing(counter))
    log.do(CloseCounter("2"))
    waiting = eligible(log.state, log.state.counters["1"])
    bounds = {ticket.number: place + rules.brake + 1 for place, ticket in enumerate(waiting)}
    for called, kind in enumerate(coming, start=1):
        takes(log, kind)
        log.did(CallNext("1"))
        bounds.pop(log.state.counters["1"].ticket, None)
        assert all(called < bound for bound in bounds.values())


@UNHURRIED
@given(rules=RULES, steps=STEPS)
def test_the_same_log_gives_the_same_order(rules: Rules, steps: list[tuple[str, str]]) -> None:
    log, _ = lives(rules, steps)
    again = QueueLog(log.clock, log.fold_base()).state
    for counter in "12":
        assert order_at(again, counter) == order_at(log.state, counter)


def order_at(state: QueueState, counter: str) -> list[tuple[str, str]]:
    return [(choice.ticket.number, choice.rule) for choice in ranked(state, state.counters[counter])]


@UNHURRIED
@given(rules=RULES, steps=STEPS)
def test_what_is_said_of_the_next_ones_is_what_happens(rules: Rules, steps: list[tuple[str, str]]) -> None:
    log, _ = lives(rules, steps)
    assert order_at(log.state, "1") == calls(log)


@UNHURRIED
@given(kinds=st.lists(st.sampled_from(("r", "p", "due", "early")), max_size=12), ratio=st.integers(1, 3))
def test_how_many_come_before_is_exact_at_one_counter_without_a_brake(kinds: list[str], ratio: int) -> None:
    log = office_of(replace(ONE_COUNTER, rules=Rules(priority_ratio=ratio, brake=100)))
    takes(log, *kinds)
    told = {ticket.number: ahead_of(log.state, ticket) for ticket in log.state.waiting()}
    assert told == {number: place for place, (number, _) in enumerate(order_at(log.state, "1"))}


@UNHURRIED
@given(rules=RULES, steps=STEPS)
def test_how_many_come_before_is_never_absurd(rules: Rules, steps: list[tuple[str, str]]) -> None:
    log, _ = lives(rules, steps)
    waiting = log.state.waiting()
    for ticket in waiting:
        before = sum(1 for other in waiting if other.order < ticket.order)
        left = max(0, rules.brake - ticket.overtaken)
        assert 0 <= ahead_of(log.state, ticket) <= before + left
