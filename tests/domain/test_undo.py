"""The last press taken back: everything as it was, soon, and only while nothing else has come of it."""

import pytest

from server.domain.calls import Outcome
from server.domain.commands import (
    AdmitAppointment,
    CallNext,
    CallTicket,
    CancelTicket,
    CloseCounter,
    CloseDay,
    Command,
    ContinueWith,
    FinishServing,
    HoldTicket,
    MarkNoShow,
    NoteSpeaking,
    NoteSpoken,
    NoteTicket,
    NoteUnspoken,
    OpenCounter,
    OpenDay,
    PauseCounter,
    Recall,
    ReturnTicket,
    ServeWithoutTicket,
    StaffCounter,
    StartServing,
    TakeTicket,
    TransferTicket,
    Undo,
)
from server.domain.events import CallWithdrawn, PressUndone
from server.domain.frozen import replace
from server.domain.queue import QueueState
from server.domain.refusals import CounterMovedOn, NothingToUndo, PressMovedOn, UndoTooLate
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog


@pytest.fixture
def busy(office: QueueLog, clock: FalseClock) -> QueueLog:
    """A001 is served at counter 1, B001 called to counter 2; A002 (priority), A003, B002 wait. All that is a while ago."""
    for service, priority in (("A", False), ("B", False), ("A", False), ("A", True), ("B", False)):
        office.takes(service, priority=priority)
    office.did(CallTicket("1", "A001"))
    office.did(StartServing("1"))
    office.did(CallNext("2"))
    clock.passes(minutes=1)
    return office


def standing(state: QueueState) -> object:
    """All that a press may change, but the numbers of last events, which only go on."""
    return (
        {number: replace(ticket, version=0) for number, ticket in state.tickets.items()},
        {name: replace(counter, version=0, last=None) for name, counter in state.counters.items()},
        state.day,
    )


PRESSES: dict[str, list[Command]] = {
    "next": [CallNext("1")],
    "call": [CallTicket("1", "A002")],
    "start": [StartServing("2")],
    "finish": [FinishServing("1")],
    "no_show": [MarkNoShow("2")],
    "recall": [Recall("2")],
    "hold": [HoldTicket("1", "copy")],
    "transfer to a service": [TransferTicket("1", service="C")],
    "transfer to a counter": [TransferTicket("1", to_counter="2", first=True)],
    "continue": [ContinueWith("1", "B")],
    "open": [OpenCounter("3")],
    "break": [PauseCounter("3")],
    "next at a closed counter": [CloseCounter("2"), CallNext("2")],
}


@pytest.mark.parametrize("name", PRESSES)
def test_everything_stands_as_before(busy: QueueLog, name: str, clock: FalseClock) -> None:
    *preparing, press = PRESSES[name]
    if preparing:
        busy.did(FinishServing("2"))
        for command in preparing:
            busy.did(command)
    before = standing(busy.state)
    counter = press.counter  # type: ignore[union-attr]
    busy.did(press)
    assert standing(busy.state) != before
    clock.passes(seconds=10)
    version = busy.state.counters[counter].version
    busy.did(Undo(counter, version))
    assert standing(busy.state) == before
    assert busy.state.counters[counter].version > version


@pytest.mark.parametrize("away", [MarkNoShow("2"), HoldTicket("2", "copy")])
def test_a_return_is_undone_too(busy: QueueLog, away: Command) -> None:
    busy.did(away)
    before = standing(busy.state)
    busy.did(ReturnTicket("B001", "2"))
    busy.did(Undo("2"))
    assert standing(busy.state) == before
    assert busy.did(ReturnTicket("B001"))
    assert busy.do(Undo("2")) == NothingToUndo("2")


def test_an_undone_next_puts_both_back_and_withdraws_the_call(busy: QueueLog) -> None:
    press = busy.state.seq + 1
    busy.did(CallNext("1"))
    call = busy.state.seq
    undone, withdrawn = busy.did(Undo("1"))
    assert isinstance(undone, PressUndone)
    assert (undone.counter, undone.press, undone.status) == ("1", press, "open")
    assert [(ticket.ticket, ticket.state) for ticket in undone.tickets] == [("A001", "serving"), ("A003", "waiting")]
    assert withdrawn == CallWithdrawn(call, "A003", "1", heard=False)
    assert busy.state.calls[call].outcome is Outcome.WITHDRAWN
    assert [kept.seq for kept in busy.state.standing_calls()] == [
        seq for seq in reversed(busy.state.calls) if seq != call
    ]


@pytest.mark.parametrize(
    ("news", "heard"),
    [([], False), ([NoteSpeaking], True), ([NoteSpeaking, NoteSpoken], True)],
)
def test_the_room_is_told_when_it_has_heard_the_call(busy: QueueLog, news: list[type[NoteSpoken]], heard: bool) -> None:
    busy.did(CallNext("1"))
    call = busy.state.seq
    for said in news:
        busy.did(said(call))
    assert busy.did(Undo("1"))[-1] == CallWithdrawn(call, "A003", "1", heard=heard)


