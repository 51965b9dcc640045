"""A call that nobody has heard yet, of somebody for whom that counter waits no more: the voice must not send anybody there."""

import pytest

from server.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    Command,
    FinishServing,
    HoldTicket,
    MarkNoShow,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenCounter,
    Recall,
    ReturnTicket,
    StartServing,
    TransferTicket,
    Undo,
)
from server.domain.events import (
    CallWithdrawn,
    PressUndone,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketHeld,
    TicketRecalled,
    TicketReturned,
    TicketTransferred,
)
from server.domain.record import CLOCK
from server.domain.refusals import NothingToUndo
from server.domain.tickets import TicketState
from tests.domain.queue_log import QueueLog


@pytest.fixture
def call(office: QueueLog) -> int:
    """The number of the call of B001 to counter 1, which waits for its turn behind others."""
    office.takes("B")
    office.did(OpenCounter("2"))
    office.did(CallNext("1"))
    return office.state.seq


def outcome(office: QueueLog, call: int) -> str:
    return office.state.calls[call].outcome.value


def sends_to(office: QueueLog) -> list[str]:
    """The counters to which an announcer is still to send B001."""
    return [call.counter for call in office.state.pending_calls() if call.ticket == "B001"]


# Being sent on


@pytest.mark.parametrize("came", [False, True])
def test_a_transfer_withdraws_it(office: QueueLog, call: int, came: bool) -> None:
    if came:
        office.did(StartServing("1"))
    transferred, withdrawn = office.did(TransferTicket("1", to_counter="2"))
    assert isinstance(transferred, TicketTransferred)
    assert withdrawn == CallWithdrawn(call, "B001", "1", heard=False)
    office.did(CallNext("2"))
    assert sends_to(office) == ["2"]


@pytest.mark.parametrize("came", [False, True])
def test_putting_aside_withdraws_it(office: QueueLog, call: int, came: bool) -> None:
    if came:
        office.did(StartServing("1"))
    held, withdrawn = office.did(HoldTicket("1", "copy"))
    assert isinstance(held, TicketHeld)
    assert withdrawn == CallWithdrawn(call, "B001", "1", heard=False)


def test_who_was_missed_may_still_hear_it_and_come(office: QueueLog, call: int) -> None:
    office.did(MarkNoShow("1"))
    assert outcome(office, call) == "queued"


@pytest.mark.parametrize("counter", ["1", "2", ""])
def test_who_is_back_in_line_is_not_sent_to_the_counter_that_missed_them(
    office: QueueLog, call: int, counter: str
) -> None:
    office.did(MarkNoShow("1"))
    returned, withdrawn = office.did(ReturnTicket("B001", counter))
    assert isinstance(returned, TicketReturned)
    assert withdrawn == CallWithdrawn(call, "B001", "1", heard=False)


def test_whoever_was_missed_and_is_called_elsewhere_is_not_sent_back_first(office: QueueLog, call: int) -> None:
    office.did(MarkNoShow("1"))
    office.did(OpenCounter("2"))
    press = office.state.seq + 1
    # Without being put back in line first; counter 2 serves B, too.
    assert office.did(CallTicket("2", "B001")) == (
        CallWithdrawn(call, "B001", "1", heard=False),
        TicketCalled("B001", "2", "B", "chosen", press),
    )
    assert sends_to(office) == ["2"]


def test_the_press_begins_with_the_withdrawal_and_is_undone_as_a_whole(office: QueueLog, call: int) -> None:
    # As the log has it of a transfer that withdrew nothing yet.
    office.writes(TicketTransferred("B001", "1", "B", "2", False))
    press = office.state.seq + 1
    withdrawn, called = office.did(CallNext("2"))
    assert (type(withdrawn), called) == (CallWithdrawn, TicketCalled("B001", "2", "B", "arrival", press))
    undone, taken_back = office.did(Undo("2"))
    assert isinstance(undone, PressUndone)
    assert (undone.press, [ticket.state for ticket in undone.tickets]) == (press, ["waiting"])
    assert taken_back == CallWithdrawn(press + 1, "B001", "2", heard=False)
    assert office.state.tickets["B001"].reserved == "2"
    assert sends_to(office) == []


def test_a_call_elsewhere_also_finishes_the_one_before(office: QueueLog, call: int) -> None:
    office.takes("B")
    office.did(CallTicket("2", "B002"))
    office.writes(TicketTransferred("B001", "1", "B", "2", False))
    kinds = [type(event) for event in office.did(CallNext("2"))]
    assert kinds == [TicketFinished, CallWithdrawn, TicketCalled]
    office.did(Undo("2"))
    assert office.state.counters["2"].ticket == "B002"


def test_calls_to_the_same_counter_stay_for_they_are_said_as_one(office: QueueLog, call: int) -> None:
    office.did(MarkNoShow("1"))
    assert [type(event) for event in office.did(CallTicket("1", "B001"))] == [TicketCalled]
    assert sends_to(office) == ["1", "1"]


