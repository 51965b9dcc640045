"""What an official can do with a person beyond calling, serving and finishing."""

import pytest

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
    NoteSpoken,
    NoteTicket,
    OpenCounter,
    PauseCounter,
    Recall,
    ReturnTicket,
    ServeWithoutTicket,
    StartServing,
    TransferTicket,
)
from server.domain.counters import CounterStatus
from server.domain.events import (
    CounterOpened,
    CounterPaused,
    ServiceContinued,
    ServingStarted,
    TicketCalled,
    TicketFinished,
    TicketHeld,
    TicketNoted,
    TicketReturned,
    TicketTaken,
    TicketTransferred,
)
from server.domain.refusals import (
    CounterIsBusy,
    CounterMovedOn,
    DayIsClosed,
    NobodyAtCounter,
    NotAway,
    NotForThisCounter,
    SameTarget,
    TicketAtCounter,
    TicketIsOver,
    TooSoon,
    UnknownCounter,
    UnknownReason,
    UnknownService,
    UnknownTicket,
)
from server.domain.tickets import TicketState, receipt_of
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog


@pytest.fixture
def called(office: QueueLog) -> QueueLog:
    """A001 is called to counter 1, and the room has heard it; A002, B001 and C001 wait."""
    for service in "AABC":
        office.takes(service)
    office.did(CallNext("1"))
    office.did(NoteSpoken(office.state.seq))
    return office


def state_of(office: QueueLog, number: str) -> str:
    return office.state.tickets[number].state.value


# A break


def test_a_counter_takes_a_break_and_comes_back(office: QueueLog) -> None:
    assert office.did(PauseCounter("1")) == (CounterPaused("1"),)
    assert office.state.counters["1"].status is CounterStatus.BREAK
    assert office.did(PauseCounter("1")) == ()
    assert office.did(OpenCounter("1")) == (CounterOpened("1"),)


def test_nobody_takes_a_break_from_a_person(called: QueueLog) -> None:
    assert called.do(PauseCounter("1")) == CounterIsBusy("1", "A001")


def test_next_ends_a_break(office: QueueLog) -> None:
    office.takes("A")
    office.did(PauseCounter("1"))
    assert [event.kind for event in office.did(CallNext("1"))] == ["counter_opened", "ticket_called"]


# Calling again, and this one


def test_a_recall_rests_five_seconds(called: QueueLog, clock: FalseClock) -> None:
    clock.passes(ms=1)
    assert called.do(Recall("1")) == TooSoon("A001", 4_999)
    clock.passes(ms=4_998)
    assert called.do(Recall("1")) == TooSoon("A001", 1)
    clock.passes(ms=1)
    assert called.did(Recall("1"))
    assert called.do(Recall("1")) == TooSoon("A001", 5_000)


def test_another_ticket_needs_no_rest(called: QueueLog, clock: FalseClock) -> None:
    clock.passes(seconds=5)
    called.did(Recall("1"))
    called.did(CallNext("1"))
    assert called.do(Recall("1")) == TooSoon("A002", 5_000)


def test_this_one_is_called_out_of_turn_and_the_present_one_is_finished(called: QueueLog) -> None:
    press = called.state.seq + 1
    assert called.did(CallTicket("1", "B001")) == (
        TicketFinished("A001", "1", "served"),
        TicketCalled("B001", "1", "B", "chosen", press),
    )


@pytest.mark.parametrize("away", [MarkNoShow("1"), HoldTicket("1", "documents")])
def test_whoever_was_missed_or_held_here_can_be_called_at_once(called: QueueLog, away: Command) -> None:
    called.did(away)
    assert called.did(CallTicket("1", "A001"))[-1] == TicketCalled("A001", "1", "A", "chosen", called.state.seq)
    assert state_of(called, "A001") == "called"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("C001", NotForThisCounter("1", "C001")),
        ("A001", TicketAtCounter("A001", "1")),
        ("A009", UnknownTicket()),
        ("A002", TicketIsOver("A002", "cancelled")),
    ],
)
def test_this_one_is_refused_for_a_reason(called: QueueLog, number: str, refusal: object) -> None:
    called.did(CancelTicket("A002"))
    assert called.do(CallTicket("1", number)) == refusal


def test_this_one_is_refused_when_it_was_missed_elsewhere_for_another_service(called: QueueLog) -> None:
    called.did(CallNext("3"))
    called.did(MarkNoShow("3"))
    assert called.do(CallTicket("1", "C001")) == NotForThisCounter("1", "C001")
    assert called.did(CallTicket("3", "C001"))


# Put aside, and back


def test_a_hold_frees_the_counter_and_keeps_its_reason(called: QueueLog) -> None:
    assert called.did(HoldTicket("1", "copy")) == (TicketHeld("A001", "1", "copy"),)
    ticket = called.state.tickets["A001"]
    assert (ticket.state, ticket.hold, called.state.counters["1"].ticket) == (TicketState.HELD, "copy", "")


def test_a_reason_that_is_not_on_the_list_is_refused(called: QueueLog) -> None:
    assert called.do(HoldTicket("1", "sakit gigi")) == UnknownReason("sakit gigi")


def test_a_held_person_is_reserved_for_the_counter_that_held(called: QueueLog) -> None:
    order = called.state.tickets["A001"].order
    called.did(HoldTicket("1", "payment"))
    assert called.did(ReturnTicket("A001", "2")) == (TicketReturned("A001", "2", order),)
    ticket = called.state.tickets["A001"]
    assert (ticket.state, ticket.reserved, ticket.front) == (TicketState.WAITING, "1", True)
    called.did(CallNext("1"))
    ticket = called.state.tickets["A001"]
    assert (ticket.state, ticket.reserved, ticket.front, ticket.rule) == (TicketState.CALLED, "", False, "returned")


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("A001", NotAway("A001")),
        ("A002", NotAway("A002")),
        ("Z001", UnknownTicket()),
        ("B001", TicketIsOver("B001", "cancelled")),
    ],
)
def test_only_who_is_away_comes_back(called: QueueLog, number: str, refusal: object) -> None:
    called.did(CancelTicket("B001"))
    assert called.do(ReturnTicket(number)) == called.do(ReturnTicket(number, "1")) == refusal


