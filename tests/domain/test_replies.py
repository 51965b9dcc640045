"""What a command is answered: the contract of the API."""

import json

import pytest

from server.domain.commands import (
    CallNext,
    CancelTicket,
    CloseCounter,
    CloseDay,
    Command,
    ConfigureOffice,
    FinishServing,
    MarkNoShow,
    NoteShown,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenCounter,
    OpenDay,
    Recall,
    RestartLog,
    StartServing,
    TakeTicket,
)
from server.domain.decide import decide
from server.domain.replies import Reply, reply
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE


def answer(log: QueueLog, command: Command) -> Reply:
    events = log.did(command)
    given = reply(command, events, log.state)
    assert json.loads(json.dumps(given)) == given, "an answer is stored and sent as JSON"
    return given


def test_opening_and_closing_the_day_answer_its_date(log: QueueLog) -> None:
    log.configures(VILLAGE)
    assert answer(log, OpenDay()) == {"day": "2026-11-23", "seq": 2}
    assert answer(log, OpenDay()) == {"day": "2026-11-23", "seq": 2}
    assert answer(log, CloseDay()) == {"day": "2026-11-23", "seq": 3}


def test_a_new_ticket_answers_its_number_token_and_how_many_come_before(office: QueueLog) -> None:
    office.takes("B")
    assert answer(office, TakeTicket("A", False, "secret", "api")) == {
        "ticket": "A001",
        "token": "secret",
        "ahead": 1,
        "wait": None,
        "seq": 4,
    }


def test_next_answers_who_was_called_and_the_counters_new_version(office: QueueLog) -> None:
    office.takes("A")
    assert answer(office, CallNext("1")) == {"called": "A001", "version": 5, "seq": 5}


def test_next_with_nobody_waiting_answers_null_and_the_unchanged_version(office: QueueLog) -> None:
    version = office.state.counters["1"].version
    office.takes("C")
    assert answer(office, CallNext("1")) == {"called": None, "version": version, "seq": office.state.seq}


@pytest.mark.parametrize("command", [Recall("1"), StartServing("1"), FinishServing("1"), MarkNoShow("1")])
def test_a_press_answers_the_counters_version(office: QueueLog, command: Command) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.clock.passes(seconds=5)
    assert answer(office, command) == {"version": 6, "seq": 6}


def test_a_press_that_changes_nothing_answers_the_version_that_stands(office: QueueLog) -> None:
    assert answer(office, OpenCounter("1")) == {"version": 3, "seq": 3}
    office.takes("C")
    assert answer(office, OpenCounter("1")) == {"version": 3, "seq": 4}
    assert answer(office, CloseCounter("1")) == {"version": 5, "seq": 5}


@pytest.mark.parametrize(
    "command",
    [
        NoteSpeaking(5),
        NoteSpoken(5),
        NoteUnspoken(5, "failed"),
        NoteShown(5),
        CancelTicket("A001"),
        ConfigureOffice("other", VILLAGE.structure()),
        RestartLog("epoch-2", 50),
    ],
)
def test_everything_else_answers_the_head(office: QueueLog, command: Command) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    assert answer(office, command) == {"seq": office.state.seq}
    assert office.state.seq > 5


def test_the_last_number_of_a_dropped_counter_is_still_answered(office: QueueLog) -> None:
    office.takes("A")
    office.did(CallNext("1"))
    office.configures(type(VILLAGE)(("A",), {"2": ("A",)}))
    assert answer(office, FinishServing("1")) == {"version": office.state.seq, "seq": office.state.seq}


def test_deciding_alone_changes_no_state(office: QueueLog) -> None:
    before = repr(office.state)
    decide(office.state, TakeTicket("A", False, "secret", "api"), office.clock.now())
    decide(office.state, CloseDay(), office.clock.now())
    assert repr(office.state) == before
