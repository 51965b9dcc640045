"""A queue on a false clock: commands go in, records come out, as in an office but without a store."""

from collections.abc import Iterable

from server.domain.commands import Command, ConfigureOffice, OpenDay, TakeTicket
from server.domain.decide import Decision, decide
from server.domain.due import Due, due
from server.domain.events import Event, OfficeConfigured, TicketTaken
from server.domain.evolve import fold
from server.domain.queue import QueueState
from server.domain.record import CLOCK, Head, Record, chained
from tests.domain.false_clock import FalseClock
from tests.domain.village import Plan


class QueueLog:
    def __init__(self, clock: FalseClock, records: Iterable[Record] = ()) -> None:
        self.clock = clock
        self.records = list(records)
        self.state: QueueState = fold(self.records)
        self._tokens = 0

    @property
    def head(self) -> Head:
        return Head(self.records[-1].seq, self.records[-1].hash) if self.records else Head()

    def do(self, command: Command, *, actor: str = "api", key: str = "") -> Decision:
        """What `decide` says; the events are written and folded."""
        now = self.clock.now()
        decision = decide(self.state, command, now)
        if isinstance(decision, tuple):
            records = chained(decision, self.head, actor=actor, key=key, now=now)
            self.records.extend(records)
            self.state = fold(records, self.state)
        return decision

    def did(self, command: Command, *, actor: str = "api") -> tuple[Event, ...]:
        """The events of a command that must not be refused."""
        decision = self.do(command, actor=actor)
        assert isinstance(decision, tuple), decision
        return decision

    def writes(self, *events: Event, actor: str = "api") -> None:
        """Events as an older version of the rules has written them."""
        records = chained(events, self.head, actor=actor, key="", now=self.clock.now())
        self.records.extend(records)
        self.state = fold(records, self.state)

    def takes(self, service: str, *, priority: bool = False) -> str:
        """A resident takes a number, which is returned."""
        self._tokens += 1
        (taken,) = self.did(TakeTicket(service, priority, f"token-{self._tokens}", "kiosk"))
        assert isinstance(taken, TicketTaken)
        return taken.ticket

    def configures(self, plan: Plan, document: str = "") -> tuple[Event, ...]:
        """As a start does it, which drops what the queue still needs: logs hold that as well."""
        return self.did(ConfigureOffice(document or f"document-{self.state.seq}", plan.structure(), at_start=True))

    def opens(self, plan: Plan) -> None:
        """The office is configured and its service day opened."""
        self.configures(plan)
        self.did(OpenDay())

    def ticks(self) -> tuple[Due, ...]:
        """What time asks for is done as the ticker does it: decided one after the other."""
        tasks = due(self.state, self.clock.now())
        for task in tasks:
            self.did(task.command, actor=CLOCK)
        return tasks

    def fold_base(self) -> list[Record]:
        """What a store keeps ready for a start: the newest opening of a day with all after it, and the configuration before it."""
        openings = [at for at, record in enumerate(self.records) if record.kind == "day_opened"]
        if not openings:
            return list(self.records)
        before = [record for record in self.records[: openings[-1]] if isinstance(record.event, OfficeConfigured)]
        return [*before[-1:], *self.records[openings[-1] :]]