# What is not withdrawn


@pytest.mark.parametrize("news", [[NoteSpeaking], [NoteSpoken]])
def test_what_was_heard_is_not_withdrawn(office: QueueLog, call: int, news: list[type[NoteSpoken]]) -> None:
    for said in news:
        office.did(said(call))
    assert [type(event) for event in office.did(TransferTicket("1", to_counter="2"))] == [TicketTransferred]
    assert [type(event) for event in office.did(CallNext("2"))] == [TicketCalled]


def test_only_the_recall_that_was_not_heard_is_withdrawn(office: QueueLog, call: int) -> None:
    office.did(NoteSpoken(call))
    office.clock.passes(seconds=5)
    office.did(Recall("1"))
    recall = office.state.seq
    assert office.did(TransferTicket("1", to_counter="2"))[1:] == (CallWithdrawn(recall, "B001", "1", heard=False),)


@pytest.mark.parametrize("press", [StartServing("1"), FinishServing("1"), MarkNoShow("1")])
def test_whoever_was_at_that_counter_last_may_hear_it(office: QueueLog, call: int, press: Command) -> None:
    office.did(press)
    assert outcome(office, call) == "queued"


def test_one_that_nobody_answered_for_may_be_said_after_all_and_is_withdrawn_too(office: QueueLog, call: int) -> None:
    office.did(NoteUnspoken(call, "no_answer"), actor=CLOCK)
    assert office.did(TransferTicket("1", service="A"))[1:] == (CallWithdrawn(call, "B001", "1", heard=False),)
    assert office.did(NoteSpeaking(call)) == ()


def test_one_that_the_announcer_has_given_up_keeps_its_reason(office: QueueLog, call: int) -> None:
    office.did(NoteUnspoken(call, "no_device"))
    assert [type(event) for event in office.did(TransferTicket("1", service="A"))] == [TicketTransferred]
    assert office.state.calls[call].why == "no_device"


def test_a_resident_who_gives_up_is_not_called_by_an_announcer_that_comes_back(office: QueueLog, call: int) -> None:
    office.did(NoteUnspoken(call, "no_answer"), actor=CLOCK)
    assert office.did(CancelTicket("B001")) == (
        TicketCancelled("B001", "1", "resident"),
        CallWithdrawn(call, "B001", "1", heard=False),
    )


def test_nor_is_one_who_was_missed_before_the_voice_had_its_turn(office: QueueLog, call: int) -> None:
    office.did(MarkNoShow("1"))
    assert office.did(CancelTicket("B001")) == (
        TicketCancelled("B001", "", "resident"),
        CallWithdrawn(call, "B001", "1", heard=False),
    )


# Undo


@pytest.mark.parametrize("press", [TransferTicket("1", to_counter="2"), HoldTicket("1", "copy")])
def test_whoever_is_expected_again_by_an_undo_is_called_again(office: QueueLog, call: int, press: Command) -> None:
    office.did(press)
    undone, called_again = office.did(Undo("1"))
    assert isinstance(undone, PressUndone)
    assert called_again == TicketRecalled("B001", "1", "B", call)
    assert office.state.tickets["B001"].state is TicketState.CALLED
    assert sends_to(office) == ["1"]
    # An undo cannot be undone, so neither can the call that it makes.
    assert office.do(Undo("1")) == NothingToUndo("1")


def test_a_recall_after_that_is_undone_alone(office: QueueLog, call: int) -> None:
    office.did(TransferTicket("1", to_counter="2"))
    office.did(Undo("1"))
    again = office.state.seq
    office.clock.passes(seconds=5)
    office.did(Recall("1"))
    recall = office.state.seq
    assert office.did(Undo("1"))[1:] == (CallWithdrawn(recall, "B001", "1", heard=False),)
    assert [outcome(office, seq) for seq in (call, again, recall)] == ["withdrawn", "queued", "withdrawn"]


def test_whoever_has_come_is_not_called_again_by_an_undo(office: QueueLog, call: int) -> None:
    office.did(StartServing("1"))
    office.did(TransferTicket("1", to_counter="2"))
    assert [type(event) for event in office.did(Undo("1"))] == [PressUndone]
    assert office.state.tickets["B001"].state is TicketState.SERVING


def test_whoever_was_heard_to_be_called_is_not_called_again_by_an_undo(office: QueueLog, call: int) -> None:
    office.did(NoteSpoken(call))
    office.did(TransferTicket("1", to_counter="2"))
    assert [type(event) for event in office.did(Undo("1"))] == [PressUndone]


def test_an_undone_return_leaves_the_call_withdrawn(office: QueueLog, call: int) -> None:
    office.did(MarkNoShow("1"))
    office.did(ReturnTicket("B001", "1"))
    assert [type(event) for event in office.did(Undo("1"))] == [PressUndone]
    assert office.state.tickets["B001"].state is TicketState.MISSED
    assert outcome(office, call) == "withdrawn"
