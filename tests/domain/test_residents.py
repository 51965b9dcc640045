"""Taking a number and giving it back."""

import pytest

from server.domain.calls import Outcome
from server.domain.commands import (
    CallNext,
    CancelTicket,
    FinishServing,
    MarkNoShow,
    NoteSpeaking,
    NoteSpoken,
    Recall,
    StartServing,
    TakeTicket,
)
from server.domain.events import CallWithdrawn, TicketCancelled, TicketTaken
from server.domain.refusals import AlreadyServing, TicketIsOver, UnknownService, UnknownTicket
from server.domain.tickets import TicketState, receipt_of
from tests.domain.queue_log import QueueLog


def test_a_ticket_is_written_with_its_service_priority_receipt_and_channel(office: QueueLog) -> None:
    assert office.did(TakeTicket("B", True, "secret", "phone")) == (
        TicketTaken("B001", "B", True, receipt_of("secret"), "phone"),
    )


def test_every_service_counts_for_itself(office: QueueLog) -> None:
    assert [office.takes(service) for service in "ABABC"] == ["A001", "B001", "A002", "B002", "C001"]


def test_an_unknown_service_is_named_in_the_refusal(office: QueueLog) -> None:
    assert office.do(TakeTicket("Z", False, "secret", "kiosk")) == UnknownService("Z")


def test_a_number_given_back_is_not_issued_again(office: QueueLog) -> None:
    assert office.did(CancelTicket(office.takes("A"))) == (TicketCancelled("A001", "", "resident"),)
    assert office.takes("A") == "A002"


def test_giving_back_twice_changes_nothing(office: QueueLog) -> None:
    office.takes("A")
    office.did(CancelTicket("A001"))
    assert office.did(CancelTicket("A001")) == ()


def test_an_unknown_number_cannot_be_given_back(office: QueueLog) -> None:
    assert office.do(CancelTicket("A001")) == UnknownTicket()


def test_a_called_number_given_back_withdraws_its_calls_that_nobody_has_heard(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    first = office.state.seq
    office.did(NoteSpoken(first))
    office.clock.passes(seconds=5)
    office.did(Recall("1"))
    second = office.state.seq
    assert office.did(CancelTicket("A001")) == (
        TicketCancelled("A001", "1", "resident"),
        CallWithdrawn(second, "A001", "1", heard=False),
    )
    assert office.state.calls[first].outcome is Outcome.SPOKEN
    assert office.state.calls[second].outcome is Outcome.WITHDRAWN


def test_calls_of_others_are_not_withdrawn(office: QueueLog) -> None:
    office.takes("A")
    office.takes("B")
    office.did(CallNext("1"))
    office.did(CallNext("2"))
    office.did(CancelTicket("A001"))
    assert [call.outcome for call in office.state.calls.values()] == [Outcome.WITHDRAWN, Outcome.QUEUED]


def test_what_is_being_spoken_is_not_withdrawn(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(NoteSpeaking(office.state.seq))
    assert office.did(CancelTicket("A001")) == (TicketCancelled("A001", "1", "resident"),)


def test_who_is_being_served_cannot_give_back(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(StartServing("1"))
    assert office.do(CancelTicket("A001")) == AlreadyServing("1", "A001")


def test_a_finished_number_cannot_be_given_back(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(FinishServing("1"))
    assert office.do(CancelTicket("A001")) == TicketIsOver("A001", TicketState.FINISHED)


def test_who_was_missed_can_still_give_back(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.did(NoteSpoken(office.state.seq))
    office.did(MarkNoShow("1"))
    assert office.did(CancelTicket("A001")) == (TicketCancelled("A001", "", "resident"),)


@pytest.mark.parametrize("number", ["A1", "a001", "A0001", ""])
def test_only_the_exact_number_is_known(office: QueueLog, number: str) -> None:
    office.takes("A")
    assert office.do(CancelTicket(number)) == UnknownTicket()
