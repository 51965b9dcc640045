"""Who works at the complaint desk: opening the board, and filling its posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.complaints.key_procedures import KeyProcedures
from server.complaints.office import ComplaintOffice, Done, Outcome
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import StaffDesk

RUNGS = 4
MOST_CUSTODIANS = 3


@dataclass(frozen=True, slots=True)
class Posts:
    """Accounts: head of services, village secretary, village head, BPD ("" = nobody); three custodians or none; units' people."""

    ladder: tuple[str, str, str, str] = ("", "", "", "")
    custodians: tuple[str, ...] = ()
    units: Mapping[str, tuple[str, ...]] | None = None

    def everybody(self) -> frozenset[str]:
        """All who hold a post."""
        named = {*self.ladder, *self.custodians, *(one for members in (self.units or {}).values() for one in members)}
        return frozenset(named - {""})


class Staffing:
    def __init__(self, office: ComplaintOffice, procedures: KeyProcedures) -> None:
        self._office = office
        self._procedures = procedures

    @property
    def posts(self) -> Posts:
        """As they are filled now."""
        staffed = self._office.state.staffed
        return Posts() if staffed is None else Posts(staffed.ladder, staffed.custodians, staffed.units)

    async def staff(self, by: str, posts: Posts, key: str = "") -> Outcome:
        """Fill the posts. Whoever has no key yet holds the post, and gets complaints from the moment that the key is made."""
        before = self.posts.ladder
        command = await self._command(posts)
        done = await self._office.do(command, actor=actor_of(by), key=key, fingerprint=repr(posts))
        if isinstance(done, Done):
            for account in {*posts.ladder} - {*before, ""}:
                await self._procedures.note_new_rung(account)
        return done

    async def with_keys(self) -> Sequence[str]:
        """The accounts to which complaints can be sealed."""
        return tuple(await self._procedures.public_keys())

    async def _command(self, posts: Posts) -> StaffDesk:
        units = {unit: members for unit, members in (posts.units or {}).items() if members}
        return StaffDesk(units, posts.ladder, posts.custodians, await self._procedures.keys_for(posts.everybody()))
