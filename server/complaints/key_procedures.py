"""What is to be done about people's keys: the written procedures of docs/complaints.md, one method for each press.

The doorkeeper has made sure, before any of these, that a password is the account's.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from server.complaints.case_keys import CaseKeys, OpenCase
from server.complaints.key_procedures_custodians import Custodians, Handed
from server.complaints.key_procedures_leaving import LastReader, Leaving, Leavings, Left
from server.complaints.key_procedures_posts import KeysOfPosts
from server.complaints.key_procedures_regrant import Granted, Lost, Regrants
from server.complaints.key_procedures_sheet import Extended, RecoverySheet, Sheet, WrongSheet
from server.complaints.office import ComplaintOffice, NotStored, Refused
from server.domain.complaint_codes import actor_of
from server.domain.complaint_trust import counts_unvouched, may_vouch, on_desk
from server.sealing.recovery import SheetKey, WrongLines
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked, living
from server.sealing.stretch import Busy

__all__ = [
    "Extended",
    "Granted",
    "Handed",
    "KeyProcedures",
    "LastReader",
    "Leaving",
    "Left",
    "NotTrusted",
    "Sheet",
    "Stale",
    "WrongLines",
    "WrongSheet",
]


@dataclass(frozen=True, slots=True)
class Stale:
    """The password is right, and the key lies under a former one: an admin has reset it. `rewrap` or `renew`."""


@dataclass(frozen=True, slots=True)
class NotTrusted:
    """Whoever presses has a new key themselves that nobody has vouched for, or no post; or vouches for themselves."""


class KeyProcedures:
    """Stateless: make one wherever it is needed. Methods that take a password raise `server.sealing.stretch.Busy`."""

    def __init__(self, office: ComplaintOffice, sealing: Sealing) -> None:
        self._office = office
        self._staff = sealing.staff
        self._sessions = sealing.sessions
        self._keys = CaseKeys(office, sealing)
        self._posts = KeysOfPosts(office, sealing)
        self._regrants = Regrants(office, self._keys)
        self.sheet = RecoverySheet(office, self._keys)
        self._leavings = Leavings(office, sealing, self._posts, self._regrants, self.sheet)
        self.custodians = Custodians(office, sealing)

    # ---- passwords

    async def unlock(self, account: str, password: str) -> Unlocked | Stale:
        """The account's key; the first time it is made, and complaints are sealed to it from then on."""
        unlocked = await self._staff.ensure(account, password)
        if unlocked is None:
            return Stale()
        if unlocked.fresh:
            # The power may have failed between the loss of an earlier key and its event.
            await self._posts.tell(actor_of(account), lost=account)
        unlocked = self._counted(unlocked)
        await self._posts.tell(actor_of(account), of=account if unlocked.trusted else "")
        if unlocked.trusted:
            # So that a new sheet opens what only others read, and a secret needs two, without anybody having to think of it.
            await self.sheet.extend(unlocked)
            await self.custodians.split_raised(unlocked)
        return unlocked

    async def rewrap(self, account: str, old: str, new: str) -> bool:
        """The password was changed by its owner, or was reset and the owner still knows the old one. False: `old` opens nothing.

        Nothing else changes: it is the same key.
        """
        return await self._staff.rewrap(account, old, new)

    async def password_changed(self, account: str, old: str, new: str) -> bool:
        """The same for the page where people change their own: there is often no key, and it may wait, as `Stale` asks for `old` again."""
        if not old or await self._staff.newest(account) is None:
            return False
        try:
            return await self._staff.rewrap(account, old, new)
        except Busy:
            return False  # at the desk the former password is asked for

    async def renew(self, account: str, password: str) -> Unlocked:
        """The old password is lost for good: a new key. What was sealed to the old one has to be given back by `vouch` or `restore`."""
        await self._regrants.note(account)
        self._sessions.lock_account(account)
        await self._staff.forget(account)
        await self._posts.drop(account)
        # First without the key, so that the log says what can no longer be opened; also where the new one counts at once.
        await self._posts.tell(actor_of(account))
        unlocked = self._counted(await self._staff.renew(account, password))
        await self._posts.tell(actor_of(account), of=account if unlocked.trusted else "")
        return unlocked

    # ---- colleagues

    async def public_keys(self) -> dict[str, str]:
        """Account and hex of its public key, of everybody to whom complaints can be sealed."""
        return await self._posts.public_keys()

    async def keys_for(self, posts: Collection[str]) -> dict[str, str]:
        """Of these, the keys that `StaffDesk` is to name when these accounts hold the posts."""
        return await self._posts.keys_for(posts)

    async def waiting(self) -> dict[str, int]:
        """Accounts that need a colleague: because their new key is not vouched for yet, or because complaints are still to be given
        back (so many)."""
        rows = [row for row in await self._office.staff_keys() if living(row)]
        counts = {
            row.account: (
                len({one.complaint for one in await self._regrants.of(row.account)}),
                row.active and counts_unvouched(self._office.state, row.account, row.public.hex()),
            )
            for row in rows
        }
        return {account: count for account, (count, active) in counts.items() if count or not active}

    async def vouch(self, account: str, by: Unlocked) -> Granted | NotTrusted:
        """A colleague has seen the person: their new key counts, and what was theirs, or would be as a new complaint, is given to it.

        As far as the colleague reads it, in one press. For somebody new on the ladder the same press fills the open complaints in.
        """
        state, today = self._office.state, self._office.today()
        entitled = may_vouch(state, by.account, by.public.hex(), today, besides=account)
        if not entitled or not await self._is_trusted(by):
            return NotTrusted()

        async def opened(complaint: str) -> OpenCase | None:
            return await self._keys.as_official(complaint, by)

        await self._trust(account, actor_of(by.account))
        await self._regrants.add_by_rule(account, opened)
        return await self._regrants.carry_out(account, opened, actor=actor_of(by.account))

    async def note_new_rung(self, account: str) -> None:
        """Somebody new on the ladder: a colleague is asked to give them the open complaints, as soon as they have a key."""
        await self._regrants.note_new_rung(account)

    async def unread(self, *, closed: bool = False) -> tuple[str, ...]:
        """Open complaints that nobody can read any more: for the recovery sheet. `closed`: also those that are closed."""
        able = await self._staff.publics()
        return tuple(
            one.id
            for one in self._office.state.complaints.values()
            if (closed or not one.closed)
            and not one.text_erased
            and not any(reader in able and reader not in one.stale for reader in one.readers)
        )

    # ---- leaving

    async def leaving(self, account: str) -> Leaving:
        return await self._leavings.foreseen(account)

    async def leave(self, account: str, *, actor: str, accept: bool = False) -> Left | LastReader:
        """The account is put out of work. Refused while something would become unreadable, unless that is accepted."""
        return await self._leavings.leave(account, actor=actor, accept=accept)

    async def hand_over(self, by: Unlocked, to: str) -> Granted | NotTrusted:
        """Before somebody leaves: everything that they read is given to a successor, who holds a post and has a key."""
        if not await self._is_trusted(by):
            return NotTrusted()

        async def opened(complaint: str) -> OpenCase | None:
            return await self._keys.as_official(complaint, by)

        await self._regrants.inherit(by.account, to)
        granted = await self._regrants.carry_out(to, opened, actor=actor_of(by.account))
        await self.custodians.hand_over((by,), {by.account: to})
        return granted

    async def complete_custodians(self, session: str) -> Handed:
        """One press of each of two custodians, in their own sessions, while both are open: missing custodians are replaced.

        The first press does nothing yet but to offer the key, until its session is locked.
        """
        offered = [one for one in self._sessions.offer(session) if await self._is_trusted(one)]
        handed = await self.custodians.replace(offered)
        if handed.done:
            self._sessions.withdraw()
        return handed

    # ---- the sheet

    async def new_sheet(self, by: Unlocked) -> Sheet | NotTrusted | Refused | NotStored:
        """The first sheet, or one in place of one that is lost or was seen by somebody."""
        return await self.sheet.new(by) if await self._on_desk(by) else NotTrusted()

    async def confirm_sheet(self, by: Unlocked, public: str) -> Extended | NotTrusted | Refused | NotStored:
        """A colleague of its maker has compared the new sheet's mark with the paper: it counts."""
        return await self.sheet.confirm(by, public) if await self._on_desk(by) else NotTrusted()

    async def refuse_sheet(self, by: Unlocked, public: str) -> NotTrusted | Refused | NotStored | None:
        """The new sheet is not the office's own. None: it is dropped, and the former one goes on."""
        return await self.sheet.refuse(by, public) if await self._on_desk(by) else NotTrusted()

    async def restore(self, text: str, unlocked: Unlocked) -> Granted | WrongLines | WrongSheet:
        """The sheet, typed by the official who lost the key: the new one counts, and what they read and what nobody reads is theirs."""
        read = await self.sheet.read(text, unlocked if await self._on_desk(unlocked) else None)
        if not isinstance(read, SheetKey):
            return read
        actor = actor_of(unlocked.account)
        await self._trust(unlocked.account, actor)
        await self._regrants.add(unlocked.account, [Lost(one, as_rung=False) for one in await self.unread(closed=True)])

        async def opened(complaint: str) -> OpenCase | None:
            return await self._keys.as_recovery(complaint, read.private)

        return await self._regrants.carry_out(unlocked.account, opened, actor=actor, recovered=True)

    # ---- within

    async def _on_desk(self, by: Unlocked) -> bool:
        return await self._is_trusted(by) and on_desk(self._office.state, by.account, by.public.hex())

    def _counted(self, unlocked: Unlocked) -> Unlocked:
        """What the table calls trusted, the log has to bear out: a row that was taken away or changed on the disk makes no key count."""
        counts = counts_unvouched(self._office.state, unlocked.account, unlocked.public.hex())
        return replace(unlocked, trusted=unlocked.trusted and counts)

    async def _trust(self, account: str, actor: str) -> None:
        row = await self._staff.newest(account)
        if row is not None and not row.active:
            await self._staff.trust(account, row.public)
            self._sessions.trust(account)
        await self._posts.tell(actor, of=account if row is not None else "")

    async def _is_trusted(self, by: Unlocked) -> bool:
        """Their key is the account's own, and the log names no other. Without a post too: who was taken off hands over all the same."""
        row = await self._staff.newest(by.account)
        if row is None or not row.active or row.public != by.public:
            return False
        staffed, key = self._office.state.staffed, by.public.hex()
        named = None if staffed is None else staffed.keys.get(by.account)
        return named == key if named is not None else counts_unvouched(self._office.state, by.account, key)
