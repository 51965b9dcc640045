"""The key of one identity: sealed to custodians, handed on, and put together again from its parts."""

from collections.abc import Collection

from server.complaints.case_keys import PUBLIC, SENDER, NoKey, told_publics
from server.complaints.kept import Kept, WrapRow
from server.complaints.office import ComplaintOffice
from server.sealing.pairs import Unopenable, pair_of, seal, unseal
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked
from server.sealing.vault import CUSTODIANS, combine, shares

IDENTITY = "identity"
_HELD = "custodian:"
_ASKED = "request:"


class IdentityKeys:
    def __init__(self, office: ComplaintOffice, sealing: Sealing) -> None:
        self._office = office
        self._sealing = sealing

    async def handed(self, complaint: str, key: bytes, custodians: Collection[str]) -> Kept:
        """The rows that hand the key to these, and take it from everybody else. Raises `NoKey`."""
        made = await self.for_custodians(complaint, key, custodians)
        fresh = {(row.to, row.purpose) for row in made}
        # What was handed to somebody who asked is half of a key that is split otherwise now.
        former = [row for row in await self._office.wraps(complaint) if row.to.startswith((_HELD, _ASKED))]
        gone = ((row.complaint, row.to, row.purpose) for row in former if (row.to, row.purpose) not in fresh)
        return Kept(wraps=tuple(made), erase_wraps=tuple(gone))

    async def for_custodians(self, complaint: str, key: bytes, custodians: Collection[str]) -> list[WrapRow]:
        """The key for one custodian, or split for three. Raises `NoKey`."""
        known = await told_publics(self._office, self._sealing)
        missing = tuple(account for account in custodians if account not in known)
        if missing or not custodians:
            raise NoKey(missing)
        publics = {account: known[account] for account in custodians}
        if len(publics) == CUSTODIANS:
            split = shares(key, publics, self._sealing.random)
            return [WrapRow(complaint, held_by(one.custodian), f"{IDENTITY}:{one.pair}", one.sealed) for one in split]
        (account,) = publics
        return [WrapRow(complaint, held_by(account), IDENTITY, seal(publics[account], key))]

    async def together(self, complaint: str, present: Collection[Unlocked]) -> bytes | None:
        """The identity's key, from the shares of those whose keys are open at this moment."""
        parts: dict[str, list[bytes]] = {}
        for unlocked in present:
            for row in await self._office.wraps(complaint, held_by(unlocked.account)):
                try:
                    parts.setdefault(row.purpose, []).append(unseal(unlocked.private, row.sealed))
                except Unopenable:
                    continue  # a share of an earlier key of theirs
        return await self._whole(complaint, parts)

    async def joined(self, complaint: str, request: str, unlocked: Unlocked) -> bytes:
        """The key, from what was handed to the one who asked, and what they hold as a custodian. Raises `Unopenable`."""
        given: dict[tuple[str, str], bytes] = {}
        for row in await self._office.wraps(complaint, held_by(unlocked.account)):
            try:
                given[row.purpose, unlocked.account] = unseal(unlocked.private, row.sealed)
            except Unopenable:
                continue  # of an earlier key of theirs
        for row in await self._office.wraps(complaint, asked_for(request)):
            # identity, or identity:<pair>:<who gave the half>
            purpose, pair, by = (*row.purpose.split(":"), "", "")[:3]
            given[f"{purpose}:{pair}" if pair else purpose, by] = unseal(unlocked.private, row.sealed)
        parts: dict[str, list[bytes]] = {}
        for (purpose, _), part in given.items():
            parts.setdefault(purpose, []).append(part)
        key = await self._whole(complaint, parts)
        if key is None:
            raise Unopenable
        return key

    async def _whole(self, complaint: str, parts: dict[str, list[bytes]]) -> bytes | None:
        """The one key that fits the identity's public key; two halves of a pair that do not belong together do not."""
        rows = await self._office.wraps(complaint, PUBLIC)
        public = next((row.sealed for row in rows if row.purpose == IDENTITY), None)
        for purpose, found in parts.items():
            if purpose == IDENTITY:
                key = found[0]
            elif len(found) == 2:
                key = combine(*found)
            else:
                continue
            if pair_of(key).public == public:
                return key
        return None

    async def of_sender(self, complaint: str, private: bytes) -> bytes:
        """The key, for the sender. Raises `Unopenable`."""
        rows = await self._office.wraps(complaint, SENDER)
        row = next((row for row in rows if row.purpose == IDENTITY), None)
        if row is None:
            raise Unopenable
        return unseal(private, row.sealed)

    async def read(self, complaint: str, key: bytes) -> bytes | None:
        """What the sender left. None: it was erased. Raises `Unopenable`."""
        rows = await self._office.rows(complaint, IDENTITY)
        return unseal(key, rows[-1].sealed) if rows else None


def held_by(account: str) -> str:
    """To whom the rows are addressed that a custodian holds; apart from the rows of the same person as a reader."""
    return f"{_HELD}{account}"


def asked_for(request: str) -> str:
    return f"{_ASKED}{request}"
