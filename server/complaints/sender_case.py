"""What a sender may do with an own complaint while the session lasts. Every word is sealed before it is kept."""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from server.complaints.following_sessions import SenderSession
from server.complaints.kept import NOTHING, Kept, PlainRow, SealedRow
from server.complaints.office import ComplaintOffice, Done, Outcome, Refused
from server.complaints.publishing import SUMMARY
from server.complaints.sender_raising import raising
from server.complaints.sender_story import opened_text
from server.complaints.sender_view import SenderView, files_of, read_case
from server.domain.complaint import Complaint, State
from server.domain.complaint_class import Class
from server.domain.complaint_codes import SENDER
from server.domain.complaint_commands import (
    AddFile,
    AddMessage,
    ApproveSummary,
    Command,
    ConfirmFix,
    DeclineSummary,
    EraseComplaint,
    EraseIdentity,
    GiveInfo,
    LowerClass,
    Rate,
    Reopen,
    StopErasure,
    Withdraw,
)
from server.domain.complaint_refusals import ComplaintRefusal
from server.sealing.pairs import Unopenable, pair_of, seal, unseal

if TYPE_CHECKING:
    from server.sealing.sealing import Sealing

MOST_LETTERS = 4_000
# Control signs, and those that turn the direction of writing: they can make a text look like another one.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


MOST_OF_SENDER = 300
"""Messages and files of one sender in one complaint: nobody fills the office's disk with a single code."""


class NothingToSeal(Exception):
    """No words were given."""


class TextErased(Exception):
    """The case's key is gone with its text: nothing can be added."""


class Full(Exception):
    """The sender has added as much as one complaint can hold."""


