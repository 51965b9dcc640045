"""The rules of what is said and what becomes of it, one by one. All at once they are played in test_office_life.py."""

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
    Granted,
    Hello,
    LetterCall,
    Message,
    Other,
    Outcome,
    Reset,
    Withdrawn,
)
from announcer.place import restored, stored
from announcer.utterance import Kind
from announcer.why import Why


def started(*messages: Message, head: int = 0) -> Agenda:
    agenda = intake.received(Agenda(60.0), Hello("first", head))
    agenda = intake.received(agenda, Reset("first", head, ()))
    for message in messages:
        agenda = intake.received(agenda, message)
    return agenda


def call(seq: int, ticket: str = "", counter: str = "1", age: float = 0.0, first: int | None = None) -> Call:
    return Call(seq, ticket or f"A{seq:03}", counter, age, first)


def said(agenda: Agenda) -> tuple[int, ...] | None:
    return agenda.sounding.seqs if agenda.sounding else None


def test_calls_are_said_one_at_a_time_in_order() -> None:
    agenda = rules.begin(started(call(1), call(2)))
    assert said(agenda) == (1,)
    assert said(rules.begin(agenda)) == (1,)
    assert said(rules.begin(rules.finish(agenda, None))) == (2,)


def test_speaking_is_told_when_it_sounds_and_spoken_after() -> None:
    agenda = rules.begin(started(call(1)))
    assert agenda.attempts == {1: 1}
    assert agenda.outbox == (), "nobody hears anything yet"
    agenda = rules.sounds(rules.sounds(agenda))
    assert agenda.outbox == (Ack(1, "speaking"),)
    agenda = rules.finish(agenda, None)
    assert agenda.outbox == (Ack(1, "speaking"), Ack(1, "spoken"))
    assert agenda.settled == {1: "spoken"}


def test_a_failure_is_told_with_its_reason() -> None:
    agenda = rules.finish(rules.begin(started(call(1))), Why.PLAYER_TIMEOUT)
    assert agenda.outbox[-1] == Ack(1, "unspoken", Why.PLAYER_TIMEOUT)


def test_triple_delivery_is_one_utterance() -> None:
    agenda = started(call(1), call(1), call(1))
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,)]
    agenda = intake.received(rules.begin(agenda), call(1))
    assert agenda.waiting == ()


def test_a_frame_that_comes_late_again_changes_nothing() -> None:
    agenda = started(call(1), call(2), Other(9))
    assert intake.received(agenda, call(1)) == agenda


def test_what_was_settled_in_a_former_life_is_not_said_again() -> None:
    agenda = rules.begin(started(call(1, "A001"), call(2, "A002"), call(3, "A001", first=1)))
    agenda = rules.finish(agenda, None)
    reborn = restored(stored(agenda), 60.0)
    assert reborn.seen == 1, "the second call has yet to be said"
    reborn = intake.received(reborn, Hello("first", 3))
    reborn = intake.received(intake.received(reborn, call(2, "A002", age=9)), call(3, "A001", age=9, first=1))
    assert [utterance.seqs for utterance in reborn.waiting] == [(2,)]


def test_a_late_call_that_somebody_else_settled_gets_no_second_outcome() -> None:
    agenda = intake.received(started(), Hello("first", 2))
    agenda = intake.received(intake.received(agenda, call(1, age=300)), Echo(2, 1, Outcome.SPOKEN, None))
    assert agenda.outbox == ()
    assert agenda.settled == {1: "spoken"}


def test_repeats_that_wait_become_one_utterance_and_all_are_told() -> None:
    agenda = rules.begin(started(call(1, "A001"), call(2, "A002"), call(3, "A001", first=1)))
    assert said(agenda) == (1, 3)
    agenda = rules.finish(agenda, None)
    assert [ack.seq for ack in agenda.outbox if ack.step == "spoken"] == [1, 3]


def test_the_same_ticket_at_another_counter_is_another_utterance() -> None:
    agenda = started(call(1, "A001", "1"), call(2, "A001", "2"))
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,), (2,)]


