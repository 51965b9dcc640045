"""The complaint rules under whatever order of presses Hypothesis can think of, sensible or not.

After every press: states moved along the arrows on paper only, whoever a complaint is about is nowhere near it, no event has words in it,
and nothing was refused half-way. At the end the log is folded, whole and in two halves, and tells the same.
"""

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server.domain import complaint_commands as c
from server.domain.complaint import CLOSED_STATES, Complaint, State
from server.domain.complaint_class import Class, rank
from server.domain.complaint_codes import CLOCK, SENDER, account_of, is_code
from server.domain.complaint_deadlines import clocks
from server.domain.complaint_events import ClassLowered, Event, from_data, to_data
from server.domain.complaint_identity import may_see_identity
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaints import fold
from tests.domain.complaint_village import CUSTODIANS, KEYS, LADDER, PEOPLE, UNITS, ComplaintVillage
from tests.domain.unhurried import UNHURRIED

R, V, N, A, P, W = (
    State.RECEIVED,
    State.VERIFYING,
    State.NEEDS_INFO,
    State.ASSIGNED,
    State.IN_PROGRESS,
    State.AWAITING_CONFIRMATION,
)
D, S, O = State.DONE, State.DONE_BY_SILENCE, State.REOPENED  # noqa: E741
ENDS = dict.fromkeys((R, V, N, A, P, W, O), State.WITHDRAWN)
# From the machine on paper. One event, one arrow.
ON_PAPER: dict[str, set[tuple[State, State]]] = {
    "complaint_verification_started": {(R, V)},
    "complaint_info_asked": {(V, N), (P, N)},
    "complaint_info_given": {(N, V), (N, P)},
    "complaint_assigned": {(V, A), (A, A), (P, P), (O, O)},
    "complaint_work_started": {(A, P), (O, P)},
    "complaint_fix_proposed": {(P, W)},
    "complaint_fix_confirmed": {(W, D)},
    "complaint_closed_by_silence": {(W, S)},
    "complaint_reopened": {(W, O), (D, O), (S, O), (State.MERGED, V)},
    "complaint_archived": {(R, State.ARCHIVED)},
    "complaint_merged": {(V, State.MERGED)},
    "complaint_forwarded": {(A, State.FORWARDED)},
    "complaint_withdrawn": set(ENDS.items()),
}
SENDERS_OWN = {"fix_confirmed", "reopened", "rated", "class_lowered", "summary_approved", "summary_declined"}
CLOCKS_OWN = {"closed_by_silence", "text_erased", "root_made"}
READERS_OWN = {
    *("moderation_passed", "verification_started", "info_asked", "assigned", "work_started", "fix_proposed"),
    *("archived", "merged", "forwarded", "answered", "summary_proposed", "case_opened", "identity_asked"),
}
NUMBERS = st.sampled_from(range(1, 200))
REFS = st.sampled_from(("r1", "r2", "r3", "", "lampu mati"))
FIXES = st.sampled_from(("tuntas", "tuntas", "dijelaskan", "bukan_kewenangan", "entah"))
STAFFINGS: tuple[dict[str, Any], ...] = (
    {},
    {"keys": {one: key for one, key in KEYS.items() if one not in ("kasi", "budi")}, "custodians": ()},
    {"ladder": ("kasi", "", "wati", "bpd"), "custodians": ()},
    {"units": {**UNITS, "pu": ("wati",)}},
    {"keys": {"kasi": "aa"}, "custodians": (), "ladder": ("kasi", "", "", "")},
)


class ComplaintMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.village = ComplaintVillage()
        self.about: dict[str, tuple[str, ...]] = {}
        self.missed: set[tuple[str, str]] = set()
        self.keys: set[str] = set()

    def press(self, command: c.Command, actor: str) -> None:
        village, before, length = self.village, self.village.state, len(self.village.log)
        shown = repr(before.complaints.get(getattr(command, "id", "")))
        decision = village.do(command, actor)
        assert repr(before.complaints.get(getattr(command, "id", ""))) == shown
        if isinstance(decision, ComplaintRefusal):
            assert village.state is before
            assert len(village.log) == length
            return
        assert decision
        state = before
        for event in decision:
            after = fold(((event, actor, village.today),), state)
            self.look_at(event, actor, state.complaints, after.complaints)
            state = after
        assert state == village.state

    def look_at(self, event: Event, actor: str, before: Any, after: Any) -> None:
        stored = json.loads(json.dumps(to_data(event)))
        assert from_data(event.kind, event.v, stored) == event
        assert all(text == "" or is_code(text) for text in texts(stored))
        kind = event.kind.removeprefix("complaint_")
        name = getattr(event, "id", "")
        if name not in before:
            return
        old: Complaint = before[name]
        new: Complaint = after[name]
        if old.state is not new.state or event.kind in ON_PAPER:
            assert (old.state, new.state) in ON_PAPER[event.kind]
        assert kind not in SENDERS_OWN or actor == SENDER
        assert kind not in CLOCKS_OWN or actor == CLOCK
        if kind in READERS_OWN:
            assert account_of(actor) in old.readers
        if rank(new.klass) < rank(old.klass):
            assert isinstance(event, ClassLowered)
            assert actor == SENDER
        if old.held and account_of(actor):
            assert new.state in (old.state, State.ARCHIVED, State.WITHDRAWN)
        if old.text_erased:
            assert (new.days.content, new.state) == (old.days.content, old.state)

    def pick(self, number: int) -> str:
        names = [*self.village.state.complaints]
        return names[number % len(names)] if number % 20 else "ffff"

    def reader(self, name: str, number: int) -> str:
        """Mostly somebody who may; now and then anybody."""
        one = self.village.state.complaints.get(name)
        if number % 7 == 0 or one is None or not one.readers:
            return (*(f"account:{person}" for person in PEOPLE), SENDER, CLOCK, "api")[number % 11]
        return f"account:{one.readers[number % len(one.readers)]}"

    # Presses

    @initialize(states=st.lists(st.sampled_from(State), min_size=2, max_size=4), suspect=st.booleans())
    def some_are_there(self, states: list[State], suspect: bool) -> None:
        for number, state in enumerate(states):
            about = (("budi",), (), ("sekdes",), ("wati",))[number]
            before = {*self.village.state.complaints}
            self.village.brought_to(state, ("jalan", "singkat", "jalan", "pungli")[number], about=about, identity=True)
            self.about |= dict.fromkeys(self.village.state.complaints.keys() - before, about)
        self.send("jalan", Class.OPEN, (), False, suspect, False)

    @rule(
        category=st.sampled_from(("jalan", "informasi", "pungli", "singkat")),
        wished=st.sampled_from(Class),
        about=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple),
        identity=st.booleans(),
        suspect=st.booleans(),
        formal=st.booleans(),
    )
    def send(
        self, category: str, wished: Class, about: tuple[str, ...], identity: bool, suspect: bool, formal: bool
    ) -> None:
        if len(self.village.state.complaints) < 8:
            changes = {"identity": identity, "suspect": suspect, "formal": formal}
            command = self.village.sealed_for(category, wished, about, **changes)
            self.about[command.id] = about
            self.press(command, SENDER)

    @rule(which=NUMBERS, who=NUMBERS, how=st.integers(0, 9), ref=REFS, reason=FIXES, steps=st.integers(1, 3))
    def handle(self, which: int, who: int, how: int, ref: str, reason: str, steps: int) -> None:
        """An official takes what would be the next steps, or something else."""
        for _ in range(steps):
            name = self.pick(which)
            one = self.village.state.complaints.get(name)
            ways: tuple[c.Command, ...] = (
                c.PassModeration(name),
                c.StartVerification(name),
                c.Assign(name, "pu"),
                c.StartWork(name),
                c.ProposeFix(name, reason, ref or "r1", one.proofs[-1] if one and one.proofs else ref),
                c.AskInfo(name, ref),
                c.Archive(name, ("spam", "tidak_jelas", "entah")[who % 3], ref),
                c.Forward(name, ("lapor", "kecamatan", "bulan")[who % 3], ref),
                c.Answer(name, ref),
                c.AddFile(name, ref, ("proof", "photo", "film")[who % 3]),
            )
            nexts = {} if one is None else {R: 0 if one.held else 1, V: 2, A: (3, 7)[who % 2], P: (4, 5)[who % 2], O: 3}
            sensible = how < 5 and one is not None and one.state in nexts
            self.press(ways[nexts[one.state] if one and sensible else how], self.reader(name, who))

    @rule(which=NUMBERS, who=NUMBERS, persons=st.lists(st.sampled_from(PEOPLE), max_size=2), how=st.integers(0, 7))
    def hand_on(self, which: int, who: int, persons: list[str], how: int) -> None:
        """With the truth about whom it is about, or without any."""
        name = self.pick(which)
        about = self.about.get(name) if how % 2 else None
        unit = ("", "pu", "sosial", "bulan")[who % 4]
        person = persons[0] if persons else "wati"
        ways: tuple[c.Command, ...] = (
            c.Assign(name, unit, tuple(persons), sideways=who % 2 == 0, about=about),
            c.GrantKeys(name, person, about, as_rung=who % 3 == 0, recovered=who % 5 == 0),
            c.RevokeKeys(name, person, conflict=who % 3 == 1),
            c.ChangeCustodians(name, (("kasi", "sekdes", person), (person,))[who % 2], about),
        )
        self.press(ways[how // 2], self.reader(name, who))

    @rule(which=NUMBERS, how=st.integers(0, 13), ref=REFS, klass=st.sampled_from(Class), stars=st.integers(0, 6))
    def sender_says(self, which: int, how: int, ref: str, klass: Class, stars: int) -> None:
        name = self.pick(which)
        one = self.village.state.complaints.get(name)
        shown = one.summary.ref if one and one.summary and stars else ref
        ways: tuple[c.Command, ...] = (
            c.ConfirmFix(name),
            c.Reopen(name, ref),
            c.GiveInfo(name, ref),
            c.AddMessage(name, ref),
            c.Rate(name, stars),
            c.LowerClass(name, klass),
            c.RaiseClass(name, klass, about=self.about.get(name)),
            c.ApproveSummary(name, shown),
            c.DeclineSummary(name, shown),
            c.Withdraw(name) if stars == 0 else c.Reopen(name),
            c.EraseIdentity(name),
            c.EraseComplaint(name) if stars == 0 else c.ConfirmFix(name),
            c.GiveInfo(name, "r1"),
            c.Reopen(name),
        )
        turns = {N: 12, W: (0, 13)[stars % 2], D: (4, 13)[stars % 2], S: (4, 13)[stars % 2]}
        self.press(ways[turns.get(one.state, how) if one and stars > 2 else how], SENDER)

    @rule(which=NUMBERS, into=NUMBERS, who=NUMBERS, how=st.integers(0, 4), klass=st.sampled_from(Class))
    def look_into(self, which: int, into: int, who: int, how: int, klass: Class) -> None:
        name = self.pick(which)
        one = self.village.state.complaints.get(name)
        # Mostly one that it can be merged into.
        others = [
            o.id
            for o in self.village.state.complaints.values()
            if one and (o.klass, o.category) == (one.klass, one.category) and into % 5
        ]
        ways: tuple[c.Command, ...] = (
            c.Merge(name, others[into % len(others)] if others else self.pick(into), self.about.get(name)),
            c.RaiseClass(name, klass, LADDER[1:] if into % 2 else (), self.about.get(name)),
            c.Escalate(name, ("", "verify:0", "a b")[into % 3]),
            c.NoteOpening(name, ("text", "identity", "soul")[into % 3], "handling"),
            c.NoteExport(),
        )
        self.press(ways[0 if one and one.state is V else how], self.reader(name, who))

    @rule(which=NUMBERS, who=NUMBERS, refs=st.lists(REFS, min_size=1, max_size=3), approve=st.booleans())
    def summarise(self, which: int, who: int, refs: list[str], approve: bool) -> None:
        name = self.pick(which)
        self.press(c.ProposeSummary(name, refs[0]), self.reader(name, who))
        for ref in refs:
            self.press(c.ApproveSummary(name, ref) if approve else c.DeclineSummary(name, ref), SENDER)

    @rule(which=NUMBERS, who=NUMBERS, minutes=st.integers(0, 125), how=st.lists(st.integers(0, 7), max_size=6))
    def break_the_glass(self, which: int, who: int, minutes: int, how: list[int]) -> None:
        name = self.pick(which)
        one = self.village.state.complaints.get(name)
        asker, request = self.reader(name, who), f"q{len(one.requests) if one and who % 4 else 0}"
        self.press(c.AskIdentity(name, request, "clarify", minutes), asker)
        for number in how:
            ways: tuple[c.Command, ...] = (
                c.ApproveIdentity(name, request),
                c.RefuseIdentity(name, request),
                c.CloseIdentity(name, request),
                c.NoteOpening(name, "identity", "clarify"),
                (c.AskErasure, c.StopErasure, c.EraseComplaint)[number % 3](name),
            )
            custodians = one.custodians if one and one.custodians else PEOPLE
            actor = f"account:{custodians[number % len(custodians)]}"
            self.press(ways[max(number - 3, 0)], asker if number > 5 else actor)

    @rule(command=st.sampled_from((c.CloseBySilence, c.EraseText, c.EraseIdentity, c.Withdraw)), which=NUMBERS)
    def clock_is_early(self, command: Any, which: int) -> None:
        self.press(command(self.pick(which)), CLOCK)

    @rule(staffing=st.sampled_from(STAFFINGS), now=st.integers(0, 5))
    def people_change(self, staffing: dict[str, Any], now: int) -> None:
        if now:
            return
        named = {"units": UNITS, "ladder": LADDER, "custodians": CUSTODIANS, "keys": KEYS, **staffing}
        self.press(c.StaffDesk(**named), "account:admin")

    # Time

    @rule(days=st.sampled_from((1, 2, 3, 12, 16, 31, 70)), power=st.booleans())
    def time_passes(self, days: int, power: bool) -> None:
        village = self.village
        asked = {name: used(village, name) for name, one in village.state.complaints.items() if one.state is N}
        village.wait(days)
        for name, before in asked.items():
            assert used(village, name) == before, "a paused clock ran"
        if power:
            self.tick()

    def tick(self) -> None:
        """What is due is done until nothing is, as hourly ticks do; no key ever stands for two effects."""
        village = self.village
        for _ in range(4):
            due = village.due()
            assert due == village.due()
            for key, command in due:
                filled = c.MakeRoot(command.week, "ab") if isinstance(command, c.MakeRoot) else command
                length = len(village.log)
                self.press(filled, CLOCK)
                if len(village.log) > length:
                    assert key not in self.keys
                    self.keys.add(key)
        assert village.due() == ()

    # Always

    @invariant()
    def whoever_it_is_about_is_nowhere_near(self) -> None:
        for name, one in self.village.state.complaints.items():
            near = {*one.readers, *one.rungs, *one.persons, *one.custodians, *one.climbed}
            near |= {one.by for one in one.requests} | {who for request in one.requests for who in request.approvals}
            assert not near & {*self.about[name]}
            assert not any(may_see_identity(one, person) for person in self.about[name])

    @invariant()
    def a_complaint_makes_sense(self) -> None:
        for one in self.village.state.complaints.values():
            assert one.closed is (one.state in CLOSED_STATES) is (one.days.closed_on is not None)
            assert (one.days.rounds[-1].end is None) is (not one.closed and one.state is not W)
            assert any(pause.end is None for pause in one.days.pauses) is (one.state is N)
            assert rank(one.klass) >= rank(self.village.rules.category(one.category).floor())
            assert one.hamlet == "" or one.klass is Class.OPEN
            assert one.summary is None or one.klass is not Class.SECRET
            assert len(one.days.rounds) == one.reopened + 1
            assert not one.solved or one.closed
            assert len({*one.readers}) == len(one.readers)
            assert len({*one.escalated}) == len(one.escalated)
            assert {*one.persons} <= {*one.readers}

    @invariant()
    def what_was_missed_stays_missed(self) -> None:
        village = self.village
        now = {
            (name, clock.what)
            for name, one in village.state.complaints.items()
            for clock in clocks(one, village.rules, village.today, village.closed)
            if clock.missed and clock.what in ("verify", "answer", "settle")
        }
        assert self.missed <= now
        self.missed = now

    def teardown(self) -> None:
        log = self.village.log
        assert fold(log) == self.village.state
        half = len(log) // 2
        assert fold(log[half:], fold(log[:half])) == self.village.state


def used(village: ComplaintVillage, name: str) -> list[int]:
    found = clocks(village.one(name), village.rules, village.today, village.closed)
    return [clock.used for clock in found if clock.what != "info"]


def texts(value: Any) -> list[str]:
    match value:
        case dict():
            return [text for pair in value.items() for one in pair for text in texts(one)]
        case list():
            return [text for one in value for text in texts(one)]
        case str():
            return [value]
        case _:
            return []


TestComplaintMachine = ComplaintMachine.TestCase
LONG_RUN = settings.get_current_profile_name() == "soak"
TestComplaintMachine.settings = settings(
    UNHURRIED, max_examples=1_000 if LONG_RUN else 40, stateful_step_count=60 if LONG_RUN else 50
)
