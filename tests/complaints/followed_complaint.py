"""A complaint that was sent with a real code, its sender, and an official who handles it."""

from dataclasses import dataclass

from server.complaints.draft import Draft
from server.complaints.following import Following, FollowToken
from server.complaints.following_sessions import IDLE_S
from server.complaints.kept import Kept, PlainRow, SealedRow
from server.complaints.office import Done
from server.complaints.pace import Pace
from server.complaints.receipt import Receipt
from server.complaints.sender_case import Followed
from server.complaints.sender_view import SenderView
from server.domain.complaint import Complaint, State
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import (
    AddFile,
    Answer,
    AskInfo,
    Assign,
    Command,
    ProposeFix,
    ProposeSummary,
    StartWork,
)
from server.sealing.pairs import seal
from tests.complaints.staffed_office import StaffedOffice

STORY = "Lampu jalan di depan balai mati sejak minggu lalu."
LAMP = Draft(category="lampu", story=STORY, hamlet="krajan", landmark="dekat balai")
TAG = "a1"


@dataclass
class FollowedComplaint:
    village: StaffedOffice
    following: Following
    receipt: Receipt
    token: str = ""
    handler: str = "kasi"

    @property
    def complaint(self) -> Complaint:
        state = self.village.office.state
        return state.complaints[state.by_number[self.receipt.number]]

    @property
    def sender(self) -> Followed:
        followed = self.following.session(self.token)
        assert followed is not None
        return followed

    async def enter(self, *, tag: str = TAG, idle_s: float = IDLE_S) -> None:
        entered = await self.following.enter(self.receipt.code, tag, idle_s=idle_s)
        assert isinstance(entered, FollowToken), entered
        self.token = entered.token

    async def view(self) -> SenderView:
        return await self.sender.view()

    async def do(self, command: Command, *rows: SealedRow, plain: tuple[PlainRow, ...] = ()) -> None:
        outcome = await self.village.office.do(command, actor=actor_of(self.handler), kept=Kept(puts=rows, plain=plain))
        assert isinstance(outcome, Done), outcome

    async def words(self, text: str, kind: str = "message") -> SealedRow:
        return await self.sealed(text.encode(), kind)

    async def sealed(self, plain: bytes, kind: str) -> SealedRow:
        """As the desk keeps it: to the case's public key."""
        public = next(
            wrap for wrap in await self.village.office.wraps(self.complaint.id, "public") if wrap.purpose == "case"
        )
        return SealedRow(self.village.sealing.random(8).hex(), self.complaint.id, kind, seal(public.sealed, plain))

    async def ask(self, text: str) -> None:
        row = await self.words(text)
        await self.do(AskInfo(self.complaint.id, row.ref), row)

    async def answer(self, text: str) -> None:
        row = await self.words(text)
        await self.do(Answer(self.complaint.id, row.ref), row)

    async def mend(self, text: str = "Lampu sudah diganti.", photo: bytes = b"") -> None:
        """All the way to the proposal, with a photo as proof."""
        ident, proof = self.complaint.id, ""
        if self.complaint.state in {State.RECEIVED, State.VERIFYING}:
            await self.do(Assign(ident, "", (self.handler,)))
        await self.do(StartWork(ident))
        if photo:
            file = await self.sealed(photo, "file")
            await self.do(AddFile(ident, file.ref, "proof"), file)
            proof = file.ref
        row = await self.words(text)
        await self.do(ProposeFix(ident, "tuntas", row.ref, proof), row)

    async def summarise(self, text: str) -> str:
        row = await self.words(text)
        plain = PlainRow(row.ref, "summary", text, self.complaint.id)
        await self.do(ProposeSummary(self.complaint.id, row.ref), row, plain=(plain,))
        return row.ref


async def followed_complaint(village: StaffedOffice, draft: Draft = LAMP) -> FollowedComplaint:
    receipt = await village.intake.submit(draft)
    assert isinstance(receipt, Receipt), receipt
    random = village.sealing.random
    pace = Pace(village.seconds, random)
    following = Following(village.office, village.sealing, pace, village.seconds, random)
    return FollowedComplaint(village, following, receipt)
