"""The rules of what is said next, one by one, and then all at once against a plain model."""

import json
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from announcer import agenda as rules
from announcer.agenda import Agenda
from announcer.messages import Ack, Beat, Call, Echo, Hello, Message, Other, Outcome, Reset, Withdrawn
from announcer.place import restored, stored
from announcer.why import Why


def started(*messages: Message, head: int = 0) -> Agenda:
    agenda = rules.received(Agenda(60.0), Hello("first", head))
    agenda = rules.received(agenda, Reset("first", head, ()))
    for message in messages:
        agenda = rules.received(agenda, message)
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


def test_speaking_is_told_before_and_spoken_after() -> None:
    agenda = rules.begin(started(call(1)))
    assert agenda.outbox == (Ack(1, "speaking"),)
    assert agenda.attempts == {1: 1}
    agenda = rules.finish(agenda, None)
    assert agenda.outbox == (Ack(1, "speaking"), Ack(1, "spoken"))
    assert agenda.settled == {1: "spoken"}


def test_a_failure_is_told_with_its_reason() -> None:
    agenda = rules.finish(rules.begin(started(call(1))), Why.PLAYER_TIMEOUT)
    assert agenda.outbox[-1] == Ack(1, "unspoken", Why.PLAYER_TIMEOUT)


def test_triple_delivery_is_one_utterance() -> None:
    agenda = started(call(1), call(1), call(1))
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,)]
    agenda = rules.received(rules.begin(agenda), call(1))
    assert agenda.waiting == ()


def test_a_frame_that_comes_late_again_changes_nothing() -> None:
    agenda = started(call(1), call(2), Other(9))
    assert rules.received(agenda, call(1)) == agenda


def test_what_was_settled_in_a_former_life_is_not_said_again() -> None:
    agenda = rules.begin(started(call(1, "A001"), call(2, "A002"), call(3, "A001", first=1)))
    agenda = rules.finish(agenda, None)
    reborn = restored(stored(agenda), 60.0)
    assert reborn.seen == 1, "the second call has yet to be said"
    reborn = rules.received(reborn, Hello("first", 3))
    reborn = rules.received(rules.received(reborn, call(2, "A002", age=9)), call(3, "A001", age=9, first=1))
    assert [utterance.seqs for utterance in reborn.waiting] == [(2,)]


def test_a_late_call_that_somebody_else_settled_gets_no_second_outcome() -> None:
    agenda = rules.received(started(), Hello("first", 2))
    agenda = rules.received(rules.received(agenda, call(1, age=300)), Echo(2, 1, Outcome.SPOKEN, None))
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
    agenda = rules.received(rules.begin(started(call(1, "A001"))), call(2, "A001", first=1))
    assert said(agenda) == (1,)
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,)]


def test_a_live_call_is_never_stale() -> None:
    assert len(started(call(1, age=600)).waiting) == 1


@pytest.mark.parametrize(("age", "waits"), [(60.0, 1), (60.1, 0)])
def test_a_missed_call_is_stale_after_a_minute(age: float, waits: int) -> None:
    agenda = rules.received(started(call(1)), Hello("first", 2))
    agenda = rules.received(rules.finish(rules.begin(agenda), None), call(2, age=age))
    assert len(agenda.waiting) - 1 == waits
    assert (Ack(2, "unspoken", Why.STALE) in agenda.outbox) is not waits


def test_nothing_is_said_while_a_replay_is_on() -> None:
    agenda = rules.received(started(), Hello("first", 3))
    agenda = rules.received(agenda, call(1, age=5))
    assert rules.upcoming(agenda) is None
    agenda = rules.received(rules.received(agenda, Echo(2, 1, Outcome.SPOKEN, None)), call(3, age=1))
    assert said(rules.begin(agenda)) == (3,)
    assert all(ack.seq != 1 for ack in agenda.outbox)


def test_a_replay_whose_last_event_is_not_for_us_ends_all_the_same() -> None:
    agenda = rules.received(rules.received(started(), Hello("first", 9)), call(1))
    assert rules.upcoming(agenda) is None
    assert rules.upcoming(rules.replay_over(agenda)) is not None


def test_a_withdrawn_call_is_not_said_and_its_repeat_neither() -> None:
    agenda = started(call(1, "A001"), call(2, "A001", first=1), call(3), Withdrawn(4, 1))
    assert [utterance.seqs for utterance in agenda.waiting] == [(3,)]
    assert agenda.outbox == (Ack(2, "unspoken", Why.WITHDRAWN),)


def test_a_withdrawn_call_that_sounds_ends_its_phrase() -> None:
    agenda = rules.received(rules.begin(started(call(1))), Withdrawn(2, 1))
    assert said(agenda) == (1,)


def taken_back(agenda: Agenda) -> list[tuple[str, tuple[int, ...]]]:
    return [(utterance.ticket, utterance.seqs) for utterance in agenda.waiting if utterance.takes_back]


