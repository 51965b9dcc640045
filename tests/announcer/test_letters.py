"""A letter that is ready is said once, in its turn, and the server is told nothing of it."""

import json
from dataclasses import replace

import pytest

from announcer import agenda as rules
from announcer import intake
from announcer.agenda import Agenda
from announcer.frames import MalformedFrame, parse
from announcer.messages import Call, Hello, LetterCall, Reset
from announcer.phrases import PhraseError, letter_phrase, written
from announcer.place import restored, stored
from announcer.utterance import Kind
from announcer.why import Why


def started(*messages: Call | LetterCall) -> Agenda:
    agenda = intake.received(Agenda(60.0), Hello("first", 0))
    agenda = intake.received(agenda, Reset("first", 0, ()))
    for message in messages:
        agenda = intake.received(agenda, message)
    return agenda


def test_the_frame_of_a_letter_is_read() -> None:
    frame = {"seq": 9, "kind": "letter_called", "letter": "7", "ticket": "A012", "day": "2026-11-23", "age": 0.5}
    assert parse(json.dumps(frame)) == LetterCall(9, "A012", 0.5)
    with pytest.raises(MalformedFrame):
        parse(json.dumps({"seq": 9, "kind": "letter_called", "age": 0}))


def test_it_is_said_in_its_turn_and_never_joined_with_a_call_of_that_number() -> None:
    agenda = started(Call(1, "A012", "1", 0.0), LetterCall(2, "A012", 0.0), Call(3, "A012", "1", 0.0))
    assert [(one.seqs, one.kind) for one in agenda.waiting] == [((1, 3), Kind.CALL), ((2,), Kind.LETTER)]


def test_the_server_is_told_nothing_and_a_replay_says_it_no_second_time() -> None:
    letter = LetterCall(2, "A012", 0.0)
    agenda = rules.finish(rules.begin(started(letter)), None)
    assert agenda.outbox == ()
    assert agenda.settled == {2: "spoken"}
    again = restored(json.loads(json.dumps(stored(agenda))), 60.0)
    again = intake.received(replace(again, seen=0), Hello("first", 2))
    assert intake.received(again, letter).waiting == ()
    failed = rules.finish(rules.begin(started(letter)), Why.PLAYER_FAILED)
    assert (failed.outbox, failed.settled) == ((), {2: "unspoken"})


def test_what_was_missed_long_ago_is_dropped_without_a_word() -> None:
    agenda = replace(Agenda(60.0), epoch="first", seen=1)
    agenda = intake.received(agenda, Hello("first", 3))
    agenda = intake.received(agenda, LetterCall(2, "A012", 61.0))
    agenda = intake.received(agenda, LetterCall(3, "A013", 59.0))
    assert [one.ticket for one in agenda.waiting] == ["A013"]
    assert agenda.outbox == ()


def test_the_words() -> None:
    assert written(letter_phrase("A012")) == "Surat nomor A, nol satu dua, siap diambil."
    with pytest.raises(PhraseError):
        letter_phrase("Pak Budi")
