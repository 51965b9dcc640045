"""An undo after the resident has given up: whoever has gone is brought back to no counter."""

import pytest

from server.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    HoldTicket,
    MarkNoShow,
    NoteTicket,
    OpenCounter,
    PauseCounter,
    ReturnTicket,
    Undo,
)
from server.domain.refusals import PressMovedOn
from server.domain.tickets import TicketState
from tests.domain.queue_log import QueueLog


@pytest.fixture
def waited_for(office: QueueLog) -> QueueLog:
    """A001 missed the call of counter 1, to which A002 is called now; A003 waits."""
    for _ in range(3):
        office.takes("A")
    office.did(CallNext("1"))
    office.did(MarkNoShow("1"))
    office.did(CallNext("1"))
    return office


def test_whoever_gives_up_while_somebody_else_is_brought_back_stays_away(waited_for: QueueLog) -> None:
    waited_for.did(ReturnTicket("A001", "1"))
    waited_for.did(CancelTicket("A002"))
    assert waited_for.do(Undo("1")) == PressMovedOn("1", "A002")
    assert waited_for.state.counters["1"].ticket == ""
    assert waited_for.state.tickets["A002"].state is TicketState.CANCELLED


def test_a_note_in_between_changes_nothing_of_that(waited_for: QueueLog) -> None:
    waited_for.did(ReturnTicket("A001", "1"))
    waited_for.did(NoteTicket("1", "note"))
    waited_for.did(CancelTicket("A002"))
    assert waited_for.do(Undo("1")) == PressMovedOn("1", "A002")


def test_while_the_person_is_still_expected_the_return_is_undone(waited_for: QueueLog) -> None:
    waited_for.did(ReturnTicket("A001", "1"))
    waited_for.did(Undo("1"))
    assert waited_for.state.tickets["A001"].state is TicketState.MISSED
    assert waited_for.state.counters["1"].ticket == "A002"


def test_whoever_gives_up_elsewhere_is_of_no_concern(waited_for: QueueLog) -> None:
    waited_for.did(ReturnTicket("A001", "1"))
    waited_for.did(CancelTicket("A003"))
    assert waited_for.did(Undo("1"))


def test_a_counter_without_anybody_takes_its_press_back_as_ever(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallTicket("1", "A001"))
    office.did(HoldTicket("1", "copy"))
    office.did(OpenCounter("3"))
    office.did(PauseCounter("3"))
    assert office.did(Undo("3"))
    assert office.did(Undo("1"))
    assert office.state.counters["1"].ticket == "A001"