def spoken(agenda: Agenda) -> Agenda:
    return rules.finish(rules.begin(agenda), None)


def test_the_room_is_told_once_that_a_call_it_has_heard_no_longer_holds() -> None:
    agenda = rules.received(spoken(started(call(1))), Withdrawn(2, 1, "A001", "1", heard=True))
    assert taken_back(agenda) == [("A001", (2,))]
    agenda = spoken(rules.received(agenda, Withdrawn(2, 1, "A001", "1", heard=True)))
    assert (agenda.waiting, agenda.settled[2]) == ((), "spoken")
    assert all(ack.seq != 2 for ack in agenda.outbox), "nobody asked for an acknowledgement"


def test_what_sounds_ends_and_is_taken_back_even_when_the_server_does_not_know_yet_that_it_sounds() -> None:
    agenda = rules.received(rules.begin(started(call(1), call(2))), Withdrawn(3, 1, "A001", "1"))
    assert said(agenda) == (1,)
    assert taken_back(agenda) == [("A001", (3,))]
    assert [utterance.seqs for utterance in agenda.waiting] == [(2,), (3,)]


def test_a_recall_that_is_taken_back_sends_nobody_away() -> None:
    agenda = rules.received(rules.begin(started(call(2, "A001", first=1))), Withdrawn(3, 2, "A001", "1"))
    assert taken_back(agenda) == []


def test_a_call_that_nobody_has_heard_is_taken_back_without_a_word() -> None:
    agenda = started(call(1), Withdrawn(2, 1, "A001", "1"))
    assert agenda.waiting == ()


def test_the_same_ticket_called_again_is_a_call_of_its_own() -> None:
    agenda = spoken(started(call(1, "A001")))
    for message in (Withdrawn(2, 1, "A001", "1", heard=True), call(3, "A001")):
        agenda = rules.received(agenda, message)
    assert [(utterance.seqs, utterance.takes_back) for utterance in agenda.waiting] == [((2,), True), ((3,), False)]


@pytest.mark.parametrize(("age", "told"), [(59.0, 1), (61.0, 0)])
def test_what_was_taken_back_long_ago_while_cut_off_is_no_news(age: float, told: int) -> None:
    agenda = rules.received(spoken(started(call(1))), Hello("first", 2))
    agenda = rules.received(agenda, Withdrawn(2, 1, "A001", "1", heard=True, age=age))
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
    agenda = rules.received(started(), Hello("first", 2))
    agenda = rules.received(rules.received(agenda, call(1, age=3)), Echo(2, 1, Outcome.UNSPOKEN, "no_device"))
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
    agenda = rules.received(rules.received(Agenda(60.0), Hello("first", 20)), picture)
    assert [utterance.seqs for utterance in agenda.waiting] == [(12,), (13,)]
    assert agenda.outbox == (Ack(11, "unspoken", Why.STALE),)
    assert agenda.seen == 20
    assert agenda.attempts == {12: 1}


def test_another_epoch_forgets_everything_but_what_sounds() -> None:
    agenda = rules.begin(started(call(1), call(2)))
    agenda = rules.received(
        rules.received(agenda, Hello("second", 5)), Reset("second", 5, ((call(1, age=1), Outcome.QUEUED),))
    )
    assert (agenda.epoch, agenda.seen, agenda.outbox) == ("second", 5, ())
    assert [utterance.seqs for utterance in agenda.waiting] == [(1,)]
    agenda = rules.finish(agenda, None)
    assert agenda.outbox == ()
    assert said(rules.begin(agenda)) == (1,)


def test_an_echo_takes_the_acknowledgement_out_of_the_outbox() -> None:
    agenda = rules.finish(rules.begin(started(call(1))), None)
    agenda = rules.received(agenda, Echo(2, 1, Outcome.SPEAKING, None))
    assert agenda.outbox == (Ack(1, "spoken"),)
    assert rules.received(agenda, Echo(3, 1, Outcome.SPOKEN, None)).outbox == ()


def test_what_is_not_for_us_moves_the_bookmark_only() -> None:
    agenda = started(call(1))
    assert rules.received(agenda, Other(7)) == replace(agenda, seen=7)
    assert rules.received(agenda, Beat()) == agenda