def test_a_repeat_of_what_sounds_is_said_again() -> None:
    agenda = intake.received(rules.begin(started(call(1, "A001"))), call(2, "A001", first=1))
    assert said(agenda) == (1,)
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)]


def test_a_live_call_is_never_stale() -> None:
    assert len(started(call(1, age=600)).waiting) == 1


@pytest.mark.parametrize(("age", "waits"), [(60.0, 1), (60.1, 0)])
def test_a_missed_call_is_stale_after_a_minute(age: float, waits: int) -> None:
    agenda = intake.received(started(call(1)), Hello("first", 2))
    agenda = intake.received(rules.finish(rules.begin(agenda), None), call(2, age=age))
    assert len(agenda.waiting) - 1 == waits
    assert (Ack(2, "unspoken", Why.STALE) in agenda.outbox) is not waits


def test_nothing_is_said_while_a_replay_is_on() -> None:
    agenda = intake.received(started(), Hello("first", 3))
    agenda = intake.received(agenda, call(1, age=5))
    assert rules.upcoming(agenda) is None
    agenda = intake.received(intake.received(agenda, Echo(2, 1, Outcome.SPOKEN, None)), call(3, age=1))
    assert said(rules.begin(agenda)) == (3,)
    assert all(ack.seq != 1 for ack in agenda.outbox)


def test_a_replay_whose_last_event_is_not_for_us_ends_all_the_same() -> None:
    agenda = intake.received(intake.received(started(), Hello("first", 9)), call(1))
    assert rules.upcoming(agenda) is None
    assert rules.upcoming(handover.replay_over(agenda)) is not None


def test_a_withdrawn_call_is_not_said_and_its_repeat_neither() -> None:
    agenda = started(call(1, "A001"), call(2, "A001", first=1), call(3), Withdrawn(4, 1))
    assert [utterance.seqs for utterance in agenda.waiting] == [(3,)]
    assert agenda.outbox == (Ack(2, "unspoken", Why.WITHDRAWN),)


def test_a_withdrawn_call_that_sounds_ends_its_phrase() -> None:
    agenda = intake.received(rules.begin(started(call(1))), Withdrawn(2, 1))
    assert said(agenda) == (1,)


def taken_back(agenda: Agenda) -> list[tuple[str, tuple[int, ...]]]:
    return [(utterance.ticket, utterance.seqs) for utterance in agenda.waiting if utterance.kind is Kind.WITHDRAWAL]


def spoken(agenda: Agenda) -> Agenda:
    return rules.finish(rules.begin(agenda), None)


def test_the_room_is_told_once_that_a_call_it_has_heard_no_longer_holds() -> None:
    agenda = intake.received(spoken(started(call(1))), Withdrawn(2, 1, "A001", "1", heard=True))
    assert taken_back(agenda) == [("A001", (2,))]
    agenda = spoken(intake.received(agenda, Withdrawn(2, 1, "A001", "1", heard=True)))
    assert (agenda.waiting, agenda.settled[2]) == ((), "spoken")
    assert all(ack.seq != 2 for ack in agenda.outbox), "nobody asked for an acknowledgement"


def test_what_sounds_ends_and_is_taken_back_even_when_the_server_does_not_know_yet_that_it_sounds() -> None:
    agenda = intake.received(rules.begin(started(call(1), call(2))), Withdrawn(3, 1, "A001", "1"))
    assert said(agenda) == (1,)
    assert taken_back(agenda) == [("A001", (3,))]
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,), (3,)]


def test_a_recall_that_is_taken_back_sends_nobody_away() -> None:
    agenda = intake.received(rules.begin(started(call(2, "A001", first=1))), Withdrawn(3, 2, "A001", "1"))
    assert taken_back(agenda) == []


def test_a_call_that_nobody_has_heard_is_taken_back_without_a_word() -> None:
    agenda = started(call(1), Withdrawn(2, 1, "A001", "1"))
    assert agenda.waiting == ()


