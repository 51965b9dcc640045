"""The complaint desk: what an official may do whose key is open in a session. Knows no page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from server.complaints.case_keys import CaseKeys
from server.complaints.case_reading import CaseReading, DeskCase
from server.complaints.desk_list import NOTHING_TO_DO, DeskCounts, DeskLists, may_see
from server.complaints.desk_presses import DeskPresses
from server.complaints.desk_sheet import RecoverySheets
from server.complaints.identity_vault import IdentityVault
from server.complaints.key_procedures import KeyProcedures, Stale
from server.complaints.office import ComplaintOffice, Done, NotStored
from server.complaints.staffing import Staffing
from server.current_office import CurrentOffice
from server.domain.complaint import Complaint
from server.domain.complaint_key_events import DeskStaffed
from server.sealing.public_number import parsed_number
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked as Unlocked
from server.sealing.stretch import Busy as Busy

TASK, ESCALATED, MODERATION = "tugas", "eskalasi", "moderasi"
"""Why the text of a case is opened; the sender sees it in words."""


@dataclass(frozen=True, slots=True)
class NotOpened:
    """`stored` False: the opening could not be written down, so nothing is shown."""

    stored: bool = True


class Desk:
    def __init__(
        self,
        office: ComplaintOffice,
        sealing: Sealing,
        current: CurrentOffice,
        mono_s: Callable[[], float],
        random: Callable[[int], bytes],
    ) -> None:
        """`mono_s`: seconds of a clock that never jumps. `random`: that many random bytes."""
        self.office = office
        self.random = random
        self.keys = CaseKeys(office, sealing)
        self.vault = IdentityVault(office, sealing)
        self.procedures = KeyProcedures(office, sealing)
        self.reading = CaseReading(office, self.keys)
        self.presses = DeskPresses(office, self.keys, self.vault, random)
        self.staffing = Staffing(office, self.procedures)
        self.sheets = RecoverySheets(self.procedures, random)
        self.lists = DeskLists(lambda: office.state, office.rules, office.today, office.closed)
        self._sealing = sealing
        self._current = current
        self._mono_s = mono_s
        # Whose photos were asked for in which session.
        self._photos: set[tuple[str, str]] = set()

    # ---- sessions

    async def unlock(self, account: str, session: str, password: str) -> Unlocked | Stale:
        """Open the account's key in that session; the first time it is made, and the desk's people get to know it.

        The password has been found to be the account's. `Stale`: it was reset, and the key lies under the former one. Raises `Busy`.
        """
        unlocked = await self.procedures.unlock(account, password)
        if isinstance(unlocked, Unlocked):
            self._begin(session, unlocked)
        return unlocked

    async def unlock_with_former(self, account: str, session: str, former: str, password: str) -> Unlocked | Stale:
        """The former password brings the key under the new one. Raises `Busy`."""
        await self.procedures.rewrap(account, former, password)
        return await self.unlock(account, session, password)

    async def renew(self, account: str, session: str, password: str) -> Unlocked:
        """A new key for somebody who has lost the former password; a colleague has to vouch for it. Raises `Busy`."""
        unlocked = await self.procedures.renew(account, password)
        self._begin(session, unlocked)
        return unlocked

    def session(self, session: str) -> Unlocked | None:
        """The key that is open there. None: locked, or idle for ten minutes."""
        unlocked = self._sealing.sessions.of(session) if session else None
        if unlocked is None:
            self._photos = {one for one in self._photos if one[0] != session}
        return unlocked

    def forget(self, session: str) -> None:
        """Locked by hand, or signed out."""
        self._sealing.sessions.lock(session)
        self._photos = {one for one in self._photos if one[0] != session}

    # ---- reading

    def counts(self, account: str) -> DeskCounts:
        """For a badge: needs no key. Nothing for people who are not on the desk."""
        return self.lists.counts(account) if account and self.staffed is not None else NOTHING_TO_DO

    @property
    def staffed(self) -> DeskStaffed | None:
        return self.office.state.staffed

    async def open(self, complaint_id: str, unlocked: Unlocked, why: str = "") -> DeskCase | NotOpened:
        """The case, with its text. That it was opened is written down first."""
        complaint = self.office.state.complaints.get(complaint_id)
        case = None if complaint is None else await self.reading.open(complaint, unlocked)
        if complaint is None or case is None:
            return NotOpened()
        if complaint.text_erased or complaint.erased:
            return case
        noted = await self.presses.note_opening(case, "text", why or _reason(complaint, unlocked.account))
        if not isinstance(noted, Done):
            return NotOpened(stored=not isinstance(noted, NotStored))
        return replace(case, complaint=self.office.state.complaints[complaint_id])

    def by_number(self, typed: str, account: str) -> str:
        """The id of the complaint with that number, if the account may see it; "" otherwise."""
        found = self.office.state.complaints.get(self.office.state.by_number.get(parsed_number(typed) or "", ""))
        return found.id if found is not None and may_see(found, account) else ""

    def may_have_photos(self, case: DeskCase) -> bool:
        """Whether these photos are for this official: whoever of the ladder reads it, always; a unit, if the sender ticked it."""
        return (case.text is not None and case.text.show_photo) or case.account in case.complaint.rungs

    async def show_photos(self, session: str, case: DeskCase) -> bool:
        """From now on this session shows the photos of the case; the sender sees that."""
        if not self.may_have_photos(case):
            return False
        why = _reason(case.complaint, case.account)
        if not isinstance(await self.presses.note_opening(case, "photo", why), Done):
            return False
        self._photos.add((session, case.complaint.id))
        return True

    def photos_shown(self, session: str, complaint: str) -> bool:
        return (session, complaint) in self._photos

    def _begin(self, session: str, unlocked: Unlocked) -> None:
        self._sealing.sessions.begin(session, unlocked)


def _reason(complaint: Complaint, account: str) -> str:
    if complaint.held:
        return MODERATION
    return ESCALATED if account in complaint.climbed and account not in complaint.recipients else TASK
