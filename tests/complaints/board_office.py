"""A complaint office with a board, filled by true commands: what is published has gone through every rule."""

import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from server.complaints.board import Board
from server.complaints.kept import Kept, PlainRow
from server.complaints.memory_store import MemoryComplaintStore
from server.complaints.office import ComplaintOffice, Done
from server.domain.complaint_class import Class
from server.domain.complaint_commands import (
    ApproveSummary,
    Command,
    ProposeSummary,
    ReceiveComplaint,
    StartVerification,
)
from tests.complaints.small_desk import MONDAY, STAFFING, an_office

KASI = "account:kasi"


@dataclass
class BoardOffice:
    office: ComplaintOffice
    board: Board
    days: list[date]
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def today(self) -> date:
        return self.days[-1]

    async def do(self, command: Command, actor: str = KASI, kept: Kept | None = None) -> None:
        outcome = await self.office.do(command, actor=actor, kept=kept or Kept())
        assert isinstance(outcome, Done), (command, outcome)

    async def complaint(self, klass: Class = Class.OPEN, words: str = "", *, approved: bool = True) -> str:
        """The id of a new complaint about a lamp, with public words that the sender has approved."""
        name = f"{next(self.numbers):016x}"
        await self.do(
            ReceiveComplaint(
                id=name,
                number=f"ADU-{name}",
                klass=klass,
                category="lampu",
                hamlet="krajan",
                channel="web",
                formal=False,
                recipients=("kasi",),
                rungs=("kasi", "sekdes", "kades"),
                commitment="",
                identity=False,
                custodians=(),
            ),
            actor="sender",
        )
        await self.do(StartVerification(name))
        if words:
            ref = f"s{name}"
            row = PlainRow(ref, "summary", words, name)
            await self.do(ProposeSummary(name, ref), kept=Kept(plain=(row,)))
            if approved:
                await self.do(ApproveSummary(name, ref), actor="sender", kept=Kept(plain=(row,)))
        return name

    async def next_batch(self, days: int = 1) -> bool:
        """Let so many days pass, and publish what is due."""
        self.days.append(self.today + timedelta(days))
        return await self.board.publish()

    async def until_there_are(self, cards: int) -> None:
        for _ in range(60):
            await self.next_batch()
            if len(self.office.board.cards) >= cards:
                return
        raise AssertionError("never published")


@asynccontextmanager
async def board_office(store: MemoryComplaintStore | None = None) -> AsyncIterator[BoardOffice]:
    days = [MONDAY]
    office = an_office(store or MemoryComplaintStore(), days)
    await office.open()
    board = Board(office, random.Random(5).randbytes)
    await board.load()
    made = BoardOffice(office, board, days)
    await made.do(STAFFING, actor=KASI)
    try:
        yield made
    finally:
        await office.close()
