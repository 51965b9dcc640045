"""What becomes of a call while it sounds here: another announcer said it, or it was taken back. Cut off, it is not said again."""

from dataclasses import replace

import pytest

from announcer import agenda as rules
from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.messages import (
    Ack,
    Announced,
    AnnouncementWithdrawn,
    Call,
    Echo,
    Event,
    Granted,
    Hello,
    Outcome,
    Reset,
    Withdrawn,
)
from announcer.utterance import Kind
from announcer.why import Why


def sounding(*messages: Event) -> Agenda:
    """The first of what came sounds."""
    agenda = intake.received(replace(Agenda(60.0), room="aula"), Reset("first", 0, ()))
    for message in messages:
        agenda = intake.received(agenda, message)
    return rules.sounds(rules.begin(agenda))


def call(seq: int, *, first: int | None = None) -> Call:
    return Call(seq, "A001", "1", 0.0, first, "aula")


def back(agenda: Agenda, *missed: Event, now: float = 20.0) -> Agenda:
    """The connection stands again: what was missed, and then the word that another announcer speaks here now."""
    agenda = intake.received(handover.stands(agenda, None, now), Hello("first", missed[-1].seq), now)
    for message in missed:
        agenda = intake.received(agenda, message, now)
    return handover.granted(agenda, Granted("aula", None), now)


def long_after(agenda: Agenda) -> Agenda:
    """The other announcer is gone, and the room is ours."""
    return handover.granted(agenda, Granted("aula", 9), 9_000.0)


def test_what_another_announcer_said_meanwhile_is_not_said_again() -> None:
    agenda = rules.again(back(sounding(call(1)), Echo(2, 1, Outcome.SPEAKING, None), Echo(3, 1, Outcome.SPOKEN, None)))

    assert (agenda.waiting, agenda.settled) == ((), {1: "spoken"})
    assert rules.upcoming(long_after(agenda)) is None
    assert agenda.outbox == ()


def test_what_was_taken_back_meanwhile_is_not_said_again_by_who_gets_the_room_back() -> None:
    agenda = rules.again(back(sounding(call(1)), Withdrawn(2, 1, "A001", "1", heard=True, room="aula")))

    assert [utterance.kind for utterance in agenda.waiting] == [Kind.WITHDRAWAL]
    assert agenda.settled == {1: "withdrawn"}
    assert rules.upcoming(long_after(agenda)) is None


def test_a_call_taken_back_while_a_tv_says_it_is_not_said_by_the_next_tv() -> None:
    agenda = intake.received(sounding(call(1)), Withdrawn(2, 1, "A001", "1", heard=True, room="aula"))
    agenda = rules.again(agenda)

    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)], "that it no longer holds is said"


def test_an_announcement_taken_back_before_it_was_heard_is_not_said_again() -> None:
    agenda = intake.received(sounding(Announced(1, "Halo.", 0.0, room="aula")), AnnouncementWithdrawn(2, 1))

    assert rules.again(agenda).waiting == ()


def test_of_repeats_said_in_one_only_what_is_left_waits_once_more() -> None:
    agenda = back(sounding(call(1), call(2, first=1)), Echo(3, 1, Outcome.SPOKEN, None))

    assert [utterance.seqs for utterance in rules.again(agenda).waiting] == [(2,)]


def test_a_repeat_whose_call_was_taken_back_is_told_as_such() -> None:
    agenda = intake.received(sounding(call(1), call(2, first=1)), Withdrawn(3, 1, "A001", "1", heard=True, room="aula"))

    assert Ack(2, "unspoken", Why.WITHDRAWN) in rules.again(agenda).outbox
    assert rules.finish(agenda, None).outbox[-1] == Ack(2, "spoken"), "it was heard to its end"


@pytest.mark.parametrize("outcome", [Outcome.SPOKEN, Outcome.WITHDRAWN])
def test_who_ends_what_has_its_outcome_gives_it_no_second_one(outcome: Outcome) -> None:
    news = Withdrawn(2, 1, heard=False) if outcome is Outcome.WITHDRAWN else Echo(2, 1, outcome, None)
    agenda = rules.finish(intake.received(sounding(call(1)), news), None)

    assert agenda.settled == {1: str(outcome)}
    assert all(ack.step == "speaking" for ack in agenda.outbox)


def test_what_the_server_gave_up_and_the_room_heard_after_all_is_told() -> None:
    agenda = back(sounding(call(1)), Echo(2, 1, Outcome.UNSPOKEN, "no_answer"))

    assert rules.finish(agenda, None).outbox[-1] == Ack(1, "spoken")
    assert rules.again(agenda).waiting == ()
    assert rules.again(agenda).outbox[1:] == ()


def test_a_whole_picture_tells_it_as_well() -> None:
    agenda = intake.received(sounding(call(1)), Reset("first", 5, ((call(1), Outcome.WITHDRAWN),)))

    assert rules.again(agenda).waiting == ()


def test_what_became_of_one_says_nothing_of_the_next() -> None:
    agenda = intake.received(sounding(call(1), Call(2, "A002", "1", 0.0)), Withdrawn(3, 1, heard=False))
    agenda = rules.begin(rules.finish(agenda, None))

    assert agenda.over == {}
    assert (2,) in [utterance.seqs for utterance in rules.again(agenda).waiting]