def test_the_same_ticket_called_again_is_a_call_of_its_own() -> None:
    agenda = spoken(started(call(1, "A001")))
    for message in (Withdrawn(2, 1, "A001", "1", heard=True), call(3, "A001")):
        agenda = intake.received(agenda, message)
    assert [(utterance.seqs, utterance.kind is Kind.WITHDRAWAL) for utterance in agenda.waiting] == [
        ((2,), True),
        ((3,), False),
    ]


@pytest.mark.parametrize(("age", "told"), [(59.0, 1), (61.0, 0)])
def test_what_was_taken_back_long_ago_while_cut_off_is_no_news(age: float, told: int) -> None:
    agenda = intake.received(spoken(started(call(1))), Hello("first", 2))
    agenda = intake.received(agenda, Withdrawn(2, 1, "A001", "1", heard=True, age=age))
    assert len(taken_back(agenda)) == told


def test_the_news_of_a_withdrawal_is_tried_twice_at_most() -> None:
    agenda = started(Withdrawn(1, 0, "A001", "1", heard=True))
    agenda = replace(agenda, attempts={1: 2})
    agenda = rules.begin(agenda)
    assert (agenda.sounding, agenda.waiting, agenda.outbox) == (None, (), ())


def test_the_servers_own_verdict_does_not_spare_the_room_a_call_that_waits() -> None:
    agenda = started(call(1), Echo(2, 1, Outcome.UNSPOKEN, "unacknowledged"))
    assert len(agenda.waiting) == 1


def test_a_replayed_report_of_a_former_life_settles_the_call() -> None:
    agenda = intake.received(started(), Hello("first", 2))
    agenda = intake.received(intake.received(agenda, call(1, age=3)), Echo(2, 1, Outcome.UNSPOKEN, "no_device"))
    assert agenda.waiting == ()


def test_the_third_attempt_is_not_made() -> None:
    agenda = replace(started(call(1)), attempts={1: 2})
    agenda = rules.begin(agenda)
    assert agenda.sounding is None
    assert agenda.outbox == (Ack(1, "unspoken", Why.PLAYER_FAILED),)


def test_a_fresh_repeat_of_a_call_that_failed_twice_is_said() -> None:
    agenda = replace(started(call(1, "A001"), call(2, "A001", first=1)), attempts={1: 2})
    assert said(rules.begin(agenda)) == (2,)


def test_a_fresh_picture_brings_what_is_still_due() -> None:
    picture = Reset(
        "first",
        20,
        (
            (call(11, age=61), Outcome.QUEUED),
            (call(13, age=2), Outcome.QUEUED),
            (call(12, age=20), Outcome.SPEAKING),
            (call(14, age=1), Outcome.SPOKEN),
            (call(15, age=1), Outcome.UNSPOKEN),
            (call(16, age=1), Outcome.WITHDRAWN),
        ),
    )
    agenda = intake.received(intake.received(Agenda(60.0), Hello("first", 20)), picture)
    assert [utterance.seqs for utterance in agenda.waiting] == [(12,), (13,)]
    assert agenda.outbox == (Ack(11, "unspoken", Why.STALE),)
    assert agenda.seen == 20
    assert agenda.attempts == {12: 1}


def test_another_epoch_forgets_everything_but_what_sounds() -> None:
    agenda = rules.begin(started(call(1), call(2)))
    agenda = intake.received(
        intake.received(agenda, Hello("second", 5)), Reset("second", 5, ((call(1, age=1), Outcome.QUEUED),))
    )
    assert (agenda.epoch, agenda.seen, agenda.outbox) == ("second", 5, ())
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,)]
    agenda = rules.finish(agenda, None)
    assert agenda.outbox == ()
    assert said(rules.begin(agenda)) == (1,)


def test_an_echo_takes_the_acknowledgement_out_of_the_outbox() -> None:
    agenda = rules.finish(rules.sounds(rules.begin(started(call(1)))), None)
    agenda = intake.received(agenda, Echo(2, 1, Outcome.SPEAKING, None))
    assert agenda.outbox == (Ack(1, "spoken"),)
    assert intake.received(agenda, Echo(3, 1, Outcome.SPOKEN, None)).outbox == ()