def test_a_return_names_its_counter_or_none(called: QueueLog) -> None:
    called.did(MarkNoShow("1"))
    version = called.state.counters["2"].version
    assert called.do(ReturnTicket("A001", "9")) == UnknownCounter("9")
    assert called.do(ReturnTicket("A001", "2", version - 1)) == CounterMovedOn("2", version)
    called.did(ReturnTicket("A001"))
    assert called.state.counters["2"].version == version


def test_nobody_comes_back_to_a_closed_day(called: QueueLog) -> None:
    called.did(MarkNoShow("1"))
    called.did(CloseDay())
    assert called.do(ReturnTicket("A001")) == DayIsClosed()


def test_who_returns_may_still_give_the_number_back(called: QueueLog) -> None:
    called.did(HoldTicket("1", "copy"))
    called.did(CancelTicket("A001"))
    assert state_of(called, "A001") == "cancelled"


# To somebody else, and to another matter


def test_a_transfer_to_a_service_keeps_number_and_place(called: QueueLog) -> None:
    order = called.state.tickets["A001"].order
    assert called.did(TransferTicket("1", service="C")) == (TicketTransferred("A001", "1", "C", "", False),)
    ticket = called.state.tickets["A001"]
    assert (ticket.service, ticket.order, ticket.reserved, ticket.state) == ("C", order, "", TicketState.WAITING)
    assert called.did(CallNext("3"))[-1] == TicketCalled("A001", "3", "C", "arrival", called.state.seq - 1)


def test_a_transfer_to_a_counter_may_go_first(called: QueueLog) -> None:
    assert called.did(TransferTicket("1", to_counter="3", first=True)) == (
        TicketTransferred("A001", "1", "A", "3", True),
    )
    assert called.did(CallNext("3"))[-1] == TicketCalled("A001", "3", "A", "returned", called.state.seq - 1)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (TransferTicket("1"), SameTarget("A001")),
        (TransferTicket("1", service="A"), SameTarget("A001")),
        (TransferTicket("1", to_counter="1"), SameTarget("A001")),
        (TransferTicket("1", service="Z"), UnknownService("Z")),
        (TransferTicket("1", to_counter="9"), UnknownCounter("9")),
        (ContinueWith("1", "A"), SameTarget("A001")),
        (ContinueWith("1", "Z"), UnknownService("Z")),
    ],
)
def test_a_target_that_is_none_is_refused(called: QueueLog, command: Command, refusal: object) -> None:
    assert called.do(command) == refusal


def test_one_visit_may_have_several_matters(called: QueueLog, clock: FalseClock) -> None:
    called.did(StartServing("1"))
    clock.passes(minutes=5)
    assert called.did(ContinueWith("1", "C")) == (ServiceContinued("A001", "1", "C"),)
    ticket = called.state.tickets["A001"]
    assert (ticket.service, ticket.state) == ("C", TicketState.SERVING)
    assert ticket.started is not None
    assert (ticket.started.seq, ticket.started.wall_ms) == (called.state.seq, clock.now().wall_ms)


def test_a_note_is_known_by_its_id_alone(called: QueueLog) -> None:
    version = called.state.counters["1"].version
    assert called.did(NoteTicket("1", "n1", version)) == (TicketNoted("A001", "1", "n1"),)
    called.did(NoteTicket("1", "n2"))
    assert called.state.tickets["A001"].notes == ("n1", "n2")


def test_somebody_without_a_number_is_served_without_a_call(office: QueueLog) -> None:
    press = office.state.seq + 1
    assert office.did(ServeWithoutTicket("1", "C", "secret")) == (
        CounterOpened("1"),
        TicketTaken("C001", "C", False, receipt_of("secret"), "counter"),
        ServingStarted("C001", "1", press),
    )
    assert not office.state.calls
    assert (state_of(office, "C001"), office.state.counters["1"].ticket) == ("serving", "C001")
    assert office.did(FinishServing("1")) == (TicketFinished("C001", "1", "served"),)


def test_a_quick_service_needs_a_free_counter_and_a_service(called: QueueLog) -> None:
    assert called.do(ServeWithoutTicket("1", "A", "secret")) == CounterIsBusy("1", "A001")
    assert called.do(ServeWithoutTicket("2", "Z", "secret")) == UnknownService("Z")


@pytest.mark.parametrize(
    "press", [HoldTicket("2", "copy"), TransferTicket("2", service="C"), ContinueWith("2", "C"), NoteTicket("2", "n1")]
)
def test_with_nobody_at_the_counter_there_is_nobody_to_do_it_with(called: QueueLog, press: Command) -> None:
    assert called.do(press) == NobodyAtCounter("2")


def test_a_closed_counter_gives_up_who_is_reserved_for_it(called: QueueLog) -> None:
    called.did(HoldTicket("1", "copy"))
    called.did(ReturnTicket("A001"))
    called.did(CloseCounter("1"))
    assert called.do(CallTicket("2", "A001")) == NotForThisCounter("2", "A001"), "counter 2 does not serve A"


def test_the_window_of_an_appointment_begins_once(office: QueueLog) -> None:
    number = office.takes("A")
    assert office.did(AdmitAppointment(number)) == ()
    assert office.did(AdmitAppointment("A009")) == ()
