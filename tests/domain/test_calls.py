"""What becomes of a call: acknowledgements come late, twice, and for calls that nobody knows."""

import pytest

from server.domain.calls import Outcome
from server.domain.commands import (
    CallNext,
    CancelTicket,
    CloseDay,
    Command,
    NoteShown,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenDay,
)
from server.domain.events import CallShown, CallSpeaking, CallSpoken, CallUnspoken
from server.domain.record import CLOCK
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog


@pytest.fixture
def call(office: QueueLog) -> int:
    """The number of the call of A001 to counter 1."""
    office.takes("A")
    office.did(CallNext("1"))
    return office.state.seq


def outcome(office: QueueLog, call: int) -> str:
    return office.state.calls[call].outcome.value


def test_a_call_is_queued_then_speaking_then_spoken(office: QueueLog, call: int) -> None:
    assert outcome(office, call) == "queued"
    assert office.did(NoteSpeaking(call)) == (CallSpeaking(call),)
    assert outcome(office, call) == "speaking"
    assert office.did(NoteSpoken(call)) == (CallSpoken(call),)
    assert outcome(office, call) == "spoken"
    assert not list(office.state.pending_calls())


@pytest.mark.parametrize("late", [NoteSpeaking, NoteSpoken, lambda call: NoteUnspoken(call, "failed")])
def test_after_spoken_nothing_more_is_written(office: QueueLog, call: int, late: type[NoteSpoken]) -> None:
    office.did(NoteSpoken(call))
    assert office.did(late(call)) == ()


def test_spoken_counts_even_when_speaking_was_lost(office: QueueLog, call: int) -> None:
    assert office.did(NoteSpoken(call)) == (CallSpoken(call),)


def test_unspoken_keeps_its_code(office: QueueLog, call: int) -> None:
    assert office.did(NoteUnspoken(call, "no_device")) == (CallUnspoken(call, "no_device"),)
    assert office.state.calls[call].why == "no_device"
    assert office.did(NoteUnspoken(call, "failed")) == ()


def test_an_announcer_that_had_been_given_up_may_still_speak_and_then_that_is_the_truth(
    office: QueueLog, call: int
) -> None:
    office.did(NoteUnspoken(call, "no_answer"), actor=CLOCK)
    assert office.did(NoteSpeaking(call)) == (CallSpeaking(call),)
    assert office.did(NoteSpoken(call)) == (CallSpoken(call),)
    assert (office.state.calls[call].outcome, office.state.calls[call].why) == (Outcome.SPOKEN, "")


def test_a_withdrawn_call_stays_withdrawn(office: QueueLog, call: int) -> None:
    office.did(CancelTicket("A001"))
    commands: list[Command] = [NoteSpeaking(call), NoteSpoken(call), NoteUnspoken(call, "failed")]
    assert [office.did(command) for command in commands] == [(), (), ()]
    assert outcome(office, call) == "withdrawn"


def test_shown_is_written_once_and_independent_of_the_voice(office: QueueLog, call: int) -> None:
    office.did(NoteSpoken(call))
    assert office.did(NoteShown(call)) == (CallShown(call),)
    assert office.did(NoteShown(call)) == ()
    assert (outcome(office, call), office.state.calls[call].shown) == ("spoken", True)


def test_a_call_that_nobody_knows_changes_nothing(office: QueueLog, call: int) -> None:
    for unknown in (0, -1, call - 1, call + 1, 10**9):
        commands: list[Command] = [NoteSpeaking(unknown), NoteSpoken(unknown), NoteShown(unknown)]
        for command in (*commands, NoteUnspoken(unknown, "failed")):
            assert office.did(command) == ()


def test_a_call_can_be_acknowledged_after_its_day_has_closed(office: QueueLog, call: int) -> None:
    office.did(CloseDay())
    assert office.did(NoteSpoken(call)) == (CallSpoken(call),)


def test_a_call_of_an_earlier_day_changes_nothing(office: QueueLog, call: int, clock: FalseClock) -> None:
    office.did(CloseDay())
    clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert office.did(NoteSpoken(call)) == ()


def test_only_the_announcer_shows_that_it_is_alive(office: QueueLog, call: int, clock: FalseClock) -> None:
    opened = office.state.heard_of
    clock.passes(seconds=50)
    office.did(NoteUnspoken(call, "no_answer"), actor=CLOCK)
    office.did(NoteShown(call), actor="tv-1")
    assert office.state.heard_of == opened
    now = clock.passes(seconds=5)
    office.did(NoteSpeaking(call), actor="announcer-1")
    assert office.state.heard_of == now.stamp


def test_being_shown_does_not_count_as_progress_of_the_voice(office: QueueLog, call: int, clock: FalseClock) -> None:
    made = office.state.calls[call].since
    clock.passes(seconds=5)
    office.did(NoteShown(call))
    assert office.state.calls[call].since == made
