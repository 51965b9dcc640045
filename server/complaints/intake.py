"""Taking a complaint in: everything sealed, one commit, one receipt. The same form sent again gives the same receipt."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from datetime import date
from hashlib import sha256

from server.complaints.case_keys import NoKey
from server.complaints.draft import Draft, Unfit, class_of, tidied, unfit
from server.complaints.draft_files import DraftFiles
from server.complaints.flood import FLOOD, OFFICE_HOUR
from server.complaints.intake_sealing import Sealed, sealed_case
from server.complaints.office import ComplaintOffice, Done, KeyMisused, NotStored, Refused
from server.complaints.pace import Pace
from server.complaints.proof_of_work import ProofOfWork
from server.complaints.receipt import (
    AlreadyTaken,
    Busy,
    NotFit,
    NotReady,
    Receipt,
    Taken,
    packed,
    unpacked,
)
from server.domain.complaint_category import class_for
from server.domain.complaint_class import Class
from server.domain.complaint_ladder import custodians_for, recipients_for, rungs_for
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_step_commands import ReceiveComplaint
from server.sealing.sealing import Sealing
from server.sealing.stretch import Busy as LineFull

_log = logging.getLogger("silakan.complaints")
_MOST_TRIES = 4
"""The number is taken, somebody's key changed or midnight passed between sealing and storing: all rare, and mended by sealing anew."""
_TRY_AGAIN = frozenset({ComplaintRefusal.TWICE, ComplaintRefusal.STAFF_CHANGED, ComplaintRefusal.DAY_CHANGED})


