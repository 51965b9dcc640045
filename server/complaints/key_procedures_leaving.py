"""Somebody who leaves the office: their keys are destroyed, and nothing may become unreadable by that without being said."""

from collections.abc import Collection
from dataclasses import dataclass

from server.complaints.identity_vault_keys import IDENTITY, held_by
from server.complaints.key_procedures_posts import KeysOfPosts
from server.complaints.key_procedures_regrant import Regrants
from server.complaints.key_procedures_sheet import RecoverySheet
from server.complaints.office import ComplaintOffice
from server.domain.complaint import Complaint
from server.sealing.sealing import Sealing


@dataclass(frozen=True, slots=True)
class Leaving:
    """What would happen. `cases`: complaints that are sealed to them; `only`: of these, what nobody else's key opens.

    `names`: identities of which they alone are the custodian. `sheet`: the recovery sheet opens the texts of `only`.
    """

    cases: int
    only: int
    names: int
    sheet: bool

    @property
    def loses(self) -> bool:
        return bool(self.only or self.names)


@dataclass(frozen=True, slots=True)
class LastReader:
    """Nothing was done: what `leaving` names would be lost. Hand it over first, or accept it."""

    leaving: Leaving


@dataclass(frozen=True, slots=True)
class Left:
    """`revoked`: complaints whose keys were taken away. `kept`: nothing was destroyed, because without a sheet it would be lost."""

    revoked: int
    kept: bool = False


class Leavings:
    def __init__(
        self,
        office: ComplaintOffice,
        sealing: Sealing,
        posts: KeysOfPosts,
        regrants: Regrants,
        sheet: RecoverySheet,
    ) -> None:
        self._office = office
        self._sealing = sealing
        self._posts = posts
        self._regrants = regrants
        self._sheet = sheet

    async def foreseen(self, account: str) -> Leaving:
        """What it would mean that this person leaves."""
        able = (await self._sealing.staff.publics()).keys() - {account}
        cases = [
            one for one in self._office.state.complaints.values() if not one.text_erased and _sealed_to(one, account)
        ]
        only = [one for one in cases if not _others(one, able)]
        held = await self._office.wraps_to(held_by(account))
        names = [row for row in held if row.purpose == IDENTITY]
        opened = self._sheet.present is not None and {one.id for one in only}.isdisjoint(await self._sheet.behind())
        return Leaving(len(cases), len(only), len(names), opened)

    async def leave(self, account: str, *, actor: str, accept: bool = False) -> Left | LastReader:
        """Lock, revoke and destroy. `accept`: what is lost may be lost; a text for which there is no sheet never is: then the key stays."""
        self._sealing.sessions.lock_account(account)
        foreseen = await self.foreseen(account)
        if foreseen.loses and not accept:
            return LastReader(foreseen)
        if foreseen.only and not foreseen.sheet:
            # No posts any more; the key stays, as what it alone opens would be lost.
            await self._posts.tell(actor, without=account)
            return Left(0, kept=True)
        await self._regrants.forget(account)
        await self._sealing.staff.forget(account)
        await self._posts.drop(account)
        await self._posts.tell(actor, without=account)
        return Left(foreseen.cases)


def _sealed_to(complaint: Complaint, account: str) -> bool:
    return account in complaint.readers or account in complaint.rungs


def _others(complaint: Complaint, able: Collection[str]) -> bool:
    """Whether anybody else with a key reads it, or will when it climbs."""
    return any(one in able and one not in complaint.stale for one in (*complaint.readers, *complaint.rungs))
