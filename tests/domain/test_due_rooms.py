"""In an office with several rooms each announcer answers for its own room only."""

import pytest

from server.domain.announcement import Announcement
from server.domain.calls import Call
from server.domain.commands import CallNext, Command, MakeAnnouncement, NoteSpeaking, NoteSpoken, NoteUnspoken
from server.domain.due import due
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog


def room_of(said: Call | Announcement) -> str:
    """Counter 1 stands in the hall, counter 2 in the annex."""
    if isinstance(said, Announcement):
        return said.room
    return {"1": "hall", "2": "annex"}[said.counter]


def given_up(office: QueueLog) -> list[Command]:
    return [one.command for one in due(office.state, office.clock.now(), room_of=room_of)]


@pytest.fixture
def two_calls(office: QueueLog) -> tuple[int, int]:
    """A001 was called in the hall, B001 in the annex."""
    office.takes("A")
    office.takes("B")
    office.did(CallNext("1"))
    first = office.state.seq
    office.did(CallNext("2"))
    return first, office.state.seq


def test_a_room_that_goes_on_speaking_keeps_no_dead_rooms_call_waiting(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    hall, annex = two_calls
    clock.passes(seconds=30)
    office.did(NoteSpeaking(hall), actor="announcer-hall")
    clock.passes(seconds=9)
    assert given_up(office) == []
    clock.passes(seconds=1)
    assert given_up(office) == [NoteUnspoken(annex, "no_answer")]


def test_a_room_that_moves_gives_its_own_calls_new_time(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    hall, annex = two_calls
    office.takes("A")
    for call in (hall, annex):
        office.did(NoteSpoken(call), actor="announcer")
    office.did(MakeAnnouncement("", "note:1", ("hall",)))
    said = office.state.seq
    office.did(MakeAnnouncement("", "note:2", ("annex",)))
    clock.passes(seconds=39)
    office.did(NoteSpeaking(said), actor="announcer-hall")
    clock.passes(seconds=1)
    assert given_up(office) == [NoteUnspoken(said + 1, "no_answer")]


def test_what_was_given_up_is_no_sign_of_life(office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]) -> None:
    _, annex = two_calls
    clock.passes(seconds=40)
    for command in given_up(office):
        office.did(command, actor="clock")
    assert office.state.calls[annex].why == "no_answer"
    office.did(MakeAnnouncement("", "note:1", ("annex",)))
    said = office.state.seq
    clock.passes(seconds=40)
    assert given_up(office) == [NoteUnspoken(said, "no_answer")]


def test_both_are_given_up_in_the_order_of_their_numbers(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    clock.passes(seconds=40)
    assert given_up(office) == [NoteUnspoken(call, "no_answer") for call in two_calls]
