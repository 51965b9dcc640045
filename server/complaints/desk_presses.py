"""What an official does with an open case: each press with its sealed words, once, however often it is pressed."""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from server.complaints.case_keys import CaseKeys, NoKey
from server.complaints.case_reading import DeskCase
from server.complaints.identity_vault import IdentityVault
from server.complaints.kept import NOTHING, Kept, PlainRow, SealedRow, WrapRow
from server.complaints.office import ComplaintOffice, Done, Outcome
from server.complaints.publishing import SUMMARY
from server.domain.complaint_class import Class
from server.domain.complaint_codes import IN_PASSING, actor_of
from server.domain.complaint_commands import (
    AddFile,
    AddMessage,
    Answer,
    Archive,
    AskInfo,
    Assign,
    Command,
    Escalate,
    Forward,
    Merge,
    NoteOpening,
    PassModeration,
    ProposeFix,
    ProposeSummary,
    RaiseClass,
    RevokeKeys,
    StartVerification,
    StartWork,
)
from server.domain.complaint_conflict import members_for
from server.domain.complaint_events import FileAdded
from server.domain.complaint_identity import custodians_anew
from server.sealing.staff_keys import Unlocked

LONGEST_WORDS = 4000
"""Characters of an answer; the same as of a story."""
PROOF_HASH = "proof_hash"


@dataclass(frozen=True, slots=True)
class Pressed:
    """`key`: the idempotency key of the form, ""  for none."""

    case: DeskCase
    key: str = ""


class DeskPresses:
    def __init__(
        self, office: ComplaintOffice, keys: CaseKeys, vault: IdentityVault, random: Callable[[int], bytes]
    ) -> None:
        self._office = office
        self._keys = keys
        self._vault = vault
        self._random = random

    async def note_opening(self, case: DeskCase, what: str, reason: str) -> Outcome:
        """The sender sees that it was opened: once a day for each person, and not each time that a page is drawn again.

        Once more when the sender has said something since: that somebody has seen it has to stand in the log.
        """
        day = self._office.today().isoformat()
        key = f"opening:{case.complaint.id}:{what}:{reason}:{day}"
        command, asked = NoteOpening(case.complaint.id, what, reason), ("opening", what, reason)
        done = await self._do(Pressed(case, key), command, asked)
        known = self._office.state.complaints[case.complaint.id]
        unheard = known.said and case.account not in known.heard_by
        if what != "text" or reason in IN_PASSING or not unheard or not isinstance(done, Done):
            return done
        return await self._do(Pressed(case), command, asked)

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
        """Disposisi, or coordination. The case's key is sealed to everybody who did not have it; of a unit alone, to its people."""
        complaint, about = at.case.complaint, at.case.about
        chosen = tuple(dict.fromkeys(persons))
        named = chosen or members_for(self._office.state.staffed, complaint, unit, about)
        command = Assign(complaint.id, unit, named, sideways, about)
        asked = ("assign", unit, sorted(chosen), sideways)
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
        return await self._do(at, Merge(at.case.complaint.id, into, at.case.about), ("merge", into))

    async def hand_up(self, at: Pressed) -> Outcome:
        """One rung up, by hand: whoever stands there reads it from now on, and whoever pressed goes on reading."""
        return await self._do(at, Escalate(at.case.complaint.id), ("up",))

    async def take_key(self, at: Pressed, account: str, *, conflict: bool) -> Outcome:
        """That person reads it no longer; `conflict`: and is never given it again."""
        return await self._do(at, RevokeKeys(at.case.complaint.id, account, conflict), ("revoke", account, conflict))

    async def raise_class(self, at: Pressed, klass: Class, unlocked: Unlocked) -> Outcome:
        """Whoever may not read a complaint of the higher class loses the key in the same commit.

        Raised to secret by the one who holds the identity's whole key, that is split for three in the same commit too. Raised by
        anybody else it waits for the custodian (`KeyProcedures.unlock`): hiding the complaint must not wait for a colleague.
        """
        complaint, about = at.case.complaint, at.case.about
        three = custodians_anew(self._office.state.staffed, complaint, about) if klass is Class.SECRET else ()
        split: Kept | None = None
        if three and complaint.identity and not complaint.identity_erased:
            try:
                split = await self._vault.handed_on(complaint, three, (unlocked,))
            except NoKey:
                split = None  # a key of theirs is gone since: the custodian splits it later
        command = RaiseClass(complaint.id, klass, three if split is not None else (), about)
        return await self._do(at, command, ("raise", klass.value), split or NOTHING)

    async def propose_summary(self, at: Pressed, words: str) -> Outcome:
        """Public words, sealed to the case. Those of an open complaint lie beside it in clear too, for silence is consent there."""
        row = self._words(at, words)
        former = at.case.complaint.summary
        old = () if former is None or former.approved else (former.ref,)
        plain = PlainRow(row.ref, SUMMARY, words, at.case.complaint.id)
        kept = Kept((row,), plain=(plain,), erase=old, erase_plain=old)
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
