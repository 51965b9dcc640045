"""Everything at once: an office that calls, takes back and announces, and an announcer that is cut off and killed."""

import json
from collections.abc import Callable
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from announcer import agenda as rules
from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.messages import Announced, AnnouncementWithdrawn, Call, Echo, Event, Hello, Outcome, Reset, Withdrawn
from announcer.place import restored, stored
from announcer.utterance import Kind
from announcer.why import Why


class OfficeLife(RuleBasedStateMachine):
    """A server with a log and a clock; every call and announcement of our room gets exactly one outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[tuple[Event, float]] = []
        self.clock = 0.0
        self.connected = True
        self.delivered = 0
        self.agenda = intake.received(handover.in_room(Agenda(60.0), "aula"), Reset("first", 0, ()))
        self.disk = self.agenda
        self.outcomes: dict[int, set[str]] = {}
        self.speaking: set[int] = set()
        self.said: dict[int, int] = {}
        self.order: list[tuple[str, int]] = []
        self.withdrawn: set[int] = set()
        self.live: set[int] = set()
        self.kills = 0
        self.cut_short: set[int] = set()

    def _append(self, make: Callable[[int], Event]) -> int:
        seq = len(self.log) + 1
        self.log.append((make(seq), self.clock))
        if self.connected:
            self._deliver()
        return seq

    def _deliver(self) -> None:
        for message, at in self.log[self.delivered :]:
            self._receive(message, self.clock - at)
        self.delivered = len(self.log)

    def _receive(self, message: Event, age: float) -> None:
        if isinstance(message, Call | Announced):
            if self.agenda.replay_until is None and message.seq > self.agenda.seen:
                self.live.add(message.seq)
            message = replace(message, age=age)
        self.agenda = intake.received(self.agenda, message, self.clock)
        self._post()

    def _post(self) -> None:
        """The server records what is told while connected, and puts the first of it into its log."""
        if not self.connected:
            return
        for ack in self.agenda.outbox:
            if ack.step == "speaking":
                self.speaking.add(ack.seq)
            else:
                told = self.outcomes.setdefault(ack.seq, set())
                if not told:
                    self.log.append((Echo(len(self.log) + 1, ack.seq, Outcome(ack.step), ack.why), self.clock))
                told.add(json.dumps([ack.step, ack.why]))

    def _ours(self) -> list[Call | Announced]:
        return [one for one, _ in self.log if isinstance(one, Call | Announced) and one.room == "aula"]

    @rule(ticket=st.integers(1, 4), counter=st.sampled_from("12"), room=st.sampled_from(["aula", "aula", "depan"]))
    def call(self, ticket: int, counter: str, room: str) -> None:
        self._append(lambda seq: Call(seq, f"A{ticket:03}", counter, 0.0, room=room))

    @rule(urgent=st.booleans())
    def announce(self, urgent: bool) -> None:
        self._append(lambda seq: Announced(seq, "Pelayanan ditutup.", 0.0, urgent=urgent, room="aula"))

    @precondition(lambda self: any(isinstance(one, Call) for one in self._ours()))
    @rule(data=st.data())
    def recall(self, data: st.DataObject) -> None:
        first = data.draw(st.sampled_from([one for one in self._ours() if isinstance(one, Call)]))
        if first.seq not in self.withdrawn:
            self._append(lambda seq: replace(first, seq=seq, first=first.seq))

    @precondition(lambda self: any(not utterance.quiet for utterance in self.agenda.waiting))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        waiting = [one for one in self.agenda.waiting if not one.quiet]
        gone = data.draw(st.sampled_from([(seq, one.kind) for one in waiting for seq in one.seqs]))
        if gone[0] in self.withdrawn:
            return
        self.withdrawn.add(gone[0])
        if gone[1] is Kind.ANNOUNCEMENT:
            self._append(lambda seq: AnnouncementWithdrawn(seq, gone[0]))
        else:
            self._append(lambda seq: Withdrawn(seq, gone[0], room="aula"))

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
        self.disk = self.agenda
        if self.agenda.sounding and self.agenda.sounding is not before:
            self.agenda = rules.sounds(self.agenda)
            for seq in self.agenda.sounding.seqs:
                self.said[seq] = self.said.get(seq, 0) + 1
            self.order.append((self.agenda.sounding.counter, self.agenda.sounding.seqs[0]))
        self._post()

    @rule(why=st.sampled_from([None, None, None, Why.PLAYER_FAILED]))
    def finish(self, why: Why | None) -> None:
        self.agenda = rules.finish(self.agenda, why)
        self._post()
        self.disk = self.agenda

    @precondition(lambda self: self.connected)
    @rule()
    def the_wire_is_cut(self) -> None:
        self.connected = False
        self.agenda = handover.replay_over(self.agenda)

    @precondition(lambda self: not self.connected)
    @rule()
    def it_comes_back(self) -> None:
        self.connected = True
        self.agenda = intake.received(self.agenda, Hello("first", len(self.log)))
        self.delivered = self.agenda.seen
        self._deliver()
        self.agenda = handover.replay_over(self.agenda)
        self._post()

    @rule()
    def its_place_cannot_be_served(self) -> None:
        """It reconnects and gets a whole picture; nothing that it had received is forgotten for that."""
        self.agenda = handover.replay_over(self.agenda)
        self.connected = True
        self.agenda = intake.received(self.agenda, Hello("first", len(self.log)))
        calls = [(one, at) for one, at in self.log if isinstance(one, Call | Announced)]
        picture = tuple((replace(one, age=self.clock - at), self._state(one.seq)) for one, at in calls)
        self.agenda = intake.received(self.agenda, Reset("first", len(self.log), picture), self.clock)
        self.delivered = len(self.log)
        self._post()

    def _state(self, seq: int) -> Outcome:
        if seq in self.withdrawn:
            return Outcome.WITHDRAWN
        if outcomes := self.outcomes.get(seq):
            return Outcome(json.loads(next(iter(outcomes)))[0])
        return Outcome.SPEAKING if seq in self.speaking else Outcome.QUEUED

    @rule()
    def the_process_is_killed(self) -> None:
        self.kills += 1
        self.cut_short |= set(self.agenda.sounding.seqs) if self.agenda.sounding else set()
        kept = json.loads(json.dumps(stored(self.disk)))
        self.live &= set(kept["waiting"])
        self.agenda = restored(kept, 60.0)
        self.connected = False
        self.it_comes_back()

    @invariant()
    def never_more_than_twice(self) -> None:
        assert all(count == 1 or (count == 2 and seq in self.cut_short) for seq, count in self.said.items())

    @invariant()
    def at_most_one_outcome(self) -> None:
        assert all(len(outcomes) == 1 for outcomes in self.outcomes.values())

    @invariant()
    def the_calls_of_a_counter_in_order(self) -> None:
        if not self.kills:
            for counter in "12":
                said = [seq for where, seq in self.order if where == counter]
                assert said == sorted(said)

    @invariant()
    def nothing_received_in_time_is_dropped_for_its_age(self) -> None:
        stale = {seq for seq, outcomes in self.outcomes.items() if any("stale" in outcome for outcome in outcomes)}
        assert not stale & self.live

    @invariant()
    def the_other_room_is_left_alone(self) -> None:
        theirs = {one.seq for one, _ in self.log if isinstance(one, Call) and one.room == "depan"}
        assert not theirs & (self.said.keys() | self.outcomes.keys())

    def teardown(self) -> None:
        if not self.connected:
            self.it_comes_back()
        while self.agenda.sounding or self.agenda.waiting:
            self.finish(None)
            self.begin()
        ours = {one.seq for one in self._ours()}
        assert ours == set(self.outcomes) | (self.withdrawn & ours)


TestOfficeLife = OfficeLife.TestCase
TestOfficeLife.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
