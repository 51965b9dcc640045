"""Weeks at the complaint desk, lived by the file of samples: every complaint is sent, opened, answered and followed by the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from server.complaints.case_reading import DeskCase
from server.complaints.complaints import Complaints
from server.complaints.desk_presses import Pressed
from server.complaints.draft import Draft
from server.complaints.following import FollowToken
from server.complaints.outcomes import Done, Outcome
from server.complaints.receipt import Receipt
from server.complaints.sender_case import Followed
from server.console.sample_complaint import SampleComplaint, SampleStep
from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.sealing.receipt_code import pretty
from server.sealing.staff_keys import Unlocked


class SampleBroken(Exception):
    """A sample cannot be lived as its file says."""


@dataclass(slots=True)
class _Lived:
    """A sample whose complaint came in on the working day `came`."""

    sample: SampleComplaint
    receipt: Receipt
    came: int
    sender: Followed

    @property
    def complaint(self) -> Complaint:
        return self.sender.complaint


class SampleWeeks:
    """`keys`: by account; `accounts`: by login."""

    def __init__(self, complaints: Complaints, keys: Mapping[str, Unlocked], accounts: Mapping[str, str]) -> None:
        self._complaints = complaints
        self._keys = keys
        self._accounts = accounts
        self._lived: list[_Lived] = []

    async def receive(self, sample: SampleComplaint, index: int) -> None:
        draft = Draft(
            category=sample.category,
            story=sample.story,
            hamlet=sample.hamlet,
            landmark=sample.landmark,
            about=tuple(self._accounts[login] for login in sample.about),
            klass=Class(sample.klass),
            formal=sample.formal,
            name=sample.name,
            contact=sample.contact,
        )
        receipt = await self._complaints.intake.submit(draft)
        if not isinstance(receipt, Receipt):
            raise SampleBroken(f"{sample.category}: {type(receipt).__name__}")
        entered = await self._complaints.following.enter(receipt.code, receipt.number)
        session = self._complaints.following.session(entered.token) if isinstance(entered, FollowToken) else None
        if session is None:
            raise SampleBroken(f"{sample.category}: its code opens nothing")
        self._lived.append(_Lived(sample, receipt, index, session))

    async def step(self, index: int) -> None:
        """What is done on that day, in the order of the file."""
        for lived in self._lived:
            for step in lived.sample.steps:
                if lived.came + step.on == index:
                    await self._take(lived, step)

    async def agree(self) -> None:
        board = self._complaints.board
        card_of = {row.complaint: row.card for row in await self._complaints.office.cards()}
        for lived in self._lived:
            card = board.card(card_of.get(lived.complaint.id, ""))
            for _ in range(0 if card is None else lived.sample.agreed):
                assert card is not None
                await board.me_too(card, board.new_token())

    def followed_code(self) -> str:
        """Of the first complaint that is to be followed; "" without one."""
        return next((pretty(lived.receipt.code) for lived in self._lived if lived.sample.followed), "")

    async def _take(self, lived: _Lived, step: SampleStep) -> None:
        presses, sender, words = self._complaints.desk.presses, lived.sender, step.words
        match step.do:
            case "verify":
                outcome = await presses.verify(await self._at(lived))
            case "assign":
                at = await self._at(lived)
                units = self._complaints.desk.staffing.posts.units or {}
                # Without a unit the official keeps it.
                members = units.get(step.unit, (at.case.account,))
                outcome = await presses.assign(at, step.unit, members, sideways=False)
            case "work":
                outcome = await presses.start_work(await self._at(lived))
            case "ask":
                outcome = await presses.ask(await self._at(lived), words)
            case "answer":
                outcome = await presses.answer(await self._at(lived), words)
            case "summary":
                outcome = await presses.propose_summary(await self._at(lived), words)
            case "fix":
                outcome = await presses.propose_fix(await self._at(lived), step.reason, words)
            case "info":
                outcome = await sender.give_info(words)
            case "say":
                outcome = await sender.say(words)
            case "approve":
                summary = lived.complaint.summary
                outcome = await sender.approve_summary("" if summary is None else summary.ref)
            case "confirm":
                outcome = await sender.confirm()
            case "rate":
                outcome = await sender.rate(step.stars, words)
            case _:
                assert_never(step.do)
        done(outcome, f"{lived.sample.category}, {step.do}")

    async def _at(self, lived: _Lived) -> Pressed:
        """The case, opened by the first official who may read it; the sender sees that, as always."""
        complaint = lived.complaint
        readers = (key for account, key in self._keys.items() if account in complaint.recipients)
        unlocked = next(readers, None)
        case = None if unlocked is None else await self._complaints.desk.open(complaint.id, unlocked)
        if not isinstance(case, DeskCase):
            raise SampleBroken(f"{lived.sample.category}: nobody can read it")
        return Pressed(case)


def done(outcome: Outcome, what: str = "posts") -> None:
    """Raises `SampleBroken` for whatever was not carried out."""
    if not isinstance(outcome, Done):
        raise SampleBroken(f"{what}: {outcome}")
