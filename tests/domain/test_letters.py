"""Letters that are ready: put, called, fetched, and still there on the next day."""

from collections.abc import Mapping

import pytest

from server.domain.commands import CallLetter, CloseDay, OpenDay, PutLetter, TakeLetterAway
from server.domain.evolve import fold
from server.domain.letter import Letter
from server.domain.letter_events import LetterCalled, LetterCollected, LetterReady
from server.domain.refusals import DayIsClosed, LetterIsReady, TooSoon, UnknownLetter, UnknownReason
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE

MONDAY = "2026-11-23"


@pytest.fixture
def clock() -> FalseClock:
    return FalseClock()


@pytest.fixture
def log(clock: FalseClock) -> QueueLog:
    log = QueueLog(clock)
    log.configures(VILLAGE)
    log.did(OpenDay())
    return log


def letters(log: QueueLog) -> Mapping[str, Letter]:
    return log.state.letters


def test_a_letter_is_put_called_and_fetched(log: QueueLog) -> None:
    assert log.did(PutLetter("7", "A001", MONDAY)) == (LetterReady("7", "A001", MONDAY),)
    assert letters(log) == {"7": Letter("7", "A001", MONDAY)}
    assert log.did(CallLetter("7")) == (LetterCalled("7", "A001", MONDAY),)
    assert letters(log)["7"].called == log.state.seq
    assert log.did(TakeLetterAway("7")) == (LetterCollected("7", "A001", "collected"),)
    assert letters(log) == {}


def test_what_cannot_be_is_refused(log: QueueLog) -> None:
    log.did(PutLetter("7", "A001", MONDAY))
    assert log.do(PutLetter("7", "A001", MONDAY)) == LetterIsReady("A001")
    assert log.do(CallLetter("8")) == UnknownLetter()
    assert log.do(TakeLetterAway("8")) == UnknownLetter()
    assert log.do(TakeLetterAway("7", "free text")) == UnknownReason("free text")
    log.did(TakeLetterAway("7", "mistake"))
    assert log.do(TakeLetterAway("7")) == UnknownLetter()
    log.did(PutLetter("7", "A001", MONDAY))


def test_the_room_is_not_filled_with_one_letter(log: QueueLog, clock: FalseClock) -> None:
    log.did(PutLetter("7", "A001", MONDAY))
    log.did(CallLetter("7"))
    clock.passes(seconds=4)
    assert log.do(CallLetter("7")) == TooSoon("A001", 1_000)
    clock.passes(seconds=1)
    log.did(CallLetter("7"))


def test_letters_wait_over_night_and_nobody_is_called_in_an_empty_hall(log: QueueLog, clock: FalseClock) -> None:
    log.did(PutLetter("7", "A001", MONDAY))
    log.did(CallLetter("7"))
    log.did(CloseDay())
    assert log.do(CallLetter("7")) == DayIsClosed()
    log.did(PutLetter("8", "A002", MONDAY))
    clock.passes_until("2026-11-25T08:00")
    log.did(OpenDay())
    assert letters(log) == {"7": Letter("7", "A001", MONDAY), "8": Letter("8", "A002", MONDAY)}
    log.did(CallLetter("7"))
    log.did(TakeLetterAway("8"))
    assert [*letters(log)] == ["7"]


def test_today_can_be_told_from_the_newest_opening_alone(log: QueueLog, clock: FalseClock) -> None:
    log.did(PutLetter("7", "A001", MONDAY))
    log.did(CallLetter("7"))
    log.did(CloseDay())
    clock.passes_until("2026-11-24T08:00")
    log.did(OpenDay())
    log.did(PutLetter("9", "B001", "2026-11-24"))
    assert fold(log.fold_base()) == log.state
    log.did(CloseDay())
    log.did(OpenDay())
    assert fold(log.fold_base()) == log.state
    assert [*letters(log)] == ["7", "9"]
