"""A village with a complaint desk: its people, its rules, its log, and the day, which only moves when a test moves it."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from server.domain import complaint_commands as c
from server.domain.complaint import Complaint, State
from server.domain.complaint_category import Category, Rules, class_for
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK, SENDER
from server.domain.complaint_due import due
from server.domain.complaint_events import Event
from server.domain.complaint_ladder import custodians_for, recipients_for, rungs_for
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaints import ComplaintsState, decide, evolve, fold

MONDAY = date(2026, 11, 23)
LADDER = ("kasi", "sekdes", "kades", "bpd")
CUSTODIANS = ("kasi", "sekdes", "bpd")
UNITS = {"pu": ("budi", "tono"), "sosial": ("sari",), "kosong": ()}
PEOPLE = (*LADDER, "budi", "tono", "sari", "wati")
KEYS = {one: f"{number:02x}" * 32 for number, one in enumerate(PEOPLE, 1)}
RULES = Rules(
    categories={
        one.code: one
        for one in (
            Category("jalan", False, True, 14, "prasarana", unit="pu"),
            Category("informasi", False, False, 5, "informasi", unit="sosial"),
            Category("pungli", True, False, 60, "lingkungan_sosial"),
            Category("singkat", False, False, 2, "lainnya", keep_identity_days=30, keep_text_days=60),
        )
    },
    hamlets={"krajan": 412, "sawah": 90},
)


class ComplaintVillage:
    """`official` acts when a test names nobody."""

    def __init__(self, *, staff: bool = True, rules: Rules = RULES, today: date = MONDAY) -> None:
        self.rules = rules
        self.today = today
        self.closed: Collection[date] = frozenset()
        self.state = ComplaintsState()
        self.log: list[tuple[Event, str, date]] = []
        self.count = 0
        if staff:
            self.staff()

    def staff(self, **changes: Any) -> None:
        named = {"units": UNITS, "ladder": LADDER, "custodians": CUSTODIANS, "keys": KEYS, **changes}
        self.must(c.StaffDesk(**named), "account:admin")

    def decide(self, command: c.Command, actor: str) -> tuple[Event, ...] | ComplaintRefusal:
        return decide(self.state, command, actor, self.today, self.rules)

    def do(self, command: c.Command, actor: str) -> tuple[Event, ...] | ComplaintRefusal:
        decision = self.decide(command, actor)
        if not isinstance(decision, ComplaintRefusal):
            for event in decision:
                self.log.append((event, actor, self.today))
                self.state = evolve(self.state, event, actor, self.today)
        return decision

    def must(self, command: c.Command, actor: str) -> tuple[Event, ...]:
        """Done, or the test fails."""
        decision = self.do(command, actor)
        assert isinstance(decision, tuple), decision
        return decision

    def refused(self, command: c.Command, actor: str) -> ComplaintRefusal:
        decision = self.do(command, actor)
        assert isinstance(decision, ComplaintRefusal), decision
        return decision

    def sealed_for(
        self, category: str, wished: Class, about: tuple[str, ...] = (), *, identity: bool = False, **changes: Any
    ) -> c.ReceiveComplaint:
        """The command as a service makes it, that has sealed the case to whom the rules name."""
        assert self.state.staffed is not None
        self.count += 1
        klass = class_for(self.rules.category(category), wished)
        recipients = recipients_for(self.state.staffed, self.rules.category(category), klass, about)
        filled: dict[str, Any] = {
            "id": f"{self.count:016x}",
            "number": f"ADU-{self.count:04}-X",
            "klass": wished,
            "category": category,
            "hamlet": "krajan",
            "channel": "web",
            "formal": False,
            "recipients": recipients,
            "rungs": rungs_for(self.state.staffed, about),
            "commitment": f"{self.count:064x}",
            "identity": identity,
            "custodians": custodians_for(self.state.staffed, klass, about, recipients) if identity else (),
            "about": about,
            **changes,
        }
        return c.ReceiveComplaint(**filled)

    def received(self, category: str = "jalan", wished: Class = Class.ANONYMOUS, **changes: Any) -> str:
        """The id of a new complaint."""
        command = self.sealed_for(category, wished, **changes)
        self.must(command, SENDER)
        return command.id

    def brought_to(self, state: State, category: str = "jalan", **changes: Any) -> str:
        """The id of a complaint that stands in that state, led there by the shortest way."""
        name = self.received(category, **changes)
        first = self.one(name).recipients[0]
        reader = f"account:{first}"
        ways: dict[State, tuple[tuple[c.Command, str], ...]] = {
            State.RECEIVED: (),
            State.VERIFYING: ((c.StartVerification(name), reader),),
        }
        ways[State.NEEDS_INFO] = (*ways[State.VERIFYING], (c.AskInfo(name, "ask-1"), reader))
        ways[State.ASSIGNED] = (*ways[State.VERIFYING], (c.Assign(name, "pu", (first,)), reader))
        ways[State.IN_PROGRESS] = (*ways[State.ASSIGNED], (c.StartWork(name), reader))
        proposed = (c.ProposeFix(name, "tuntas", "fix-1"), reader)
        ways[State.AWAITING_CONFIRMATION] = (*ways[State.IN_PROGRESS], proposed)
        ways[State.DONE] = (*ways[State.AWAITING_CONFIRMATION], (c.ConfirmFix(name), SENDER))
        ways[State.REOPENED] = (*ways[State.AWAITING_CONFIRMATION], (c.Reopen(name), SENDER))
        ways[State.ARCHIVED] = ((c.Archive(name, "spam"), reader),)
        ways[State.FORWARDED] = (*ways[State.ASSIGNED], (c.Forward(name, "lapor"), reader))
        ways[State.WITHDRAWN] = ((c.Withdraw(name), SENDER),)
        match state:
            case State.DONE_BY_SILENCE:
                ways[state] = ways[State.AWAITING_CONFIRMATION]
            case State.MERGED:
                parent = self.brought_to(State.VERIFYING, category, **changes)
                ways[state] = (*ways[State.VERIFYING], (c.Merge(name, parent, about=()), reader))
        for command, actor in ways[state]:
            self.must(command, actor)
        if state is State.DONE_BY_SILENCE:
            self.today += timedelta(days=30)
            self.must(c.CloseBySilence(name), CLOCK)
        assert self.one(name).state is state
        return name

    def one(self, name: str) -> Complaint:
        return self.state.complaints[name]

    def folded(self) -> ComplaintsState:
        return fold(self.log)

    def due(self) -> tuple[tuple[str, c.Command], ...]:
        return due(self.state, self.today, self.rules, self.closed)

    def tick(self) -> list[str]:
        """What is due is done, as the service does it; the keys of what was done."""
        done = []
        for key, command in self.due():
            filled = c.MakeRoot(command.week, "ab" * 32) if isinstance(command, c.MakeRoot) else command
            if isinstance(self.do(filled, CLOCK), tuple):
                done.append(key)
        return done

    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)
