"""Two announcers and one room: whoever is killed, cut off or given the room, nothing is lost and nothing said needlessly twice."""

import json
from dataclasses import dataclass, field, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from announcer import agenda as rules
from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.messages import Ack, Call, Echo, Event, Granted, Hello, Outcome, Reset
from announcer.place import restored, stored


def newborn() -> Agenda:
    return replace(Agenda(60.0), standby=None)


@dataclass
class Life:
    """One announcer: what it knows, what of it lies on disk, whether it reaches the server, whether its lease still counts."""

    agenda: Agenda = field(default_factory=newborn)
    disk: Agenda = field(default_factory=newborn)
    connected: bool = False
    expired: bool = False
    fence: int = 0

    def speaking_of(self) -> set[int]:
        """What sounds, and what it has not told of yet."""
        return {ack.seq for ack in self.agenda.outbox} | set(self.agenda.sounding.seqs if self.agenda.sounding else ())


class Room(RuleBasedStateMachine):
    """The server's side: a log, who holds the room, and what was begun under which fence."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[tuple[Event, float]] = []
        self.clock = 0.0
        self.holder: Life | None = None
        self.fence = 0
        self.begun: dict[int, set[int]] = {}
        self.outcomes: dict[int, str] = {}
        self.said: dict[int, int] = {}
        self.cut_short: set[int] = set()
        self.unheard_of: set[int] = set()
        self.lives = [Life(), Life()]
        for life in self.lives:
            self._connect(life)

    def _connect(self, life: Life) -> None:
        """As a link does it: hello, what was missed or a picture, and the answer to the claim."""
        life.connected, life.expired = True, False
        agenda = intake.received(handover.stands(life.agenda, None), Hello("first", len(self.log)), self.clock)
        if agenda.epoch is None:
            agenda = intake.received(agenda, self._picture(), self.clock)
        life.agenda = agenda
        self._catch_up(life)
        life.agenda = handover.replay_over(life.agenda)
        if self.holder in (None, life):
            self._grant(life)
        else:
            life.agenda = handover.granted(life.agenda, Granted("", None), self.clock)

    def _picture(self) -> Reset:
        calls = tuple((replace(one, age=self.clock - at), self._state(one.seq)) for one, at in self._calls())
        return Reset("first", len(self.log), calls)

    def _calls(self) -> list[tuple[Call, float]]:
        return [(one, at) for one, at in self.log if isinstance(one, Call)]

    def _state(self, seq: int) -> Outcome:
        if seq in self.outcomes:
            return Outcome(self.outcomes[seq])
        return Outcome.SPEAKING if seq in self.begun else Outcome.QUEUED

    def _grant(self, life: Life) -> None:
        self.holder = life
        self.fence += 1
        life.fence = self.fence
        begun = tuple((seq, len(fences)) for seq, fences in self.begun.items() if seq not in self.outcomes)
        life.agenda = handover.granted(life.agenda, Granted("", self.fence, begun), self.clock)

    def _append(self, event: Event) -> None:
        self.log.append((event, self.clock))
        for life in self.lives:
            if life.connected:
                self._catch_up(life)

    def _catch_up(self, life: Life) -> None:
        for message, at in self.log[life.agenda.seen :]:
            sent = replace(message, age=self.clock - at) if isinstance(message, Call) else message
            life.agenda = intake.received(life.agenda, sent, self.clock)

    def _post(self) -> None:
        """Takes the holder's acknowledgements; nobody else sends any."""
        life = self.holder
        while life and life.connected and life.agenda.outbox:
            ack = life.agenda.outbox[0]
            life.agenda = rules.confirmed(life.agenda, ack)
            self._record(ack)

    def _record(self, ack: Ack) -> None:
        if ack.step == "speaking":
            first = ack.seq not in self.begun and ack.seq not in self.outcomes
            self.begun.setdefault(ack.seq, set()).add(self.fence)
            if first:
                self._append(Echo(len(self.log) + 1, ack.seq, Outcome.SPEAKING, None))
        elif ack.seq not in self.outcomes:
            self.outcomes[ack.seq] = ack.step
            self._append(Echo(len(self.log) + 1, ack.seq, Outcome(ack.step), ack.why))

    def _risk(self, life: Life) -> None:
        """What this one says may be said by another one. What the server was not told of, no other one can count."""
        self.cut_short |= life.speaking_of()
        self.unheard_of |= {seq for seq in life.speaking_of() if life.fence not in self.begun.get(seq, ())}

    @rule(ticket=st.integers(1, 3), counter=st.sampled_from("12"))
    def call(self, ticket: int, counter: str) -> None:
        self._append(Call(len(self.log) + 1, f"A{ticket:03}", counter, 0.0))

    @precondition(lambda self: all(life.connected for life in self.lives))
    @rule()
    def a_minute_passes(self) -> None:
        # The server's own verdict on what nobody says is not played here: somebody is always about to.
        self.clock += 61

    @rule(which=st.integers(0, 1))
    def begin(self, which: int) -> None:
        life = self.lives[which]
        if life.expired or life.agenda.sounding:
            return
        life.agenda = rules.begin(life.agenda)
        life.disk = life.agenda
        if life.agenda.sounding:
            for seq in life.agenda.sounding.seqs:
                self.said[seq] = self.said.get(seq, 0) + 1
            life.agenda = rules.sounds(life.agenda)
        self._post()

    @rule(which=st.integers(0, 1))
    def finish(self, which: int) -> None:
        life = self.lives[which]
        life.agenda = rules.finish(life.agenda, None)
        life.disk = life.agenda
        self._post()

    @rule()
    def whoever_may_says_one(self) -> None:
        for which in (0, 1):
            self.begin(which)
            self.finish(which)

    @precondition(lambda self: self.holder is not None and self.holder.connected)
    @rule()
    def the_holder_is_cut_off(self) -> None:
        assert self.holder is not None
        self.holder.connected = False
        self.holder.agenda = handover.replay_over(self.holder.agenda)

    @precondition(lambda self: self.holder is not None and not self.holder.connected)
    @rule()
    def the_lease_ends(self) -> None:
        """15 s of silence of the holder, which has started nothing for the last three of them."""
        assert self.holder is not None
        self.holder.expired = True
        self._risk(self.holder)
        self.holder = None
        for other in self.lives:
            if other.connected:
                self._grant(other)
        self._post()

    @precondition(lambda self: not all(life.connected for life in self.lives))
    @rule()
    def the_wire_is_mended(self) -> None:
        for life in self.lives:
            if not life.connected:
                self._connect(life)
                if life.agenda.standby and life.agenda.sounding:
                    # As the speaker does it: whoever lost the room falls silent.
                    life.agenda = rules.again(life.agenda)
        self._post()

    @rule(which=st.integers(0, 1), disk=st.sampled_from(["kept", "kept", "lost"]))
    def it_is_killed_and_started_again(self, which: int, disk: str) -> None:
        life = self.lives[which]
        self._risk(life)
        kept = restored(json.loads(json.dumps(stored(life.disk))), 60.0) if disk == "kept" else newborn()
        life.agenda = replace(kept, standby=None)
        self._connect(life)
        self._post()

    @invariant()
    def nothing_is_said_twice_but_what_was_cut_off_and_nothing_a_third_time(self) -> None:
        for seq, count in self.said.items():
            # What a machine says while nobody can hear from it, and then dies in, no other machine can count.
            assert count <= 1 + (seq in self.cut_short) + (seq in self.unheard_of)

    @invariant()
    def only_who_holds_the_room_speaks_or_who_cannot_know_better(self) -> None:
        assert all(life is self.holder or not life.connected for life in self.lives if life.agenda.sounding)

    def teardown(self) -> None:
        self.the_wire_is_mended()
        for _ in range(len(self.log) + 2):
            for which in (0, 1):
                self.finish(which)
            self.whoever_may_says_one()
        missing = {one.seq for one, _ in self._calls()} - self.outcomes.keys()
        assert not missing


TestRoom = Room.TestCase
TestRoom.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
