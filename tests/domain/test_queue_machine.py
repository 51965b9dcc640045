"""The rules against the office on paper, over whatever order of events Hypothesis can think of.

After every step both must have written the same and stand the same; at the end an auditor reads the whole log, and the log is
folded again from its newest day.
"""

import hashlib
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.domain import commands as c
from server.domain.due import due
from server.domain.events import to_data
from server.domain.frozen import plain
from server.domain.record import CLOCK, Record
from server.domain.structure import Rules
from tests.domain.audit import Auditor
from tests.domain.false_clock import FalseClock
from tests.domain.paper_hall import PaperHall
from tests.domain.paper_office import Refused
from tests.domain.queue_log import QueueLog
from tests.domain.unhurried import UNHURRIED
from tests.domain.village import CLOSED_ALL_WEEK, WORKING_WEEK, Plan

NOTICES = (
    ("buka", "opening", 0, ("",), False),
    ("tutup", "closing", 10, ("dalam", "luar"), True),
    ("doa", "08:05", 0, ("luar",), False),
)
PLANS = (
    Plan(("A", "B", "C"), {"1": ("A", "B"), "2": ("B",), "3": ("C",)}, CLOSED_ALL_WEEK),
    Plan(
        ("A", "B", "C"),
        {"1": ("A", "B"), "2": ("B",), "3": ("C",)},
        WORKING_WEEK,
        automatic=True,
        announcements=NOTICES,
    ),
    Plan(("A", "B"), {"2": ("A", "B"), "1": ("B",)}, WORKING_WEEK, automatic=True),
    Plan(
        ("A", "B", "C"),
        {"1": ("C",), "2": ("A", "B", "C"), "4": ("A",)},
        WORKING_WEEK,
        rules=Rules(priority_ratio=1, brake=2, return_after=0, transfer_first=True),
        quotas={"A": 2, "B": 0},
        announcements=NOTICES[:1],
    ),
    Plan(
        ("A", "B"),
        {"1": ("A", "B")},
        WORKING_WEEK,
        automatic=True,
        rules=Rules(priority_ratio=3, brake=1, return_after=1),
        closed=("2026-11-24", "2026-11-26"),
    ),
)
# C comes and goes with the plans, so what a restore may have lost of it is not known to the office that was restored.
LASTING = ("A", "B")
GAP = 50

SERVICES = st.sampled_from(("A", "B", "A", "B", "A", "B", "C", "Z"))
COUNTERS = st.sampled_from(("1", "2", "1", "2", "1", "2", "3", "4", "9"))
SEEN = st.sampled_from(("right", "none", "right", "stale"))
VERSIONS = st.sampled_from(("none", "right", "none", "right", "stale", "ahead"))
NEWS = st.sampled_from(("speaking", "spoken", "unspoken", "shown"))
CODES = st.sampled_from(("no_device", "stale", "failed"))
OFFICE_CHANGES = st.sampled_from(
    ("configure", "back up", "restore", "close", "close and open", "open", "ask", "stop", "resume", "correct")
)
WORK = st.sampled_from(
    (
        *("recall", "start", "finish", "no_show", "next", "close_counter", "open_counter", "pause"),
        *("hold", "transfer", "go_on_with", "note", "serve", "bring_back", "call", "undo", "undo"),
    )
)
CHOICE = st.integers(0, 11)
SLOTS = st.sampled_from((None, None, None, 8 * 60 + 4, 8 * 60 + 30, 15 * 60))

PLAIN: dict[str, Any] = {
    "next": c.CallNext,
    "pause": c.PauseCounter,
    "undo": c.Undo,
    "recall": c.Recall,
    "start": c.StartServing,
    "finish": c.FinishServing,
    "no_show": c.MarkNoShow,
    "open_counter": c.OpenCounter,
    "close_counter": c.CloseCounter,
}


def some_day_is_open(machine: "QueueMachine") -> bool:
    return machine.paper.day is not None


def somebody_can_be_called(machine: "QueueMachine") -> bool:
    return bool(machine.callers())


def somebody_is_at_a_counter(machine: "QueueMachine") -> bool:
    return any(desk["slip"] for desk in machine.paper.desks.values())


class QueueMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.clock = FalseClock()
        self.log = QueueLog(self.clock)
        self.paper = PaperHall(self.clock)
        self.tokens = 0
        self.life = 0
        self.printed: dict[tuple[str, str], int] = {}
        self.guarded: list[str] = []
        self.backup: tuple[list[Record], PaperHall] | None = None

    def both(self, command: c.Command, method: str, *args: Any, actor: str = "api") -> None:
        """The rules and the paper do the same; what they wrote, or why they refused, is compared."""
        before, length = repr(self.log.state), len(self.log.records)
        self.paper.actor, self.paper.written = actor, []
        decision = self.log.do(command, actor=actor)
        refused = self._on_paper(method, *args)
        if isinstance(decision, tuple):
            assert refused is None, f"{refused} instead of {decision}"
            assert [(event.kind, to_data(event)) for event in decision] == self.paper.written
        else:
            assert refused is not None, f"{decision} instead of {self.paper.written}"
            assert (type(decision).__name__, plain(decision)) == (refused.name, refused.fields)
            assert not self.paper.written
        if not self.paper.written:
            assert repr(self.log.state) == before
            assert len(self.log.records) == length
        for record in self.log.records[length:]:
            self._keep_the_print(record)

    def _on_paper(self, method: str, *args: Any) -> Refused | None:
        try:
            getattr(self.paper, method)(*args)
        except Refused as refused:
            return refused
        return None

    def _keep_the_print(self, record: Record) -> None:
        """What was printed stays in people's hands, whatever is restored."""
        data = to_data(record.event)
        if record.kind == "day_opened" and data["date"] not in self.guarded and len(self.guarded) < 2:
            self.guarded.append(data["date"])
        if record.kind == "day_corrected":
            # The papers of the wrong date belong to another one now, where the gap of an older restore does not reach.
            self.guarded = ["", ""]
        if record.kind == "ticket_taken":
            paper = self.log.state.date, data["ticket"]
            life = self.printed.setdefault(paper, self.life)
            twice = life != self.life and data["service"] in LASTING and paper[0] in self.guarded
            assert not twice, f"{paper} was printed before the restore too"
            self.printed[paper] = self.life

    def press(self, method: str, counter: str, version: str, choice: int = 0) -> None:
        """`choice` decides what the press needs beside the counter: a ticket, a service, another counter, a reason."""
        touched = self.paper.desks.get(counter, {}).get("touched", 0)
        number = {"none": None, "right": touched, "stale": max(touched - 1, 0), "ahead": touched + 1}[version]
        tickets = [*self.paper.slips, "A998"]
        # Mostly those with whom something can be done.
        away = [n for n, slip in self.paper.slips.items() if slip["state"] in ("held", "missed")] or tickets
        service, other = "ABCZ"[choice % 4], ("", "1", "2", "3", "9")[choice % 5]
        match method:
            case "hold":
                why = ("documents", "copy", "payment", "other", "sakit gigi")[choice % 5]
                self.both(c.HoldTicket(counter, why, number), method, counter, why, number)
            case "transfer":
                to, first = ("" if choice % 3 else service), (None, True, False)[choice % 3]
                self.both(
                    c.TransferTicket(counter, to, other, first, number), method, counter, to, other, first, number
                )
            case "go_on_with":
                self.both(c.ContinueWith(counter, service, number), method, counter, service, number)
            case "note":
                self.both(c.NoteTicket(counter, f"note-{choice}", number), method, counter, f"note-{choice}", number)
            case "serve":
                token, receipt = self.new_token()
                command = c.ServeWithoutTicket(counter, service, token, number)
                self.both(command, method, counter, service, receipt, number)
            case "bring_back":
                back, at = away[choice % len(away)], counter if choice % 2 else ""
                seen = number if at else None
                self.both(c.ReturnTicket(back, at, seen), method, back, at, seen)
            case "call":
                wanted = tickets[choice % len(tickets)]
                self.both(c.CallTicket(counter, wanted, number), method, counter, wanted, number)
            case _:
                self.both(PLAIN[method](counter, number), method, counter, number)

    def new_token(self) -> tuple[str, str]:
        self.tokens += 1
        token = f"token-{self.tokens}"
        return token, hashlib.sha256(token.encode()).hexdigest()

    def callers(self) -> list[str]:
        """Counters for which somebody waits."""
        return [name for name, desk in self.paper.desks.items() if self.paper.next_for(desk, name)]

    # The office

    @initialize(plan=st.sampled_from(PLANS), opened=st.integers(0, 7), crowd=st.lists(SERVICES, max_size=8))
    def set_up(self, plan: Plan, opened: int, crowd: list[str]) -> None:
        self.configure(plan)
        if opened:
            self.open_day()
        for service in crowd:
            self.take_one(service)

    def configure(self, plan: Plan) -> None:
        document = hashlib.sha256(repr(plan).encode()).hexdigest()
        self.both(c.ConfigureOffice(document, plan.structure()), "reconfigure", plan, document)
        # As a start does it: logs hold that as well.
        self.both(c.ConfigureOffice(document, plan.structure(), at_start=True), "configure", plan, document)

    def open_day(self) -> None:
        self.both(c.OpenDay(), "open_day")

    @precondition(lambda self: not some_day_is_open(self))
    @rule()
    def the_day_begins(self) -> None:
        self.open_day()

    @rule(what=OFFICE_CHANGES, plan=st.sampled_from(PLANS))
    def the_office_changes(self, what: str, plan: Plan) -> None:
        match what:
            case "open":
                self.open_day()
            case "close":
                self.both(c.CloseDay(), "close_day")
            case "close and open":
                self.both(c.CloseDay(), "close_day")
                self.open_day()
            case "ask":
                self.both(c.CloseDay(leftovers="refuse"), "close_day", "refuse")
            case "stop":
                self.both(c.StopTaking(), "stop")
            case "resume":
                self.both(c.ResumeTaking(), "resume")
            case "correct":
                today = self.paper.now()["date"]
                self.both(c.CorrectDay(today), "correct_day", today)
                self.both(c.CorrectDay("2026-11-23"), "correct_day", "2026-11-23")
            case "configure":
                self.configure(plan)
            case "back up":
                self.backup = list(self.log.records), self.paper.copied()
            case "restore" if self.backup is not None:
                self.restore(*self.backup)
                self.backup = None

    def restore(self, records: list[Record], paper: PaperHall) -> None:
        """All since the backup is lost, but for the paper in people's hands."""
        self.life += 1
        self.log.records, self.log.state = records, QueueLog(self.clock, records).state
        self.paper = paper
        # The gap guards the date of the backup and the next one that is opened.
        self.guarded = [paper.label] if paper.label else []
        epoch = f"epoch-{self.life}"
        self.both(c.RestartLog(epoch, GAP), "restart", epoch, GAP)

    # Residents

    @precondition(some_day_is_open)
    @rule(service=SERVICES, priority=st.booleans(), times=st.integers(1, 3), slot=SLOTS)
    def take(self, service: str, priority: bool, times: int, slot: int | None) -> None:
        for _ in range(times):
            self.take_one(service, priority, slot)

    def take_one(self, service: str, priority: bool = False, slot: int | None = None) -> None:
        token, receipt = self.new_token()
        command = c.TakeTicket(service, priority, token, "kiosk", slot)
        self.both(command, "take", service, priority, receipt, "kiosk", slot)

    @precondition(lambda self: bool(self.paper.slips))
    @rule(choice=CHOICE, at_counter=st.booleans())
    def cancel(self, choice: int, at_counter: bool) -> None:
        called = [desk["slip"] for desk in self.paper.desks.values() if desk["slip"]]
        numbers = called if at_counter and called else list(self.paper.slips)
        number = numbers[choice % len(numbers)]
        self.both(c.CancelTicket(number), "cancel", number)

    # Officials

    @precondition(somebody_can_be_called)
    @rule(
        choice=CHOICE,
        version=SEEN,
        heard=st.none() | NEWS,
        then=st.lists(st.tuples(WORK, CHOICE), max_size=5),
        wait=st.sampled_from((0, 1, 5, 6)),
    )
    def work(self, choice: int, version: str, heard: str | None, then: list[tuple[str, int]], wait: int) -> None:
        """An official calls somebody, the loudspeaker may answer, and the official goes on in some order, sensible or not."""
        callers = self.callers()
        counter = callers[choice % len(callers)]
        self.press("next", counter, version)
        if heard and self.paper.calls:
            self._acknowledges(max(self.paper.calls), heard, "failed", "api")
        for method, with_what in then:
            self.clock.passes(seconds=wait)
            self.press(method, counter, "right", with_what)

    @precondition(somebody_can_be_called)
    @rule(choice=CHOICE)
    def press_next_twice(self, choice: int) -> None:
        """Both presses saw the same counter: the second one is refused, for the first one moved it on."""
        callers = self.callers()
        counter = callers[choice % len(callers)]
        touched = self.paper.desks[counter]["touched"]
        for _ in range(2):
            self.both(c.CallNext(counter, touched), "next", counter, touched)
        assert self.paper.desks[counter]["touched"] > touched

    @precondition(somebody_is_at_a_counter)
    @rule(choice=CHOICE, method=WORK, version=SEEN)
    def go_on_with_the_present(self, choice: int, method: str, version: str) -> None:
        busy = [name for name, desk in self.paper.desks.items() if desk["slip"]]
        self.press(method, busy[choice % len(busy)], version, choice)

    @precondition(some_day_is_open)
    @rule(counter=COUNTERS, method=WORK, choice=CHOICE, seconds=st.sampled_from((0, 9, 10, 11)))
    def think_better_of_it(self, counter: str, method: str, choice: int, seconds: int) -> None:
        """A press, and after a while the eraser, twice."""
        self.press(method, counter, "none", choice)
        self.clock.passes(seconds=seconds)
        for _ in range(2):
            self.press("undo", counter, "right")

    @precondition(somebody_can_be_called)
    @rule(choice=CHOICE, heard=st.none() | NEWS, gone=st.sampled_from(("resident", "elsewhere", "nobody")))
    def take_a_call_back(self, choice: int, heard: str | None, gone: str) -> None:
        """Next was a mistake. The loudspeaker may have said it, the person may have gone, or been sent on."""
        callers = self.callers()
        counter = callers[choice % len(callers)]
        self.press("next", counter, "right")
        call, number = max(self.paper.calls), self.paper.desks[counter]["slip"]
        if heard:
            self._acknowledges(call, heard, "failed", "api")
        if gone == "resident":
            self.both(c.CancelTicket(number), "cancel", number)
        elif gone == "elsewhere":
            self.press("transfer", counter, "right", choice)
            for other in self.paper.desks:
                self.both(c.CallTicket(other, number), "call", other, number, None)
        self.press("undo", counter, "right")
        self._acknowledges(call, "spoken", "", "api")

    @precondition(somebody_can_be_called)
    @rule(choice=CHOICE, gives_up=st.booleans())
    def bring_somebody_back_while_another_gives_up(self, choice: int, gives_up: bool) -> None:
        """The press that is undone has nothing to do with whoever is at the counter; but that one may have gone meanwhile."""
        callers = self.callers()
        counter = callers[choice % len(callers)]
        self.press("next", counter, "right")
        missed = self.paper.desks[counter]["slip"]
        self.press("no_show", counter, "right")
        self.press("next", counter, "right")
        self.both(c.ReturnTicket(missed, counter), "bring_back", missed, counter, None)
        expected = self.paper.desks[counter]["slip"]
        if expected and gives_up:
            self.both(c.CancelTicket(expected), "cancel", expected)
        self.press("undo", counter, "right")

    @precondition(somebody_can_be_called)
    @rule(
        choice=CHOICE,
        way=st.sampled_from((("transfer",), ("start", "transfer"), ("hold",), ("no_show",), ("no_show",))),
        heard=st.sampled_from((None, None, None, "speaking", "unspoken")),
        then=st.sampled_from(("undo", "undo", "elsewhere", "elsewhere", "return and elsewhere")),
    )
    def send_somebody_on(self, choice: int, way: tuple[str, ...], heard: str | None, then: str) -> None:
        """Whoever was called is sent elsewhere, maybe before the loudspeaker had its turn."""
        callers = self.callers()
        counter = callers[choice % len(callers)]
        self.press("next", counter, "right")
        number = self.paper.desks[counter]["slip"]
        if heard:
            self._acknowledges(max(self.paper.calls), heard, "failed", "api")
        for method in way:
            self.press(method, counter, "right", choice)
        if "return" in then:
            self.both(c.ReturnTicket(number), "bring_back", number, "", None)
        if "elsewhere" in then:
            for other in sorted(self.paper.desks, key=lambda name: name == counter):
                self.both(c.CallTicket(other, number), "call", other, number, None)
        self.press("undo", counter, "right")

    @precondition(somebody_is_at_a_counter)
    @rule(choice=CHOICE, then=st.lists(st.tuples(WORK, CHOICE), min_size=2, max_size=8))
    def a_busy_counter_goes_on(self, choice: int, then: list[tuple[str, int]]) -> None:
        busy = [name for name, desk in self.paper.desks.items() if desk["slip"]]
        for method, with_what in then:
            self.press(method, busy[choice % len(busy)], "none", with_what)

    @rule(counter=COUNTERS, account=st.sampled_from(("siti", "siti", "budi", "")), take_over=st.booleans())
    def sit_down(self, counter: str, account: str, take_over: bool) -> None:
        self.both(c.StaffCounter(counter, account, take_over), "staff", counter, account, take_over)

    @rule(method=WORK, counter=COUNTERS, version=VERSIONS, service=SERVICES, choice=CHOICE)
    def do_what_the_state_may_forbid(self, method: str, counter: str, version: str, service: str, choice: int) -> None:
        self.press(method, counter, version, choice)
        if not some_day_is_open(self):
            self.take_one(service)
            self.both(c.CancelTicket("A998"), "cancel", "A998")

    # The announcer and the TV: late, twice, and about calls that nobody knows

    @precondition(lambda self: bool(self.paper.calls or self.paper.notices))
    @rule(choice=CHOICE, news=st.lists(NEWS, min_size=1, max_size=4), why=CODES, all_days=st.booleans())
    def acknowledge(self, choice: int, news: list[str], why: str, all_days: bool) -> None:
        calls = [*reversed(self.paper.calls), *reversed(self.paper.notices)]
        if all_days:
            said = ("ticket_called", "ticket_recalled", "announcement_made")
            of_any_day = [r.seq for r in self.log.records if r.kind in said]
            calls += [0, self.paper.seq, self.paper.seq + 1, *of_any_day]
        for what in news:
            self._acknowledges(calls[choice % len(calls)], what, why, "api")

    def _acknowledges(self, call: int, news: str, why: str, actor: str) -> None:
        kinds = {"speaking": c.NoteSpeaking, "spoken": c.NoteSpoken, "shown": c.NoteShown}
        if news == "unspoken":
            self.both(c.NoteUnspoken(call, why), "acknowledge", call, news, why, actor=actor)
        else:
            self.both(kinds[news](call), "acknowledge", call, news, actor=actor)

    # Announcements and letters

    @rule(
        name=st.sampled_from(("buka", "tutup", "")),
        rooms=st.sampled_from((("",), ("dalam",), ("dalam", "luar"))),
        urgent=st.booleans(),
        test=st.booleans(),
        times=st.sampled_from((1, 1, 1, 6)),
        heard=st.none() | NEWS,
    )
    def announce(
        self, name: str, rooms: tuple[str, ...], urgent: bool, test: bool, times: int, heard: str | None
    ) -> None:
        for _ in range(times):
            text_id = "" if name else f"announcement:{self.paper.seq}"
            command = c.MakeAnnouncement(name, text_id, rooms, urgent, test)
            self.both(command, "announce", name, text_id, rooms, urgent, test)
            if heard:
                self._acknowledges(max(self.paper.notices), heard, "failed", "api")

    @rule(choice=CHOICE, of_any_day=st.booleans())
    def take_an_announcement_back(self, choice: int, of_any_day: bool) -> None:
        made = [r.seq for r in self.log.records if r.kind == "announcement_made"] if of_any_day else []
        numbers = [*reversed(self.paper.notices), *made, 0]
        number = numbers[choice % len(numbers)]
        self.both(c.WithdrawAnnouncement(number), "take_back", number)

    @rule(choice=CHOICE, what=st.sampled_from(("put", "put", "call", "call", "collected", "mistake", "lost")))
    def handle_a_letter(self, choice: int, what: str) -> None:
        name = str(choice % 4)
        match what:
            case "put":
                self.both(c.PutLetter(name, "A001", "2026-11-23"), "put_letter", name, "A001", "2026-11-23")
            case "call":
                self.both(c.CallLetter(name), "call_letter", name)
            case why:
                self.both(c.TakeLetterAway(name, why), "take_letter_away", name, why)

    # Time

    @rule(seconds=st.sampled_from((0.25, 1, 20, 39, 40, 41, 600, 3 * 3600, 4 * 3600)), ticks=st.booleans())
    def time_passes(self, seconds: float, ticks: bool) -> None:
        self.clock.passes(seconds=seconds)
        if ticks:
            self.tick()

    @rule(
        what=st.sampled_from(("night", "night", "put", "doubt", "power cut")),
        hour=st.sampled_from((0, 7, 8, 15, 16)),
        days=st.sampled_from((-3, -1, 0, 1, 15)),
        lost=st.sampled_from((0, 60, 660)),
        ticks=st.booleans(),
    )
    def something_happens_to_the_clock(self, what: str, hour: int, days: int, lost: int, ticks: bool) -> None:
        match what:
            case "night":
                self.clock.passes_until_tomorrow(hour, 5)
            case "put":
                self.clock.is_put(days=days, hours=hour - 7)
            case "doubt":
                self.clock.doubtful = not self.clock.doubtful
            case _:
                self.clock.reboots(outage_minutes=hour, lost_minutes=lost)
        if ticks:
            self.tick()

    @rule()
    def tick(self) -> None:
        now = self.clock.now()
        tasks = due(self.log.state, now)
        assert tasks == due(self.log.state, now)
        assert len({task.key for task in tasks}) == len(tasks)
        wishes = self.paper.due()
        methods = {
            c.OpenDay: "open_day",
            c.CloseDay: "close_day",
            c.StopTaking: "stop",
            c.NoteUnspoken: "unspoken",
            c.AdmitAppointment: "admit",
            c.MakeAnnouncement: "planned",
        }
        about = [
            next(
                (
                    getattr(task.command, name)
                    for name in ("call", "number", "announcement")
                    if hasattr(task.command, name)
                ),
                0,
            )
            for task in tasks
        ]
        assert [(methods[type(task.command)], what) for task, what in zip(tasks, about, strict=True)] == wishes
        for task in tasks:
            match task.command:
                case c.NoteUnspoken(call=call, why=why):
                    self._acknowledges(call, "unspoken", why, CLOCK)
                case c.AdmitAppointment(number=number):
                    self.both(task.command, "admit", number, actor=CLOCK)
                case c.MakeAnnouncement(announcement=name, rooms=rooms, urgent=urgent):
                    assert (name, rooms, urgent) in [(one[0], *one[3:]) for one in self.paper.plan.announcements]
                    self.both(task.command, "announce", name, "", rooms, urgent, False, actor=CLOCK)
                case command:
                    self.both(command, methods[type(command)], actor=CLOCK)
        # Only what the opening itself brings about comes after it.
        opened = any(isinstance(task.command, c.OpenDay) for task in tasks)
        again = due(self.log.state, now)
        assert not {task.key for task in tasks}.intersection(task.key for task in again), (
            "what was done is not due again"
        )
        assert again == () or (opened and all(isinstance(task.command, c.MakeAnnouncement) for task in again))

    @rule()
    def start_again(self) -> None:
        """What a server folds when it starts is what it knew before it stopped."""
        assert QueueLog(self.clock, self.log.fold_base()).state == self.log.state

    # What holds after every step

    @invariant()
    def both_stand_the_same(self) -> None:
        state, paper = self.log.state, self.paper
        assert state.seq == paper.seq == len(self.log.records)
        day = state.day
        assert (
            day
            and {
                "seq": day.seq,
                "date": day.date,
                "minute": day.opened_minute,
                "taking": day.taking,
                "stopped": day.stopped_by_clock,
            }
        ) == paper.day
        assert (state.date, state.gap, state.document) == (paper.label, paper.owed, paper.document)
        assert {s: n for s, n in state.issued.items() if n} == {s: n for s, n in paper.last.items() if n}
        assert [
            (t.number, t.service, t.state.value, t.counter, t.call, t.calls, t.taken, t.version, list(t.order))
            for t in state.tickets.values()
        ] == [
            (n, s["service"], s["state"], s["counter"], s["call"], s["calls"], s["taken"], s["touched"], s["place"])
            for n, s in paper.slips.items()
        ]
        assert [
            (t.reserved, t.front, t.overtaken, t.due, t.rule, t.hold, list(t.notes)) for t in state.tickets.values()
        ] == [
            (s["reserved"], s["front"], s["overtaken"], s["due"], s["rule"], s["hold"], s["notes"])
            for s in paper.slips.values()
        ]
        assert [t.number for t in state.waiting()] == paper.line
        assert [(k.id, list(k.services), k.status.value, k.ticket, k.version) for k in state.counters.values()] == [
            (name, d["services"], d["status"], d["slip"], d["touched"]) for name, d in paper.desks.items()
        ]
        assert [(k.account, k.streak, k.last and k.last.press) for k in state.counters.values()] == [
            (d["account"], d["streak"], d["last"] and d["last"]["press"]) for d in paper.desks.values()
        ]
        assert [
            (k.seq, k.ticket, k.counter, k.first, k.outcome.value, k.why, k.shown, k.version)
            for k in state.calls.values()
        ] == [
            (seq, k["ticket"], k["counter"], k["first"], k["outcome"], k["why"], k["shown"], k["version"])
            for seq, k in paper.calls.items()
        ]
        assert [
            (a.seq, a.announcement, a.room, a.outcome.value, a.why, a.version) for a in state.announcements.values()
        ] == [(seq, n["name"], n["room"], n["outcome"], n["why"], n["version"]) for seq, n in paper.notices.items()]
        assert [(x.id, x.ticket, x.day, x.called) for x in state.letters.values()] == [
            (name, x["ticket"], x["day"], x["called"]) for name, x in paper.letters.items()
        ]

    @invariant()
    def counters_and_tickets_name_each_other(self) -> None:
        state = self.log.state
        from_counters = {(k.id, k.ticket) for k in state.counters.values() if k.ticket}
        from_tickets = {(t.counter, t.number) for t in state.tickets.values() if t.state.value in ("called", "serving")}
        assert from_counters == from_tickets
        assert len({number for _, number in from_counters}) == len(from_counters)
        if state.day is None:
            assert not from_counters

    @invariant()
    def the_voice_sends_nobody_where_nobody_waits(self) -> None:
        state = self.log.state
        for call in state.calls.values():
            ticket = state.tickets[call.ticket]
            if call.outcome.value == "queued":
                assert ticket.state.value in ("called", "serving", "missed", "finished")
                assert ticket.counter == call.counter

    @invariant()
    def whoever_is_expected_has_been_called(self) -> None:
        for number, slip in self.paper.slips.items():
            assert slip["state"] != "called" or self.paper.standing(number)

    @invariant()
    def nobody_is_passed_over_beyond_the_brake(self) -> None:
        state = self.log.state
        by_hand = sum(getattr(record.event, "rule", "") == "chosen" for record in self.log.records)
        # The brake of the strictest plan may have been loosened meanwhile; 4 is the loosest.
        assert all(0 <= ticket.overtaken <= 4 + by_hand for ticket in state.tickets.values())

    @invariant()
    def a_counters_version_is_its_last_event(self) -> None:
        last: dict[str, int] = {}
        for record in self.log.records[-12:]:
            data = to_data(record.event)
            if record.kind in ("office_configured", "day_opened", "day_closed"):
                last = dict.fromkeys(self.log.state.counters, record.seq)
            elif data.get("counter") and not record.kind.startswith("call_"):
                last[data["counter"]] = record.seq
        for counter, seq in last.items():
            if counter in self.log.state.counters:
                assert self.log.state.counters[counter].version == seq

    def teardown(self) -> None:
        Auditor().reads(self.log.records)
        assert QueueLog(self.clock, self.log.records).state == self.log.state
        assert QueueLog(self.clock, self.log.fold_base()).state == self.log.state


TestQueue = QueueMachine.TestCase
LONG_RUN = settings.get_current_profile_name() == "soak"
TestQueue.settings = settings(
    UNHURRIED, max_examples=10_000 if LONG_RUN else 80, stateful_step_count=60 if LONG_RUN else 50
)
