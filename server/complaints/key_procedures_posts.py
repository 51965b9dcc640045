"""Which keys the desk's people have now, as the log tells it: complaints are sealed to these and to no others."""

from collections.abc import Collection, Container, Iterable

from server.complaints.identity_vault_keys import held_by
from server.complaints.kept import Kept
from server.complaints.office import ComplaintOffice, Done, Outcome
from server.domain.complaint import Complaint
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_commands import Escalate, RevokeKeys, StaffDesk
from server.domain.complaint_key_events import DeskStaffed
from server.domain.complaint_ladder import next_rung
from server.domain.complaint_trust import counts_unvouched
from server.sealing.sealing import Sealing

_CUSTODIANS = 3


class KeysOfPosts:
    def __init__(self, office: ComplaintOffice, sealing: Sealing) -> None:
        self._office = office
        self._sealing = sealing

    async def public_keys(self) -> dict[str, str]:
        """Account and hex of its public key: of everybody to whom complaints can be sealed."""
        return {account: public.hex() for account, public in (await self._sealing.staff.publics()).items()}

    async def keys_for(self, posts: Collection[str], vouched: str = "") -> dict[str, str]:
        """The keys of those who hold a post, for the log; and of everybody who reads a complaint, or will when it climbs.

        Whoever is not among them loses what is sealed to them. To lose a post is not to lose a key: otherwise whoever fills the posts
        could make a complaint about themselves unreadable with one press. `vouched`: whose new key was found to be theirs just now.
        """
        keys, state = await self.public_keys(), self._office.state
        needed = {*posts, *people_of(state.complaints.values())}
        # A key that the log names is never changed for one that merely lies in the table: somebody may have put it there.
        told = {} if state.staffed is None else state.staffed.keys
        return {
            account: told.get(account, key)
            for account, key in keys.items()
            if account in needed and (account in told or account == vouched or counts_unvouched(state, account, key))
        }

    async def tell(self, actor: str, *, of: str = "", lost: str = "", without: str = "") -> Outcome:
        """Write down what has changed about the keys of those who hold a post.

        `of`: has shown their key just now, or a colleague vouched for it; only so does a key get into the log. `lost`: has a new key,
        and the one in the log is gone. `without`: loses their posts. Keys that were destroyed go by themselves. What was sealed to a key
        that is gone is revoked at once, and whatever nobody reads any more climbs the ladder.
        """
        staffed = self._office.state.staffed
        told: Outcome = Done(())
        if staffed is not None:
            command = await self._anew(staffed, of, lost, without)
            if command != _as_it_is(staffed):
                told = await self._office.do(command, actor=actor)
        await self.clear()
        return told

    async def drop(self, account: str) -> None:
        """Everything that is sealed to an account whose key is destroyed leaves the disk, in one commit."""
        rows = (*await self._office.wraps_to(account), *await self._office.wraps_to(held_by(account)))
        gone = dict.fromkeys((row.complaint, row.to) for row in rows)
        if gone:
            await self._office.keep(Kept(erase_wraps=tuple(gone)))

    async def clear(self) -> None:
        """For open complaints, at once, what the clock does for all within the hour.

        What nobody can open is revoked, and what nobody reads climbs.
        """
        for complaint in tuple(self._office.state.complaints.values()):
            if complaint.closed:
                continue
            for account in complaint.stale:
                await self._office.do(RevokeKeys(complaint.id, account), actor=CLOCK)
            known = self._office.state.complaints[complaint.id]
            if complaint.stale and not known.readers and next_rung(known):
                await self._office.do(Escalate(known.id, f"nobody:{len(known.escalated)}"), actor=CLOCK)

    async def _anew(self, staffed: DeskStaffed, of: str, lost: str, without: str) -> StaffDesk:
        units = {unit: _but(members, without) for unit, members in staffed.units.items()}
        units = {unit: members for unit, members in units.items() if members}
        kasi, sekdes, kades, bpd = ("" if one == without else one for one in staffed.ladder)
        ladder = (kasi, sekdes, kades, bpd)
        posts = {*ladder, *staffed.custodians, *(one for members in units.values() for one in members)} - {"", without}
        known = {*staffed.keys, of} - {lost}
        keys = {account: key for account, key in (await self.keys_for(posts, of)).items() if account in known}
        return StaffDesk(units, ladder, _custodians(staffed, ladder, posts & keys.keys()), keys)


def people_of(complaints: Iterable[Complaint]) -> set[str]:
    """Those who read a complaint now, or when it climbs."""
    found: set[str] = set()
    for one in complaints:
        if not one.text_erased:
            found.update(who for who in (*one.readers, *one.rungs) if who not in one.stale)
    return found


def _as_it_is(staffed: DeskStaffed) -> StaffDesk:
    return StaffDesk(dict(staffed.units), staffed.ladder, staffed.custodians, dict(staffed.keys))


def _custodians(staffed: DeskStaffed, ladder: Iterable[str], able: Container[str]) -> tuple[str, ...]:
    """The three of before; one who has no key any more is replaced from the ladder. Fewer than three are none."""
    if not staffed.custodians:
        return ()
    named = dict.fromkeys(one for one in (*staffed.custodians, *ladder) if one in able)
    return tuple(named)[:_CUSTODIANS] if len(named) >= _CUSTODIANS else ()


def _but(accounts: Iterable[str], without: str) -> tuple[str, ...]:
    return tuple(account for account in accounts if account != without)