class Followed:
    """One complaint, by whoever knows its code. Each press takes the form's idempotency `key` ("": not remembered)."""

    def __init__(
        self, office: ComplaintOffice, sealing: "Sealing", session: SenderSession, random: Callable[[int], bytes]
    ) -> None:
        self._office = office
        self._sealing = sealing
        self._session = session
        self._random = random

    @property
    def complaint(self) -> Complaint:
        return self._office.state.complaints[self._session.complaint]

    @property
    def idle_s(self) -> float:
        return self._session.idle_s

    async def view(self) -> SenderView:
        receipt = await self._office.receipt(self._session.lookup)
        used: date | None = receipt.used_day if receipt is not None else None
        return await read_case(self._office, self._sealing, self.complaint, self._session.private, used)

    async def version(self) -> int:
        """Grows with everything that happens to the complaint."""
        history = await self._office.history(self._session.complaint)
        return history[-1].seq if history else 0

    async def file(self, ref: str) -> bytes | None:
        """A photo or a voice note of this complaint; None when there is none of that name."""
        private = self._session.private
        if private is None or ref not in await files_of(self._office, self._id, private):
            return None
        sealed = await self._office.sealed(ref)
        try:
            return None if sealed is None else unseal(private, sealed)
        except Unopenable:
            return None

    async def say(self, text: str, key: str = "") -> Outcome:
        row = await self._row("message", _words(text))
        return await self._do(AddMessage(self._id, row.ref), key, "pesan", text, row)

    async def give_info(self, text: str, key: str = "") -> Outcome:
        """The answer to what the office asked: its clocks go on. Who has sent a photo meanwhile has answered; the words are added."""
        row = await self._row("message", _words(text))
        asked = self.complaint.state is State.NEEDS_INFO
        command = GiveInfo(self._id, row.ref) if asked else AddMessage(self._id, row.ref)
        return await self._do(command, key, "jawab", text, row)

    async def add_photo(self, content: bytes, key: str = "") -> Outcome:
        """`content` as `server.complaints.photo.checked_photo` made it."""
        row = await self._row("file", content)
        digest = hashlib.sha256(content).hexdigest()
        return await self._do(AddFile(self._id, row.ref, "photo"), key, "foto", digest, row)

    async def not_fixed(self, text: str, key: str = "") -> Outcome:
        row = await self._row("message", _words(text))
        return await self._do(Reopen(self._id, row.ref), key, "belum-beres", text, row)

    async def confirm(self, key: str = "") -> Outcome:
        return await self._do(ConfirmFix(self._id), key, "beres")

    async def rate(self, stars: int, text: str = "", key: str = "") -> Outcome:
        """Words, if any, are sealed like every message."""
        rated = await self._do(Rate(self._id, stars), key, "nilai", str(stars))
        if not isinstance(rated, Done) or not text.strip():
            return rated
        return await self.say(text, f"{key}-kata" if key else "")

    async def raise_class(self, klass: Class, key: str = "") -> Outcome:
        command, kept = await raising(self._office, self._sealing, self.complaint, klass, self._session)
        return await self._office.do(
            command, actor=SENDER, key=key, fingerprint=self._print("naikkan", klass), kept=kept
        )

    async def lower_class(self, klass: Class, key: str = "") -> Outcome:
        return await self._do(LowerClass(self._id, klass), key, "turunkan", klass)

    async def withdraw(self, key: str = "") -> Outcome:
        return await self._do(Withdraw(self._id), key, "tarik")

    async def approve_summary(self, ref: str, key: str = "") -> Outcome:
        """`ref`: the words that the sender has seen. With this yes, and not before, those of an anonymous complaint lie there in clear."""
        sealed, private = await self._office.sealed(ref), self._session.private
        words = None if sealed is None or private is None else opened_text(private, sealed)
        if words is None:
            return Refused(ComplaintRefusal.SUMMARY_CHANGED)
        kept = Kept(plain=(PlainRow(ref, SUMMARY, words, self._id),))
        command = ApproveSummary(self._id, ref)
        return await self._office.do(command, actor=SENDER, key=key, fingerprint=self._print("setuju", ref), kept=kept)

    async def decline_summary(self, ref: str, key: str = "") -> Outcome:
        return await self._do(DeclineSummary(self._id, ref), key, "tolak", ref)

    async def erase_identity(self, key: str = "") -> Outcome:
        return await self._do(EraseIdentity(self._id), key, "hapus-nama")

    async def erase(self, key: str = "") -> Outcome:
        """Everything: rows, keys, receipt, card. What stays is that there was a complaint, and its days."""
        return await self._do(EraseComplaint(self._id), key, "hapus")

    async def stop_erasure(self, key: str = "") -> Outcome:
        """An official says that the sender wanted all of it erased: not so."""
        return await self._do(StopErasure(self._id), key, "henti-hapus")

    @property
    def _id(self) -> str:
        return self._session.complaint

    async def _row(self, kind: str, plain: bytes) -> SealedRow:
        """Raises `TextErased` or `Full`."""
        if self._session.private is None or self.complaint.text_erased:
            raise TextErased
        history = await self._office.history(self._id)
        if sum(record.actor == SENDER for record in history) >= MOST_OF_SENDER:
            raise Full
        public = pair_of(self._session.private).public
        return SealedRow(self._random(8).hex(), self._id, kind, seal(public, plain))

    async def _do(self, command: Command, key: str, step: str, content: str = "", *rows: SealedRow) -> Outcome:
        kept = Kept(puts=rows) if rows else NOTHING
        return await self._office.do(command, actor=SENDER, key=key, fingerprint=self._print(step, content), kept=kept)

    def _print(self, step: str, content: str = "") -> str:
        return hashlib.sha256(f"{self._id}\n{step}\n{content}".encode()).hexdigest()


def _words(text: str) -> bytes:
    """As it is kept: without control signs, at most `MOST_LETTERS` letters. Raises `NothingToSeal` when nothing is left."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\t", " ")).strip()
    if not plain:
        raise NothingToSeal
    return plain[:MOST_LETTERS].encode()