def test_what_is_not_for_us_moves_the_bookmark_only() -> None:
    agenda = started(call(1))
    assert intake.received(agenda, Other(7)) == replace(agenda, seen=7)


def test_a_call_of_another_room_moves_the_bookmark_only() -> None:
    agenda = intake.received(handover.in_room(started(), "aula"), replace(call(1), room="depan"))
    assert (agenda.waiting, agenda.seen) == ((), 1)
    agenda = intake.received(agenda, replace(call(2), room="aula"))
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)]
    assert len(intake.received(agenda, call(3)).waiting) == 2, "a server without rooms means us"


def test_what_came_before_our_room_was_known_is_sorted_out_when_it_is() -> None:
    agenda = started(replace(call(1), room="depan"), replace(call(2), room="aula"))
    agenda = handover.in_room(agenda, "aula")
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)]
    assert not agenda.fresh
    assert agenda.outbox == (), "the other room's announcer answers for it"


def test_another_room_than_before_asks_for_a_fresh_picture() -> None:
    agenda = handover.in_room(handover.in_room(started(), "depan"), "aula")
    assert agenda.fresh
    picture = Reset("first", 3, ((replace(call(2), room="aula"), Outcome.QUEUED),))
    agenda = intake.received(agenda, picture)
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)]
    assert not agenda.fresh


def announced(seq: int, text: str = "Pelayanan ditutup.", age: float = 0.0, *, urgent: bool = False) -> Announced:
    return Announced(seq, text, age, urgent=urgent)


def test_an_announcement_is_said_and_acknowledged_like_a_call() -> None:
    agenda = rules.sounds(rules.begin(started(announced(1))))
    assert agenda.sounding is not None
    assert agenda.sounding.text == "Pelayanan ditutup."
    agenda = rules.finish(agenda, None)
    assert agenda.outbox == (Ack(1, "speaking"), Ack(1, "spoken"))
    assert intake.received(agenda, Echo(2, 1, Outcome.SPOKEN, None)).outbox == ()


def test_an_urgent_announcement_goes_first_but_cuts_nobody_off() -> None:
    agenda = rules.begin(started(call(1), call(2)))
    agenda = intake.received(agenda, announced(3, urgent=True))
    assert said(agenda) == (1,)
    agenda = rules.begin(rules.finish(agenda, None))
    assert said(agenda) == (3,)
    assert said(rules.begin(rules.finish(agenda, None))) == (2,)


def test_an_announcement_that_is_withdrawn_is_not_said_and_the_server_knows_it() -> None:
    agenda = started(announced(1), AnnouncementWithdrawn(2, 1))
    assert (agenda.waiting, agenda.outbox) == ((), ())
    assert agenda.settled == {1: "withdrawn"}


def test_an_announcement_whose_words_are_gone_is_told_as_withdrawn() -> None:
    agenda = started(announced(1, ""))
    assert agenda.waiting == ()
    assert agenda.outbox == (Ack(1, "unspoken", Why.WITHDRAWN),)


def test_an_announcement_that_was_heard_and_then_erased_is_told_no_second_time() -> None:
    agenda = intake.received(started(), Hello("first", 2))
    agenda = intake.received(agenda, announced(1, ""))
    assert agenda.outbox == ()
    agenda = intake.received(agenda, Echo(2, 1, Outcome.SPOKEN, None))
    assert (agenda.outbox, agenda.settled) == ((), {1: "spoken"})


def test_an_announcement_missed_for_more_than_a_minute_is_stale() -> None:
    agenda = intake.received(intake.received(started(), Hello("first", 1)), announced(1, age=61))
    assert agenda.outbox == (Ack(1, "unspoken", Why.STALE),)


def test_nothing_is_said_before_the_server_has_said_who_speaks() -> None:
    agenda = handover.stands(started(call(1)), None)
    assert rules.upcoming(agenda) is None
    assert rules.upcoming(handover.stands(agenda, standby=True)) is None
    assert rules.upcoming(handover.stands(agenda, standby=False)) is not None


