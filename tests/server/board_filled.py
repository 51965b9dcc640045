"""A live office with complaints on its board."""

import itertools
from dataclasses import dataclass, field

from server.complaints.kept import Kept, PlainRow
from server.complaints.office import Done
from server.domain.complaint_class import Class
from server.domain.complaint_commands import (
    ApproveSummary,
    Command,
    ProposeSummary,
    ReceiveComplaint,
    StaffDesk,
    StartVerification,
)
from tests.live_office import LiveOffice

KASI = "account:kasi"


@dataclass
class FilledBoard:
    live: LiveOffice
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def staff(self) -> None:
        await self.do(StaffDesk({}, ("kasi", "", "", ""), (), {"kasi": "aa"}), KASI)

    async def do(self, command: Command, actor: str, kept: Kept | None = None) -> None:
        office = self.live.running.context.complaints.office
        outcome = await office.do(command, actor=actor, kept=kept or Kept())
        assert isinstance(outcome, Done), (command, outcome)

    async def complaint(self, klass: Class = Class.OPEN, words: str = "", category: str = "lampu") -> str:
        """The id of a new complaint; its public words are approved by the sender."""
        name = f"{next(self.numbers):016x}"
        await self.do(
            ReceiveComplaint(
                id=name,
                number=f"ADU-{name}",
                klass=klass,
                category=category,
                hamlet="krajan",
                channel="web",
                formal=False,
                recipients=("kasi",),
                rungs=("kasi",),
                commitment="",
                identity=False,
                custodians=(),
            ),
            "sender",
        )
        await self.do(StartVerification(name), KASI)
        if words:
            row = PlainRow(f"s{name}", "summary", words, name)
            await self.do(ProposeSummary(name, row.ref), KASI, Kept(plain=(row,)))
            await self.do(ApproveSummary(name, row.ref), "sender", Kept(plain=(row,)))
        return name

    async def next_day(self, days: int = 1) -> None:
        """Let so many days pass, with the batch of each."""
        for _ in range(days):
            self.live.false_clock.passes(hours=24)
            await self.live.running.context.complaints.board.publish()


async def filled_board(live: LiveOffice) -> FilledBoard:
    made = FilledBoard(live)
    await made.staff()
    return made
