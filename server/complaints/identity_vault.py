"""The vault: who sent a complaint, under a key pair of its own. Opened only by custodians, for a time, and for one person.

Open and anonymous complaints have one custodian, who does not read them where there is anybody else. Of a secret one the key is split, and
two of three custodians are needed. A custodian who agrees seals what they hold to the one who asked, so custodians learn nothing by
agreeing. Every step is an event that the sender sees.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from server.complaints.case_keys import PUBLIC, SENDER, told_publics
from server.complaints.identity_vault_keys import IDENTITY, IdentityKeys, asked_for, held_by
from server.complaints.kept import Kept, WrapRow
from server.complaints.office import ComplaintOffice, Done, Outcome
from server.domain.complaint import Complaint
from server.domain.complaint_codes import CLOCK, actor_of
from server.domain.complaint_commands import ApproveIdentity, AskIdentity, CloseIdentity, NoteOpening, RefuseIdentity
from server.domain.complaint_events import IdentityAsked
from server.domain.complaint_identity import granted
from server.sealing.pairs import Unopenable, new_pair, seal, unseal
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked

_REQUEST_BYTES = 8


class NotOpen(StrEnum):
    """Why an identity cannot be read or handed on just now."""

    NONE = "none"  # nobody left a name, or it has been erased
    NOT_YOURS = "not_yours"  # somebody else asked, or somebody else is custodian
    NOT_YET = "not_yet"  # custodians have to agree first
    OVER = "over"  # the time is up, or the server was restarted
    BROKEN = "broken"  # the rows do not open with this key


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """The rows that keep the key of a new identity, and its public key. The private key is not kept."""

    public: bytes
    wraps: tuple[WrapRow, ...]

    def seal(self, plain: bytes) -> bytes:
        return seal(self.public, plain)


class IdentityVault:
    def __init__(self, office: ComplaintOffice, sealing: Sealing) -> None:
        self._office = office
        self._sealing = sealing
        self._keys = IdentityKeys(office, sealing)

    # ---- keeping

    async def create(self, complaint: str, custodians: Collection[str], *, sender: bytes = b"") -> NewIdentity:
        """Keys of a new identity for one custodian or three, and for the sender's public key. Raises `NoKey`."""
        pair = new_pair()
        wraps = [WrapRow(complaint, PUBLIC, IDENTITY, pair.public)]
        wraps += await self._keys.for_custodians(complaint, pair.private, custodians)
        if sender:
            wraps.append(WrapRow(complaint, SENDER, IDENTITY, seal(sender, pair.private)))
        return NewIdentity(pair.public, tuple(wraps))

    # ---- the sender

    async def own(self, complaint: str, private: bytes) -> bytes | None:
        """What the sender left, for the sender, who holds the private key of the receipt's row. None: nothing, or no longer."""
        try:
            key = await self._keys.of_sender(complaint, private)
            return await self._keys.read(complaint, key)
        except Unopenable:
            return None  # there is nothing that this key opens

    async def resplit(self, complaint: str, private: bytes, custodians: Collection[str]) -> Kept:
        """The rows that hand the identity to other custodians, and take it from those before. For a class that the sender raises.

        Raises `Unopenable` for a key that is not this sender's, and `NoKey`.
        """
        return await self._keys.handed(complaint, await self._keys.of_sender(complaint, private), custodians)

    # ---- breaking the glass

    async def ask(
        self, complaint: str, unlocked: Unlocked, reason: str, minutes: int, key: str = ""
    ) -> tuple[str, Outcome]:
        """Ask the custodians to show who the sender is, for so many minutes. The request's id, and what became of it."""
        request = self._sealing.random(_REQUEST_BYTES).hex()
        command = AskIdentity(complaint, request, reason, minutes)
        done = await self._office.do(command, actor=actor_of(unlocked.account), key=key)
        if isinstance(done, Done):
            # A press that is repeated is answered with the request of the first one.
            request = next((event.request for event in done.events if isinstance(event, IdentityAsked)), request)
        return request, done

    async def approve(self, complaint: str, request: str, unlocked: Unlocked, key: str = "") -> Outcome | NotOpen:
        """A custodian agrees: what they hold of the key is sealed to the one who asked.

        Where the class was raised after one custodian had got the key, or the only custodian asks, somebody of the ladder agrees who holds
        nothing.
        """
        known = self._office.state.complaints.get(complaint)
        asked = known.request(request) if known is not None else None
        if known is None or asked is None:
            return NotOpen.NONE
        publics = await told_publics(self._office, self._sealing)
        held = await self._office.wraps(complaint, held_by(unlocked.account))
        if not held and unlocked.account in known.custodians:
            return NotOpen.NOT_YOURS  # their part was lost with an earlier key
        if asked.by not in publics:
            return NotOpen.BROKEN
        rows = []
        try:
            for row in held:
                part = unseal(unlocked.private, row.sealed)
                purpose = row.purpose if row.purpose == IDENTITY else f"{row.purpose}:{unlocked.account}"
                rows.append(WrapRow(complaint, asked_for(request), purpose, seal(publics[asked.by], part)))
        except Unopenable:
            return NotOpen.BROKEN
        command = ApproveIdentity(complaint, request)
        done = await self._office.do(command, actor=actor_of(unlocked.account), key=key, kept=Kept(wraps=tuple(rows)))
        if isinstance(done, Done) and self._granted(complaint, request):
            self._sealing.glass.broken(complaint, request, asked.minutes)
        return done

    async def refuse(self, complaint: str, request: str, unlocked: Unlocked, key: str = "") -> Outcome:
        kept = Kept(erase_wraps=((complaint, asked_for(request)),))
        command = RefuseIdentity(complaint, request)
        return await self._office.do(command, actor=actor_of(unlocked.account), key=key, kept=kept)

    async def open(self, complaint: str, request: str, unlocked: Unlocked) -> bytes | NotOpen:
        """What the sender left, for the one who asked. Each look is an event."""
        known = self._office.state.complaints.get(complaint)
        asked = known.request(request) if known is not None else None
        if known is None or asked is None or known.identity_erased:
            return NotOpen.NONE
        if asked.by != unlocked.account:
            return NotOpen.NOT_YOURS
        if not asked.over and not granted(known, asked):
            return NotOpen.NOT_YET
        if asked.over or self._sealing.glass.left_s(request) <= 0:
            return NotOpen.OVER
        try:
            read = await self._keys.read(complaint, await self._keys.joined(complaint, request, unlocked))
        except Unopenable:
            return NotOpen.BROKEN
        if read is None:
            return NotOpen.NONE
        noted = await self._office.do(
            NoteOpening(complaint, "identity", asked.reason), actor=actor_of(unlocked.account)
        )
        # What cannot be written down is not shown.
        return read if isinstance(noted, Done) else NotOpen.BROKEN

    async def close(self, complaint: str, request: str, actor: str = CLOCK) -> Outcome:
        """Nobody can open it any more without asking again. `actor`: the clock, or who closes it by hand."""
        kept = Kept(erase_wraps=((complaint, asked_for(request)),))
        done = await self._office.do(CloseIdentity(complaint, request), actor=actor, kept=kept)
        self._sealing.glass.closed(request)
        return done

    def left_s(self, request: str) -> float:
        """Seconds for which that request may still be looked at."""
        return self._sealing.glass.left_s(request)

    async def close_due(self) -> None:
        """Close those whose time is up. Cheap; for the ticker."""
        for opened in self._sealing.glass.over():
            await self.close(opened.complaint, opened.request)

    async def close_all(self) -> None:
        """After a start: how long the open ones were meant to stay open is written nowhere, so they end."""
        for complaint in tuple(self._office.state.complaints.values()):
            for asked in complaint.requests:
                if granted(complaint, asked):
                    await self.close(complaint.id, asked.request)

    # ---- custodians who change

    async def handed_on(
        self, complaint: Complaint, custodians: Collection[str], present: Collection[Unlocked]
    ) -> Kept | None:
        """The rows for other custodians, made by enough of the present ones together. None: these are not enough. Raises `NoKey`."""
        key = await self._keys.together(complaint.id, present)
        return None if key is None else await self._keys.handed(complaint.id, key, custodians)

    # ---- within

    def _granted(self, complaint: str, request: str) -> bool:
        known = self._office.state.complaints[complaint]
        asked = known.request(request)
        return asked is not None and granted(known, asked)