def test_a_call_that_was_not_spoken_is_taken_back_in_silence(busy: QueueLog) -> None:
    busy.did(CallNext("1"))
    call = busy.state.seq
    busy.did(NoteUnspoken(call, "no_device"))
    assert busy.did(Undo("1"))[-1] == CallWithdrawn(call, "A003", "1", heard=False)


def test_taking_back_a_recall_sends_nobody_away(busy: QueueLog) -> None:
    first = busy.state.tickets["B001"].call
    busy.did(NoteSpoken(first))
    busy.did(Recall("2"))
    call = busy.state.seq
    busy.did(NoteSpoken(call))
    assert busy.did(Undo("2"))[-1] == CallWithdrawn(call, "B001", "2", heard=False)
    assert busy.state.calls[first].outcome is Outcome.SPOKEN
    assert busy.state.tickets["B001"].state.value == "called"


def test_ten_seconds_and_not_longer(busy: QueueLog, clock: FalseClock) -> None:
    busy.did(FinishServing("1"))
    clock.passes(seconds=10, ms=1)
    assert busy.do(Undo("1")) == UndoTooLate("1")


def test_an_undo_cannot_be_undone(busy: QueueLog) -> None:
    busy.did(FinishServing("1"))
    busy.did(Undo("1"))
    assert busy.do(Undo("1")) == NothingToUndo("1")


def test_only_the_last_press_is_undone(busy: QueueLog) -> None:
    busy.did(FinishServing("1"))
    busy.did(CallNext("1"))
    busy.did(Undo("1"))
    assert busy.state.counters["1"].ticket == ""
    assert busy.state.tickets["A001"].state.value == "finished"
    assert busy.do(Undo("1")) == NothingToUndo("1")


def test_an_undo_of_an_older_picture_is_refused(busy: QueueLog) -> None:
    version = busy.state.counters["1"].version
    busy.did(FinishServing("1"))
    assert busy.do(Undo("1", version)) == CounterMovedOn("1", busy.state.counters["1"].version)


def test_a_ticket_that_has_moved_on_is_not_pulled_back(busy: QueueLog) -> None:
    busy.did(CallNext("1"))
    busy.did(CancelTicket("A003"))
    assert busy.do(Undo("1")) == PressMovedOn("1", "A003")


def test_a_ticket_that_was_called_elsewhere_is_not_pulled_back(busy: QueueLog) -> None:
    busy.did(TransferTicket("1", service="B"))
    busy.did(CallTicket("2", "A001"))
    assert busy.do(Undo("1")) == PressMovedOn("1", "A001")


def test_who_was_passed_over_gets_that_back(busy: QueueLog) -> None:
    busy.did(CallNext("1"))
    assert busy.state.tickets["A002"].overtaken == 1
    busy.did(Undo("1"))
    assert busy.state.tickets["A002"].overtaken == 0


def test_who_has_moved_meanwhile_keeps_the_count_of_the_new_wait(busy: QueueLog) -> None:
    busy.did(CallNext("1"))
    busy.did(CallTicket("2", "B002"))
    busy.did(TransferTicket("2", service="A"))
    assert busy.did(Undo("1"))
    assert all(ticket.overtaken >= 0 for ticket in busy.state.tickets.values())


def test_what_was_noted_or_became_due_in_between_stays(busy: QueueLog) -> None:
    busy.did(TakeTicket("A", False, "token", "phone", 600))
    number = list(busy.state.tickets)[-1]
    busy.did(CallTicket("1", number))
    busy.did(NoteTicket("1", "n1"))
    busy.did(Undo("1"))
    assert busy.state.tickets[number].notes == ("n1",)
    busy.did(CallTicket("1", number))
    busy.did(TransferTicket("1", service="B"))
    busy.did(AdmitAppointment(number))
    busy.did(Undo("1"))
    assert busy.state.tickets[number].due


def test_a_quick_service_that_was_a_mistake_ends_its_number(office: QueueLog) -> None:
    office.did(ServeWithoutTicket("1", "A", "secret"))
    office.did(Undo("1"))
    assert office.state.tickets["A001"].state.value == "cancelled"
    assert office.state.tickets["A001"].ended is not None
    assert (office.state.counters["1"].ticket, office.state.counters["1"].status.value) == ("", "closed")
    assert office.takes("A") == "A002", "no number is given out twice"


def test_nothing_was_pressed_yet(office: QueueLog) -> None:
    assert office.do(Undo("1")) == NothingToUndo("1")


def test_nobody_takes_back_what_another_official_pressed(busy: QueueLog) -> None:
    busy.did(FinishServing("1"))
    busy.did(StaffCounter("1", "siti"))
    assert busy.do(Undo("1")) == NothingToUndo("1")


def test_nothing_of_another_day_is_taken_back(busy: QueueLog) -> None:
    busy.did(FinishServing("1"))
    busy.did(CloseDay())
    busy.did(OpenDay())
    assert busy.do(Undo("1")) == NothingToUndo("1")
