"""What an official can press at a counter."""

from collections.abc import Callable

import pytest

from server.domain.commands import (
    CallNext,
    CancelTicket,
    CloseCounter,
    Command,
    ConfigureOffice,
    FinishServing,
    MarkNoShow,
    NoteSpoken,
    OpenCounter,
    Recall,
    StartServing,
)
from server.domain.counters import CounterStatus
from server.domain.events import (
    CounterClosed,
    CounterOpened,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketMissed,
    TicketRecalled,
)
from server.domain.refusals import AlreadyServing, CounterIsBusy, CounterMovedOn, NobodyAtCounter, UnknownCounter
from server.domain.tickets import TicketState
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import Plan

Press = Callable[..., Command]
ALL_PRESSES = [OpenCounter, CloseCounter, CallNext, Recall, StartServing, FinishServing, MarkNoShow]


@pytest.fixture
def called(office: QueueLog) -> QueueLog:
    """A001 is called to counter 1; B001 waits."""
    office.takes("A")
    office.takes("B")
    office.did(CallNext("1"))
    return office


def test_the_first_next_opens_the_counter_and_calls(office: QueueLog) -> None:
    office.takes("A")
    assert office.did(CallNext("1")) == (CounterOpened("1"), TicketCalled("A001", "1", "A", "arrival", 4))
    counter = office.state.counters["1"]
    assert (counter.status, counter.ticket, counter.version) == (CounterStatus.OPEN, "A001", office.state.seq)


def test_next_finishes_the_present_and_calls_the_following(called: QueueLog) -> None:
    assert called.did(CallNext("1")) == (
        TicketFinished("A001", "1", "served"),
        TicketCalled("B001", "1", "B", "arrival", 7),
    )


def test_next_with_nobody_waiting_changes_nothing_and_keeps_the_present(called: QueueLog) -> None:
    called.did(CallNext("1"))
    assert called.did(CallNext("1")) == ()
    assert called.state.counters["1"].ticket == "B001"


def test_next_does_not_open_a_counter_for_which_nobody_waits(office: QueueLog) -> None:
    office.takes("A")
    assert office.did(CallNext("3")) == ()
    assert office.state.counters["3"].status is CounterStatus.CLOSED


@pytest.mark.parametrize("press", ALL_PRESSES)
def test_a_press_that_saw_an_older_counter_is_refused_with_the_present_version(called: QueueLog, press: Press) -> None:
    version = called.state.counters["1"].version
    assert called.do(press("1", version - 1)) == CounterMovedOn("1", version)


def test_of_two_presses_that_saw_the_same_counter_only_the_first_calls(called: QueueLog) -> None:
    called.takes("A")
    version = called.state.counters["1"].version
    assert len(called.did(CallNext("1", version))) == 2
    assert called.do(CallNext("1", version)) == CounterMovedOn("1", called.state.counters["1"].version)


def test_the_version_does_not_move_by_what_happens_at_another_counter_or_by_an_acknowledgement(
    called: QueueLog,
) -> None:
    version = called.state.counters["1"].version
    called.did(CallNext("2"))
    called.did(NoteSpoken(version))
    called.takes("A")
    assert called.state.counters["1"].version == version
    assert len(called.did(CallNext("1", version))) == 2


@pytest.mark.parametrize("press", ALL_PRESSES)
def test_an_unknown_counter_is_named_in_the_refusal(called: QueueLog, press: Press) -> None:
    assert called.do(press("9")) == UnknownCounter("9")


@pytest.mark.parametrize("press", [Recall, StartServing, FinishServing, MarkNoShow])
def test_with_nobody_at_the_counter_there_is_nothing_to_press(office: QueueLog, press: Press) -> None:
    assert office.do(press("1")) == NobodyAtCounter("1")


def test_a_recall_is_a_call_of_its_own_that_names_the_first(called: QueueLog, clock: FalseClock) -> None:
    first = called.state.seq
    clock.passes(seconds=5)
    assert called.did(Recall("1")) == (TicketRecalled("A001", "1", "A", first),)
    second = called.state.seq
    clock.passes(seconds=5)
    assert called.did(Recall("1")) == (TicketRecalled("A001", "1", "A", first),)
    calls = called.state.calls
    assert [(call.seq, call.first, call.ticket) for call in calls.values()] == [
        (first, 0, "A001"),
        (second, first, "A001"),
        (called.state.seq, first, "A001"),
    ]
    assert called.state.tickets["A001"].calls == 3
    assert called.state.tickets["A001"].call == first


def test_serving_starts_and_finishes(called: QueueLog) -> None:
    assert called.did(StartServing("1")) == (ServingStarted("A001", "1", 7),)
    assert called.did(FinishServing("1")) == (TicketFinished("A001", "1", "served"),)
    assert called.state.tickets["A001"].state is TicketState.FINISHED
    assert called.state.counters["1"].ticket == ""
    assert called.state.counters["1"].status is CounterStatus.OPEN


def test_finish_without_start_is_allowed(called: QueueLog) -> None:
    assert called.did(FinishServing("1")) == (TicketFinished("A001", "1", "served"),)


@pytest.mark.parametrize("press", [Recall, StartServing, MarkNoShow])
def test_who_is_being_served_is_neither_called_again_nor_missed(called: QueueLog, press: Press) -> None:
    called.did(StartServing("1"))
    assert called.do(press("1")) == AlreadyServing("1", "A001")


def test_a_no_show_frees_the_counter(called: QueueLog) -> None:
    assert called.did(MarkNoShow("1")) == (TicketMissed("A001", "1"),)
    assert called.state.counters["1"].ticket == ""
    assert called.did(CallNext("1")) == (TicketCalled("B001", "1", "B", "arrival", 8),)


def test_a_counter_opens_and_closes_once(office: QueueLog) -> None:
    assert office.did(CloseCounter("1")) == ()
    assert office.did(OpenCounter("1")) == (CounterOpened("1"),)
    assert office.did(OpenCounter("1")) == ()
    assert office.did(CloseCounter("1")) == (CounterClosed("1"),)


def test_a_busy_counter_does_not_close(called: QueueLog) -> None:
    assert called.do(CloseCounter("1")) == CounterIsBusy("1", "A001")


def test_a_cancelled_call_frees_the_counter(called: QueueLog) -> None:
    called.did(CancelTicket("A001"))
    assert called.state.counters["1"].ticket == ""
    assert called.did(CloseCounter("1")) == (CounterClosed("1"),)


def test_a_counter_that_is_dropped_while_busy_ends_its_ticket_and_calls_nobody_else(called: QueueLog) -> None:
    called.configures(Plan(("A", "B"), {"2": ("A", "B")}))
    assert called.state.counters["1"].ticket == "A001"
    assert called.did(CallNext("1")) == ()
    assert called.did(FinishServing("1")) == (TicketFinished("A001", "1", "served"),)


def test_a_counter_that_is_dropped_while_idle_is_gone(called: QueueLog) -> None:
    called.did(ConfigureOffice("other", Plan(("A", "B"), {"1": ("A", "B")}).structure()))
    assert called.do(CallNext("2")) == UnknownCounter("2")


def test_a_new_description_moves_every_counter_on(called: QueueLog) -> None:
    version = called.state.counters["1"].version
    called.configures(Plan(("A", "B"), {"1": ("B",), "2": ("A",)}))
    assert called.do(CallNext("1", version)) == CounterMovedOn("1", called.state.seq)
    assert called.did(CallNext("1"))[-1] == TicketCalled("B001", "1", "B", "arrival", 8)