class Intake:
    """`mono_s` gives seconds of a clock that never jumps; `random(n)` n random bytes.

    `drafts` holds files of complaints that are being written, `work` the proofs of work; `hourly` and `flood` count the office's
    complaints besides `pace`, which counts by what the description says. All of it lives in memory and ends with the process.
    """

    def __init__(
        self,
        office: ComplaintOffice,
        sealing: Sealing,
        pace: Pace,
        mono_s: Callable[[], float],
        random: Callable[[int], bytes],
    ) -> None:
        self.drafts = DraftFiles(mono_s, random)
        self.work = ProofOfWork(mono_s, random)
        self.pace = pace
        self.hourly = Pace(mono_s, random, lambda: OFFICE_HOUR)
        self.flood = Pace(mono_s, random, lambda: FLOOD)
        self._office = office
        self._sealing = sealing
        self._random = random
        self._print_key = random(32)
        self._under_way: dict[tuple[str, str], asyncio.Task[Taken]] = {}

    @property
    def ready(self) -> bool:
        """Whether somebody of the office has a key: without one nothing can be sealed to anybody."""
        staffed = self._office.state.staffed
        return staffed is not None and bool(staffed.keys)

    def klass(self, draft: Draft) -> Class:
        """The class that it would have."""
        return class_of(draft, self._office.rules())

    def missing(self, draft: Draft) -> Unfit | None:
        """What is still missing in it."""
        return unfit(tidied(draft), self._office.rules())

    def keeps_identity(self, draft: Draft) -> bool:
        """Whether there are enough custodians for a name in a complaint of this class about these people."""
        staffed = self._office.state.staffed
        return staffed is not None and bool(custodians_for(staffed, self.klass(draft), draft.about))

    async def submit(self, draft: Draft, *, actor: str = "sender", key: str = "", fingerprint: str = "") -> Taken:
        """Seal it and store it. A retry with the same actor and key waits for the first one, and gives its receipt.

        `fingerprint`: what the key stands for, "": the draft itself. Once begun it ends, whether or not anybody waits for it.
        """
        draft = tidied(draft)
        why = unfit(draft, self._office.rules())
        if why is not None:
            return NotFit(why)
        if not self.ready:
            return NotReady()
        if not key:
            return await asyncio.shield(asyncio.create_task(self._take(draft, actor, "", "")))
        fingerprint = fingerprint or _fingerprint(draft, key)
        name = actor, key
        while (under_way := self._under_way.get(name)) is not None:
            # One goes on when it has ended, and the others wait for that one: two that seal side by side make two receipts.
            await asyncio.wait({under_way})
        task = self._under_way[name] = asyncio.create_task(self._take(draft, actor, key, fingerprint))
        task.add_done_callback(lambda ended: self._ended(name, ended))
        return await asyncio.shield(task)

    def _ended(self, name: tuple[str, str], task: asyncio.Task[Taken]) -> None:
        if self._under_way.get(name) is task:
            del self._under_way[name]

    async def _take(self, draft: Draft, actor: str, key: str, fingerprint: str) -> Taken:
        if key:
            known = await self._office.answered(actor, key, fingerprint)
            if known is not None:
                return _again(known)
        taken: Taken = NotReady()
        for _ in range(_MOST_TRIES):
            taken = await self._try(draft, actor, key, fingerprint)
            if not (isinstance(taken, Refused) and taken.refusal in _TRY_AGAIN):
                break
        return taken

    async def _try(self, draft: Draft, actor: str, key: str, fingerprint: str) -> Taken:
        state, rules, day = self._office.state, self._office.rules(), self._office.today()
        assert state.staffed is not None
        category = rules.category(draft.category)
        klass = class_for(category, draft.klass)
        recipients = recipients_for(state.staffed, category, klass, draft.about)
        rungs = rungs_for(state.staffed, draft.about)
        custodians = custodians_for(state.staffed, klass, draft.about, recipients) if draft.identified else ()
        if not recipients:
            return Refused(ComplaintRefusal.NO_RECIPIENT) if draft.about else NotReady()
        if draft.identified and not custodians:
            return Refused(ComplaintRefusal.NO_VAULT)
        try:
            made = await sealed_case(
                self._office, self._sealing, draft, day, readers=(*recipients, *rungs), custodians=custodians
            )
        except LineFull:
            return Busy()
        except NoKey:
            # The log names somebody whose key is gone: the desk's people have to be staffed anew.
            _log.error("a complaint could not be sealed: a reader has no key")
            return NotReady()
        command = ReceiveComplaint(
            id=made.complaint,
            number=made.number,
            klass=klass,
            category=draft.category,
            hamlet=draft.hamlet,
            channel=draft.channel,
            formal=draft.formal,
            recipients=recipients,
            rungs=rungs,
            commitment=made.commitment,
            identity=draft.identified,
            custodians=custodians,
            about=draft.about,
            suspect=draft.suspect,
            committed_on=day,
        )
        receipt = _receipt(made, klass, day, held=draft.suspect)
        outcome = await self._office.do(
            command, actor=actor, key=key, fingerprint=fingerprint, kept=made.kept, answer=packed(receipt)
        )
        match outcome:
            case Done(replayed=True):
                return _again(outcome)
            case Done(events=events):
                held = any(getattr(event, "held", False) for event in events)
                return receipt if held == receipt.held else _receipt(made, klass, day, held=held)
            case Refused() | KeyMisused() | NotStored():
                return outcome

    def stamp(self, *parts: str) -> str:
        """What shows that a receipt's page came from here: a code over its fields, under a key that ends with the process."""
        return hmac.new(self._print_key, "\n".join(parts).encode(), sha256).hexdigest()[:32]

    def stamped(self, stamp: str, *parts: str) -> bool:
        return hmac.compare_digest(stamp.encode(), self.stamp(*parts).encode())


def _receipt(made: Sealed, klass: Class, day: date, *, held: bool) -> Receipt:
    return Receipt(
        number=made.number,
        code=made.code,
        klass=klass,
        day=day,
        held=held,
        signature=made.signature,
        commitment=made.commitment,
        nonce=made.nonce,
    )


def _fingerprint(draft: Draft, key: str) -> str:
    """What a key stands for. Keyed with the key itself, which is stored nowhere, so that nobody can try out texts on it."""
    told = json.dumps(
        [
            [draft.category, draft.hamlet, draft.landmark, draft.story, draft.klass, draft.formal, draft.name],
            [draft.contact, draft.channel, *draft.about],
        ]
    )
    return hmac.new(key.encode(), told.encode(), sha256).hexdigest()


def _again(known: Done | KeyMisused) -> Taken:
    if isinstance(known, KeyMisused):
        return known
    if not known.answer:
        return AlreadyTaken()
    return unpacked(known.answer)
