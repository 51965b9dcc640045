"""Somebody is called to one counter and, before the voice had its turn, sent on to another: the room hears where to go now."""

from dataclasses import replace

from announcer.agenda import Agenda, begin, finish, sounds, upcoming
from announcer.intake import received
from announcer.messages import Call, Event, Withdrawn
from announcer.utterance import Kind

TO_ONE = Call(1, "A006", "1", 0.0)
TAKEN_BACK = Withdrawn(3, 1, "A006", "1", heard=False)
TO_TWO = Call(4, "A006", "2", 0.0)


def told(agenda: Agenda, *events: Event) -> Agenda:
    for event in events:
        agenda = received(agenda, event)
    return agenda


def said(agenda: Agenda) -> list[tuple[Kind, str, str]]:
    """What the room hears from here on, one after the other."""
    heard = []
    while (turn := upcoming(agenda)) is not None:
        heard.append((turn.kind, turn.ticket, turn.counter))
        agenda = finish(sounds(begin(agenda)), None)
    return heard


def test_what_waits_for_its_turn_is_said_for_the_new_counter_alone() -> None:
    agenda = told(Agenda(60.0), Call(1, "C001", "3", 0.0))
    agenda = begin(agenda)  # somebody else's call sounds
    agenda = told(agenda, replace(TO_ONE, seq=2), replace(TAKEN_BACK, call=2), TO_TWO)
    assert said(finish(agenda, None)) == [(Kind.CALL, "A006", "2")]


def test_what_has_just_begun_is_put_right_before_the_new_call() -> None:
    agenda = begin(told(Agenda(60.0), TO_ONE))
    agenda = told(agenda, TAKEN_BACK, TO_TWO)
    assert said(finish(agenda, None)) == [(Kind.WITHDRAWAL, "A006", "1"), (Kind.CALL, "A006", "2")]


def test_whoever_is_expected_again_after_an_undo_is_called_once() -> None:
    again = Call(4, "A006", "1", 0.0, first=1)
    assert said(told(Agenda(60.0), TO_ONE, TAKEN_BACK, again)) == [(Kind.CALL, "A006", "1")]


def test_a_recall_that_waited_is_not_said_either() -> None:
    recall = Call(2, "A006", "1", 0.0, first=1)
    agenda = told(Agenda(60.0), TO_ONE, recall, TAKEN_BACK, replace(TAKEN_BACK, seq=4, call=2), replace(TO_TWO, seq=5))
    assert said(agenda) == [(Kind.CALL, "A006", "2")]
