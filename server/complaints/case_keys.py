"""The key pair of each complaint: made when it comes in, sealed to those who may read it, and opened by one of them.

Everything that is said about a complaint is sealed to its public key, which is no secret. Its private key is nowhere but in rows that are
sealed to people, to the sender's receipt, and to the recovery sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from server.complaints.kept import WrapRow
from server.complaints.office import ComplaintOffice
from server.sealing.pairs import Unopenable, new_pair, pair_of, seal, unseal
from server.sealing.recovery import FINGERPRINT_BYTES, fingerprint
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked

CASE = "case"
PUBLIC = "public"
SENDER = "sender"
RECOVERY = "recovery"


class NoKey(Exception):
    """Nothing can be sealed to these accounts: they have no key, or one that nobody has vouched for yet."""

    def __init__(self, accounts: tuple[str, ...]) -> None:
        super().__init__(*accounts)
        self.accounts = accounts


@dataclass(frozen=True, slots=True)
class NewCase:
    """The rows that let people open a new complaint, and its public key. The private key is not kept."""

    complaint: str
    public: bytes
    wraps: tuple[WrapRow, ...]

    def seal(self, plain: bytes) -> bytes:
        return seal(self.public, plain)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A complaint in the hands of somebody who may read it. Lives as long as the request that needs it."""

    complaint: str
    public: bytes
    private: bytes = field(repr=False)

    def seal(self, plain: bytes) -> bytes:
        return seal(self.public, plain)

    def open(self, sealed: bytes) -> bytes:
        """Raises `Unopenable`."""
        return unseal(self.private, sealed)


class CaseKeys:
    def __init__(self, office: ComplaintOffice, sealing: Sealing) -> None:
        self._office = office
        self._sealing = sealing

    async def create(self, complaint: str, readers: Iterable[str], *, sender: bytes = b"") -> NewCase:
        """Keys of a new complaint: for `readers` (recipients and rungs), for the sender's public key, for the recovery sheet.

        Raises `NoKey`: then nothing may be stored, since somebody who has to answer could not read it.
        """
        pair = new_pair()
        publics = await self._publics(readers)
        wraps = [WrapRow(complaint, PUBLIC, CASE, pair.public)]
        wraps += [WrapRow(complaint, account, CASE, seal(public, pair.private)) for account, public in publics.items()]
        if sender:
            wraps.append(WrapRow(complaint, SENDER, CASE, seal(sender, pair.private)))
        sheet = self._office.state.sheet
        if sheet is not None:
            wraps.append(for_sheet(complaint, bytes.fromhex(sheet.public), pair.private))
        return NewCase(complaint, pair.public, tuple(wraps))

    async def public_of(self, complaint: str) -> bytes | None:
        """What anybody may seal words to this complaint with. None: they have been erased."""
        rows = await self._office.wraps(complaint, PUBLIC)
        return next((row.sealed for row in rows if row.purpose == CASE), None)

    async def as_official(self, complaint: str, unlocked: Unlocked) -> OpenCase | None:
        """None unless it is this official's to read now. A key that lies ready for a rung above is not used before it climbs."""
        known = self._office.state.complaints.get(complaint)
        if known is None or unlocked.account not in known.readers:
            return None
        return await self._opened(complaint, unlocked.account, unlocked.private)

    async def as_sender(self, complaint: str, private: bytes) -> OpenCase | None:
        """`private`: of the pair that the receipt's row holds."""
        return await self._opened(complaint, SENDER, private)

    async def as_recovery(self, complaint: str, private: bytes) -> OpenCase | None:
        """With the key of the recovery sheet. None also for a sheet that was replaced."""
        rows = await self._office.wraps(complaint, RECOVERY)
        mark = fingerprint(pair_of(private).public)
        for row in rows:
            if row.purpose == CASE and row.sealed[:FINGERPRINT_BYTES] == mark:
                return await self._checked(complaint, private, row.sealed[FINGERPRINT_BYTES:])
        return None

    async def wrap_for(self, case: OpenCase, account: str) -> WrapRow:
        """The row that lets one more person open it. Raises `NoKey`."""
        publics = await self._publics((account,))
        return WrapRow(case.complaint, account, CASE, seal(publics[account], case.private))

    async def _publics(self, accounts: Iterable[str]) -> dict[str, bytes]:
        wanted = tuple(dict.fromkeys(accounts))
        known = await told_publics(self._office, self._sealing)
        missing = tuple(account for account in wanted if account not in known)
        if missing:
            raise NoKey(missing)
        return {account: known[account] for account in wanted}

    async def _opened(self, complaint: str, to: str, private: bytes) -> OpenCase | None:
        rows = await self._office.wraps(complaint, to)
        row = next((row for row in rows if row.purpose == CASE), None)
        return None if row is None else await self._checked(complaint, private, row.sealed)

    async def _checked(self, complaint: str, private: bytes, sealed: bytes) -> OpenCase | None:
        """Only a key that belongs to this complaint: a row that was exchanged on the disk opens nothing."""
        public = await self.public_of(complaint)
        try:
            pair = pair_of(unseal(private, sealed))
        except Unopenable:
            return None  # an exception is how the box says no
        return OpenCase(complaint, pair.public, pair.private) if pair.public == public else None


async def told_publics(office: ComplaintOffice, sealing: Sealing) -> dict[str, bytes]:
    """The public keys that may be sealed to, by account: those that the log names, as far as they are in the table too.

    Whoever can write to the disk could put a key of their own into the table, and read what comes in from then on. The log is chained.
    """
    staffed = office.state.staffed
    told = {} if staffed is None else staffed.keys
    publics = await sealing.staff.publics()
    return {account: public for account, public in publics.items() if told.get(account) == public.hex()}


def for_sheet(complaint: str, sheet: bytes, private: bytes) -> WrapRow:
    """The case's key for the recovery sheet with that public key; which sheet it is stands before the box."""
    return WrapRow(complaint, RECOVERY, CASE, fingerprint(sheet) + seal(sheet, private))
