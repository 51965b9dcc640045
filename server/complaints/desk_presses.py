"""What an official does with an open case: each press with its sealed words, once, however often it is pressed."""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from server.complaints.case_keys import CaseKeys
from server.complaints.case_reading import DeskCase
from server.complaints.kept import NOTHING, Kept, PlainRow, SealedRow, WrapRow
from server.complaints.office import ComplaintOffice, Done, Outcome
from server.domain.complaint_class import Class
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import (
    AddFile,
    AddMessage,
    Answer,
    Archive,
    AskInfo,
    Assign,
    Command,
    Forward,
    Merge,
    NoteOpening,
    PassModeration,
    ProposeFix,
    ProposeSummary,
    RaiseClass,
    StartVerification,
    StartWork,
)
from server.domain.complaint_conflict import revoked_by_raising
from server.domain.complaint_events import FileAdded

LONGEST_WORDS = 4000
"""Characters of an answer; the same as of a story."""
PROOF_HASH = "proof_hash"


@dataclass(frozen=True, slots=True)
class Pressed:
    """`key`: the idempotency key of the form, ""  for none."""

    case: DeskCase
    key: str = ""


class DeskPresses:
    def __init__(self, office: ComplaintOffice, keys: CaseKeys, random: Callable[[int], bytes]) -> None:
        self._office = office
        self._keys = keys
        self._random = random

    async def note_opening(self, case: DeskCase, what: str, reason: str) -> Outcome:
        """The sender sees that it was opened: once a day for each person, and not each time that a page is drawn again."""
        day = self._office.today().isoformat()
        key = f"opening:{case.complaint.id}:{what}:{reason}:{day}"
        return await self._do(
            Pressed(case, key), NoteOpening(case.complaint.id, what, reason), ("opening", what, reason)
        )

    async def verify(self, at: Pressed) -> Outcome:
        return await self._do(at, StartVerification(at.case.complaint.id), ("verify",))

    async def pass_moderation(self, at: Pressed) -> Outcome:
        return await self._do(at, PassModeration(at.case.complaint.id), ("pass",))

    async def start_work(self, at: Pressed) -> Outcome:
        return await self._do(at, StartWork(at.case.complaint.id), ("work",))

    async def ask(self, at: Pressed, words: str) -> Outcome:
        row = self._words(at, words)
        return await self._do(at, AskInfo(at.case.complaint.id, row.ref), ("ask", words), Kept((row,)))

    async def answer(self, at: Pressed, words: str) -> Outcome:
        row = self._words(at, words)
        return await self._do(at, Answer(at.case.complaint.id, row.ref), ("answer", words), Kept((row,)))

    async def message(self, at: Pressed, words: str) -> Outcome:
        row = self._words(at, words)
        return await self._do(at, AddMessage(at.case.complaint.id, row.ref), ("message", words), Kept((row,)))

    async def assign(self, at: Pressed, unit: str, persons: Collection[str], *, sideways: bool) -> Outcome:
        """Disposisi, or coordination. The case's key is sealed to everybody who did not have it."""
        named = tuple(dict.fromkeys(persons))
        command = Assign(at.case.complaint.id, unit, named, sideways, at.case.about)
        asked = ("assign", unit, sorted(named), sideways)
        return await self._do(at, command, asked, Kept(wraps=await self._wraps(at.case, named)))

    async def forward(self, at: Pressed, to: str, number: str, words: str) -> Outcome:
        """To another body. `number`: theirs, so far as it is known."""
        row = self._row(at, "external", f"{number.strip()}\n{words}".encode())
        return await self._do(
            at, Forward(at.case.complaint.id, to, row.ref), ("forward", to, number, words), Kept((row,))
        )

    async def propose_fix(self, at: Pressed, reason: str, words: str, proof: str = "") -> Outcome:
        """`proof`: the ref that `add_proof` gave."""
        row = self._words(at, words)
        command = ProposeFix(at.case.complaint.id, reason, row.ref, proof)
        return await self._do(at, command, ("fix", reason, words), Kept((row,)))

    async def add_proof(self, at: Pressed, photo: bytes, photo_hash: str) -> tuple[Outcome, str]:
        """A photo made anew, that was compared with all earlier ones. The ref is for `propose_fix`."""
        digest = hashlib.sha256(photo).hexdigest()
        row = self._row(at, "file", photo)
        kept = Kept((row,), plain=(PlainRow(row.ref, PROOF_HASH, photo_hash, at.case.complaint.id),))
        key = f"{at.key}-proof" if at.key else ""
        command = AddFile(at.case.complaint.id, row.ref, "proof")
        outcome = await self._do(Pressed(at.case, key), command, ("proof", digest), kept)
        # Pressed twice, the photo of the first press counts.
        added = (
            [event.ref for event in outcome.events if isinstance(event, FileAdded)] if isinstance(outcome, Done) else []
        )
        return outcome, added[0] if added else ""

    async def archive(self, at: Pressed, reason: str, words: str) -> Outcome:
        row = self._words(at, words)
        return await self._do(
            at, Archive(at.case.complaint.id, reason, row.ref), ("archive", reason, words), Kept((row,))
        )

    async def merge(self, at: Pressed, into: str) -> Outcome:
        return await self._do(at, Merge(at.case.complaint.id, into), ("merge", into))

    async def raise_class(self, at: Pressed, klass: Class) -> Outcome:
        """Whoever may not read a complaint of the higher class loses the key in the same commit."""
        complaint = at.case.complaint
        gone = revoked_by_raising(complaint, klass)
        kept = Kept(erase_wraps=tuple((complaint.id, account, "case") for account in gone))
        return await self._do(at, RaiseClass(complaint.id, klass, about=at.case.about), ("raise", klass.value), kept)

    async def propose_summary(self, at: Pressed, words: str) -> Outcome:
        """Public words: in clear, for they are to be published as soon as the sender agrees."""
        row = PlainRow(self._ref(), "summary", words, at.case.complaint.id)
        former = at.case.complaint.summary
        kept = Kept(plain=(row,), erase_plain=() if former is None or former.approved else (former.ref,))
        return await self._do(at, ProposeSummary(at.case.complaint.id, row.ref), ("summary", words), kept)

    async def _wraps(self, case: DeskCase, accounts: Sequence[str]) -> tuple[WrapRow, ...]:
        """Only for those whom the rules will let read it: what is refused leaves no key behind."""
        staffed, complaint = self._office.state.staffed, case.complaint
        known = frozenset[str]() if staffed is None else frozenset(staffed.keys)
        barred = {*(case.about or ()), *complaint.passed_over, *complaint.readers}
        return tuple(
            [await self._keys.wrap_for(case.keys, one) for one in accounts if one in known and one not in barred]
        )

    def _words(self, at: Pressed, words: str) -> SealedRow:
        return self._row(at, "message", words.encode())

    def _row(self, at: Pressed, kind: str, plain: bytes) -> SealedRow:
        return SealedRow(self._ref(), at.case.complaint.id, kind, at.case.keys.seal(plain))

    def _ref(self) -> str:
        return self._random(8).hex()

    async def _do(self, at: Pressed, command: Command, asked: Sequence[object], kept: Kept = NOTHING) -> Outcome:
        """`asked`: what was pressed and typed; it goes into the fingerprint of the key only as a hash, and into nothing else."""
        told = json.dumps([at.case.complaint.id, *asked], ensure_ascii=False)
        fingerprint = hashlib.sha256(told.encode()).hexdigest()
        return await self._office.do(
            command, actor=actor_of(at.case.account), key=at.key, fingerprint=fingerprint, kept=kept
        )
