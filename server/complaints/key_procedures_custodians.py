"""Custodians of identities who change: the key is split anew, by those who are left together or by the one who hands over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from server.complaints.case_keys import CaseKeys, NoKey
from server.complaints.case_reading import CaseReading
from server.complaints.identity_vault import IdentityVault
from server.complaints.identity_vault_keys import held_by
from server.complaints.office import ComplaintOffice, Done
from server.domain.complaint import Complaint
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import ChangeCustodians
from server.domain.complaint_identity import awaits_split, custodians_anew
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked
from server.sealing.vault import CUSTODIANS


@dataclass(frozen=True, slots=True)
class Handed:
    """`done`: identities that were split anew. `left`: those for which too few who hold a part were there, or no successor is left."""

    done: int
    left: int


class Custodians:
    def __init__(self, office: ComplaintOffice, sealing: Sealing) -> None:
        self._office = office
        self._sealing = sealing
        self._vault = IdentityVault(office, sealing)
        self._reading = CaseReading(office, CaseKeys(office, sealing))

    async def missing(self) -> tuple[str, ...]:
        """Complaints whose identity was split for three and is held by fewer now."""
        holders = await self._holders()
        return tuple(
            one.id
            for one in self._identities()
            if len(one.custodians) == CUSTODIANS and holders.get(one.id, frozenset()) < set(one.custodians)
        )

    async def replace(self, present: Collection[Unlocked]) -> Handed:
        """Two who hold a part, both with their keys open, complete the three of every identity that misses one."""
        holders, done = await self._holders(), 0
        missing = await self.missing()
        for name in missing:
            complaint = self._office.state.complaints[name]
            chosen = await self._completed(complaint, holders.get(name, frozenset()), present)
            done += len(chosen) == CUSTODIANS and await self._change(complaint, chosen, present)
        return Handed(done, len(missing) - done)

    async def split_raised(self, unlocked: Unlocked) -> Handed:
        """Complaints whose class was raised by somebody else: the one who holds the whole key splits it for three. No press needed.

        Without this one person would go on opening what two of three have to agree on.
        """
        account, staffed = unlocked.account, self._office.state.staffed
        alone = [one for one in self._office.state.complaints.values() if one.custodians == (account,)]
        waiting = [one for one in alone if awaits_split(one)]
        done = 0
        for complaint in waiting:
            three = custodians_anew(staffed, complaint, await self._about(complaint, (unlocked,)))
            done += bool(three) and await self._change(complaint, three, (unlocked,))
        return Handed(done, len(waiting) - done)

    async def hand_over(self, present: Collection[Unlocked], heirs: Mapping[str, str]) -> Handed:
        """A sole custodian who leaves hands their identities to a successor. `heirs`: who leaves, and who follows them."""
        sole = [one for one in self._identities() if len(one.custodians) == 1 and one.custodians[0] in heirs]
        done = 0
        for complaint in sole:
            done += await self._change(complaint, (heirs[complaint.custodians[0]],), present)
        return Handed(done, len(sole) - done)

    async def _completed(
        self, complaint: Complaint, holders: frozenset[str], present: Collection[Unlocked]
    ) -> tuple[str, ...]:
        """Who holds a part, filled up with those whom the complaint is known not to be about."""
        able = await self._sealing.staff.publics()
        staffed, about = self._office.state.staffed, await self._about(complaint, present)
        # These were compared with the complaint's text when it came in.
        compared = (*complaint.custodians, *complaint.rungs, *complaint.recipients)
        others = () if staffed is None or about is None else (*staffed.custodians, *staffed.ladder)
        kept_out = {*complaint.passed_over, *(about or ())}
        held = (one for one in complaint.custodians if one in holders)
        chosen = dict.fromkeys(one for one in (*held, *compared, *others) if one in able and one not in kept_out)
        return tuple(chosen)[:CUSTODIANS]

    async def _change(self, complaint: Complaint, custodians: tuple[str, ...], present: Collection[Unlocked]) -> bool:
        try:
            kept = await self._vault.handed_on(complaint, custodians, present)
        except NoKey:
            return False
        if kept is None:
            return False  # too few of those who hold a part
        actor = actor_of(next(one.account for one in present if one.account in complaint.custodians))
        about = await self._about(complaint, present)
        command = ChangeCustodians(complaint.id, custodians, None if about is None else tuple(sorted(about)))
        done = await self._office.do(command, actor=actor, kept=kept)
        if not isinstance(done, Done):
            return False
        for asked in complaint.requests:
            # What was handed to them was part of the former split.
            if asked.approvals:
                self._sealing.glass.closed(asked.request)
        return True

    async def _about(self, complaint: Complaint, present: Collection[Unlocked]) -> frozenset[str] | None:
        """Whom it is about, if one of those present may read it."""
        for unlocked in present:
            case = await self._reading.open(complaint, unlocked)
            if case is not None and case.about is not None:
                return frozenset(case.about)
        return None

    async def _holders(self) -> dict[str, frozenset[str]]:
        """Of each complaint, the custodians who hold a part that they can open."""
        holders: dict[str, frozenset[str]] = {}
        for account in {one for complaint in self._identities() for one in complaint.custodians}:
            for row in await self._office.wraps_to(held_by(account)):
                holders[row.complaint] = holders.get(row.complaint, frozenset()) | {account}
        return holders

    def _identities(self) -> list[Complaint]:
        complaints = self._office.state.complaints.values()
        return [one for one in complaints if one.identity and not one.identity_erased]
