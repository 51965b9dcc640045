"""The key pairs of officials. The private half lies under a key stretched from the account's password, and is open in memory only."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from server.sealing.cost import PACKED_BYTES, SALT_BYTES, Cost, unpacked
from server.sealing.key_rows import KeyRows, StaffKeyRow
from server.sealing.pairs import KEY_BYTES, Unopenable, lock, new_pair, pair_of, unlock
from server.sealing.stretch import Stretcher


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An official's key, open. `opened_mono`: when, in seconds of the monotonic clock.

    `fresh`: the pair was made just now, so nothing is sealed to it yet. `trusted`: new complaints are sealed to it; a pair that
    replaced another one waits for a colleague or the recovery sheet.
    """

    account: str
    public: bytes
    private: bytes = field(repr=False)
    opened_mono: float
    fresh: bool = False
    trusted: bool = True


class StaffKeys:
    """Whoever calls has made sure that the password is the account's. All may raise `server.sealing.stretch.Busy`."""

    def __init__(
        self,
        rows: KeyRows,
        stretcher: Stretcher,
        cost: Cost,
        *,
        random: Callable[[int], bytes],
        mono: Callable[[], float],
        today: Callable[[], date],
    ) -> None:
        self._rows = rows
        self._stretcher = stretcher
        self._cost = cost
        self._random = random
        self._mono = mono
        self._today = today
        # Two browsers of one person that unlock at once must not make two pairs.
        self._changing = asyncio.Lock()

    async def ensure(self, account: str, password: str) -> Unlocked | None:
        """The account's key; the first time it is made. None: there is one, which this password does not open (see `renew`)."""
        row = await self.newest(account)
        if row is None:
            async with self._changing:
                row = await self.newest(account)
                if row is None:
                    return await self._make(account, password, trusted=await self._is_first(account))
        return await self._opened(row, password)

    async def unlock(self, account: str, password: str) -> Unlocked | None:
        """None: there is no key, or this password does not open it."""
        row = await self.newest(account)
        return None if row is None else await self._opened(row, password)

    async def renew(self, account: str, password: str) -> Unlocked:
        """A new pair for somebody whose password was reset and who no longer knows the old one. The old private half is destroyed.

        Nothing is sealed to the new one before `trust`: otherwise whoever may reset passwords could read what comes in next.
        Only where nobody else has a key there is nobody to wait for.
        """
        async with self._changing:
            await self._destroy(account)
            return await self._make(account, password, trusted=await self._is_first(account))

    async def rewrap(self, account: str, old: str, new: str) -> bool:
        """Put the key under the new password, at today's cost. False: there is no key, or `old` does not open it."""
        async with self._changing:
            row = await self.newest(account)
            opened = None if row is None else await self._opened(row, old)
            if row is None or opened is None:
                return False
            salt, sealed = await self._under(new, opened.private)
            await self._rows.put_staff_key(replace(row, sealed_private=sealed, salt=salt))
            return True

    async def trust(self, account: str, public: bytes) -> None:
        """From now on new complaints are sealed to this pair of that account."""
        async with self._changing:
            row = await self.newest(account)
            if row is not None and row.public == public:
                await self._rows.put_staff_key(replace(row, active=True))

    async def forget(self, account: str) -> None:
        """Destroy the private halves of somebody who left. What is sealed to them cannot be opened by them any more."""
        async with self._changing:
            await self._destroy(account)

    async def newest(self, account: str) -> StaffKeyRow | None:
        """The row of the key that the account has now; trusted or not."""
        return next(
            (row for row in reversed(await self._rows.staff_keys()) if row.account == account and living(row)), None
        )

    async def publics(self) -> dict[str, bytes]:
        """The public keys that new complaints are sealed to, by account."""
        return {row.account: row.public for row in await self._rows.staff_keys() if row.active and living(row)}

    async def _make(self, account: str, password: str, *, trusted: bool) -> Unlocked:
        pair = new_pair()
        salt, sealed = await self._under(password, pair.private)
        row = StaffKeyRow(account, pair.public, sealed, salt, self._today(), trusted)
        await self._rows.put_staff_key(row)
        return Unlocked(account, pair.public, pair.private, self._mono(), fresh=True, trusted=trusted)

    async def _opened(self, row: StaffKeyRow, password: str) -> Unlocked | None:
        cost = unpacked(row.sealed_private[:PACKED_BYTES])
        if cost is None:
            return None
        kek = await self._kek(password, row.salt, cost)
        try:
            pair = pair_of(unlock(kek, row.sealed_private[PACKED_BYTES:]))
        except Unopenable:
            return None  # an exception is how the box says that this is not its key
        if pair.public != row.public:
            return None  # somebody put another public key into the row
        return Unlocked(row.account, pair.public, pair.private, self._mono(), trusted=row.active)

    async def _under(self, password: str, private: bytes) -> tuple[bytes, bytes]:
        salt = self._random(SALT_BYTES)
        return salt, self._cost.packed() + lock(await self._kek(password, salt, self._cost), private)

    async def _kek(self, password: str, salt: bytes, cost: Cost) -> bytes:
        # Blanks around it do not count when somebody signs in, so they must not count here.
        stretched = await self._stretcher.stretch(password.strip().encode(), salt, cost, urgent=True)
        return stretched[:KEY_BYTES]

    async def _destroy(self, account: str) -> None:
        for row in await self._rows.staff_keys():
            if row.account == account and living(row):
                await self._rows.put_staff_key(replace(row, sealed_private=b"", salt=b"", active=False))

    async def _is_first(self, account: str) -> bool:
        """Whether a new pair of the account may count at once: it never had one, or nobody else could vouch for it."""
        rows = await self._rows.staff_keys()
        return all(row.account != account for row in rows) or not any(row.active and living(row) for row in rows)


def living(row: StaffKeyRow) -> bool:
    """Whether there is still a private half to open."""
    return bool(row.sealed_private)