def standing_by(*messages: Message, head: int = 0) -> Agenda:
    agenda = intake.received(handover.stands(Agenda(60.0), None), Hello("first", head))
    agenda = handover.granted(intake.received(agenda, Reset("first", head, ())), Granted("", None))
    for message in messages:
        agenda = intake.received(agenda, message)
    return agenda


def test_who_stands_by_keeps_up_and_takes_over_with_what_has_no_outcome_yet() -> None:
    agenda = standing_by(
        call(1),
        call(2),
        call(3),
        call(4),
        Echo(5, 1, Outcome.SPEAKING, None),
        Echo(6, 1, Outcome.SPOKEN, None),
        Echo(7, 2, Outcome.UNSPOKEN, "player_failed"),
        Echo(8, 3, Outcome.SPEAKING, None),
    )
    assert agenda.outbox == (), "the other one answers for them"
    agenda = rules.begin(handover.granted(agenda, Granted("", 8)))
    assert said(agenda) == (3,), "it was cut off in this one, so it is said once more"
    assert agenda.attempts == {3: 2}


def test_what_waits_in_a_long_backlog_of_another_announcer_is_not_stale_for_who_stands_by() -> None:
    picture = Reset("first", 9, ((call(1, age=200), Outcome.QUEUED), (call(2, age=100), Outcome.SPEAKING)))
    agenda = intake.received(handover.stands(Agenda(60.0), None), picture)
    assert agenda.outbox == (), "not decided before it is known who speaks"
    agenda = handover.granted(agenda, Granted("", None))
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,), (2,)]
    assert agenda.outbox == ()
    agenda = handover.granted(intake.received(handover.stands(Agenda(60.0), None), picture), Granted("", 7))
    assert [ack.why for ack in agenda.outbox] == [Why.STALE, Why.STALE], "nobody waited with them"


def test_two_fail_overs_never_make_a_third_utterance() -> None:
    agenda = handover.granted(standing_by(call(1)), Granted("", 9, begun=((1, 2),)))
    agenda = rules.begin(agenda)
    assert agenda.sounding is None
    assert agenda.outbox == (Ack(1, "unspoken", Why.PLAYER_FAILED),)


def test_old_letters_are_not_called_again_by_who_takes_over() -> None:
    agenda = standing_by()
    agenda = intake.received(agenda, LetterCall(1, "A001", 0.0), 100.0)
    agenda = intake.received(agenda, LetterCall(2, "A002", 0.0), 190.0)
    agenda = handover.granted(agenda, Granted("", 8), 200.0)
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)]
    assert agenda.outbox == ()


def test_what_was_cut_off_by_no_fault_of_its_own_waits_once_more() -> None:
    agenda = rules.again(rules.sounds(rules.begin(started(call(1), call(2)))))
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,), (2,)]
    assert rules.begin(agenda).attempts == {1: 2}


def test_the_server_takes_no_acknowledgement_of_what_another_one_answers_for() -> None:
    agenda = rules.finish(rules.sounds(rules.begin(started(call(1), call(2)))), None)
    assert rules.forgotten(agenda, 1).outbox == ()
    assert rules.forgotten(agenda, 2) == agenda


def test_a_short_death_in_a_long_backlog_makes_nothing_stale() -> None:
    reborn = restored(stored(started(call(1), call(2))), 60.0)
    reborn = intake.received(reborn, Hello("first", 3))
    for message in (call(1, age=90), call(2, age=80), call(3, age=70)):
        reborn = intake.received(reborn, message)
    assert [utterance.seqs for utterance in reborn.waiting] == [(1,), (2,)]
    assert reborn.outbox == (Ack(3, "unspoken", Why.STALE),), "this one it had never received"


def test_a_long_death_does() -> None:
    """The server gave up waiting for us meanwhile, and said so."""
    reborn = restored(stored(started(call(1))), 60.0)
    reborn = intake.received(reborn, Hello("first", 2))
    reborn = intake.received(reborn, call(1, age=90))
    reborn = intake.received(reborn, Echo(2, 1, Outcome.UNSPOKEN, "no_answer"))
    assert (reborn.waiting, reborn.outbox) == ((), ())