class OfficeLife(RuleBasedStateMachine):
    """A server with a log and a clock, an announcer that is cut off and killed; every call gets exactly one outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[tuple[Message, float]] = []
        self.clock = 0.0
        self.connected = True
        self.delivered = 0
        self.agenda = started()
        self.disk = self.agenda
        self.outcomes: dict[int, set[str]] = {}
        self.said: dict[int, int] = {}
        self.order: list[int] = []
        self.withdrawn: set[int] = set()
        self.live: set[int] = set()
        self.kills = 0
        self.cut_short: set[int] = set()

    def _append(self, make: object) -> int:
        seq = len(self.log) + 1
        self.log.append((make(seq), self.clock))  # type: ignore[operator]
        if self.connected:
            self._deliver()
        return seq

    def _deliver(self) -> None:
        for message, at in self.log[self.delivered :]:
            self._receive(message, self.clock - at)
        self.delivered = len(self.log)

    def _receive(self, message: Message, age: float) -> None:
        if isinstance(message, Call):
            if self.agenda.replay_until is None and message.seq > self.agenda.seen:
                self.live.add(message.seq)
            message = replace(message, age=age)
        self.agenda = rules.received(self.agenda, message)
        self._post()

    def _post(self) -> None:
        """The server records what is told while connected, and puts the first of it into its log."""
        if not self.connected:
            return
        for ack in self.agenda.outbox:
            if ack.step != "speaking":
                told = self.outcomes.setdefault(ack.seq, set())
                if not told:
                    self.log.append((Echo(len(self.log) + 1, ack.seq, Outcome(ack.step), ack.why), self.clock))
                told.add(json.dumps([ack.step, ack.why]))

    @rule(ticket=st.integers(1, 4), counter=st.sampled_from("12"))
    def call(self, ticket: int, counter: str) -> None:
        self._append(lambda seq: Call(seq, f"A{ticket:03}", counter, 0.0))

    @precondition(lambda self: any(isinstance(message, Call) for message, _ in self.log))
    @rule(data=st.data())
    def recall(self, data: st.DataObject) -> None:
        first = data.draw(st.sampled_from([message for message, _ in self.log if isinstance(message, Call)]))
        if first.seq not in self.withdrawn:
            self._append(lambda seq: Call(seq, first.ticket, first.counter, 0.0, first.seq))

    @precondition(lambda self: self.agenda.waiting)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        seqs = [seq for utterance in self.agenda.waiting for seq in utterance.seqs]
        gone = data.draw(st.sampled_from(seqs))
        if gone not in self.withdrawn:
            self.withdrawn.add(gone)
            self._append(lambda seq: Withdrawn(seq, gone))

    @rule(seconds=st.sampled_from([1.0, 20.0, 59.0, 61.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock += seconds

    @rule()
    def the_last_frames_come_again(self) -> None:
        if self.connected:
            for message, at in self.log[-3:]:
                self._receive(message, self.clock - at)

    @rule()
    def begin(self) -> None:
        before = self.agenda.sounding
        self.agenda = rules.begin(self.agenda)
        self._post()
        self.disk = self.agenda
        if self.agenda.sounding and self.agenda.sounding is not before:
            for seq in self.agenda.sounding.seqs:
                self.said[seq] = self.said.get(seq, 0) + 1
            self.order.append(self.agenda.sounding.seqs[0])

    @rule(why=st.sampled_from([None, None, None, Why.PLAYER_FAILED]))
    def finish(self, why: Why | None) -> None:
        self.agenda = rules.finish(self.agenda, why)
        self._post()
        self.disk = self.agenda

    @precondition(lambda self: self.connected)
    @rule()
    def the_wire_is_cut(self) -> None:
        self.connected = False
        self.agenda = rules.replay_over(self.agenda)

    @precondition(lambda self: not self.connected)
    @rule()
    def it_comes_back(self) -> None:
        self.connected = True
        self.agenda = rules.received(self.agenda, Hello("first", len(self.log)))
        self.delivered = self.agenda.seen
        self._deliver()
        self.agenda = rules.replay_over(self.agenda)
        self._post()

    @rule()
    def the_process_is_killed(self) -> None:
        self.kills += 1
        self.cut_short |= set(self.agenda.sounding.seqs) if self.agenda.sounding else set()
        self.agenda = restored(json.loads(json.dumps(stored(self.disk))), 60.0)
        self.connected = False
        self.it_comes_back()

    @invariant()
    def never_more_than_twice(self) -> None:
        assert all(count == 1 or (count == 2 and seq in self.cut_short) for seq, count in self.said.items())

    @invariant()
    def at_most_one_outcome(self) -> None:
        assert all(len(outcomes) == 1 for outcomes in self.outcomes.values())

    @invariant()
    def in_order(self) -> None:
        if not self.kills:
            assert self.order == sorted(self.order)

    @invariant()
    def nothing_received_live_is_dropped_for_its_age(self) -> None:
        if not self.kills:
            stale = {seq for seq, outcomes in self.outcomes.items() if any("stale" in outcome for outcome in outcomes)}
            assert not stale & self.live

    def teardown(self) -> None:
        if not self.connected:
            self.it_comes_back()
        while self.agenda.sounding or self.agenda.waiting:
            self.finish(None)
            self.begin()
        calls = {message.seq for message, _ in self.log if isinstance(message, Call)}
        assert calls == set(self.outcomes) | (self.withdrawn & calls)


TestOfficeLife = OfficeLife.TestCase
TestOfficeLife.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
