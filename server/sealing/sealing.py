"""All that the services need for sealing, in one hand. Nothing heavy is imported and no process is started before the first use."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from server.sealing.child_stretcher import ChildStretcher
from server.sealing.core_dumps import forbid_core_dumps
from server.sealing.cost import PACKED_BYTES, SALT_BYTES, Cost, Costs, unpacked
from server.sealing.desk_sessions import DeskSessions
from server.sealing.glass import Glass
from server.sealing.key_rows import KeyRows
from server.sealing.receipt_keys import derived
from server.sealing.signing import OfficeKey, office_key, verify
from server.sealing.staff_keys import StaffKeys
from server.sealing.stretch import Stretcher

_RECEIPTS = "receipt_stretching"
_SIGNERS = "signing_publics"
_GENERATION_BYTES = PACKED_BYTES + SALT_BYTES
_PUBLIC_BYTES = 32


def utc_today() -> date:
    return datetime.now(UTC).date()


class Sealing:
    """`staff`: officials' keys; `sessions`: those that are open now; `glass`: identities that are open now."""

    def __init__(
        self,
        folder: Path,
        rows: KeyRows,
        stretcher: Stretcher,
        *,
        costs: Costs | None = None,
        random: Callable[[int], bytes] = os.urandom,
        mono: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = utc_today,
    ) -> None:
        """`folder`: where the signing key lies. `mono`: seconds of the monotonic clock; `today`: the office's day."""
        costs = costs or Costs()
        self.random = random
        self.stretcher = stretcher
        self.staff = StaffKeys(rows, stretcher, costs.staff, random=random, mono=mono, today=today)
        self.sessions = DeskSessions(mono)
        self.glass = Glass(mono)
        self._folder = folder
        self._rows = rows
        self._receipt_cost = costs.receipt
        self._generations: tuple[tuple[Cost, bytes], ...] = ()
        self._office_key: OfficeKey | None = None
        self._signers: tuple[bytes, ...] = ()
        self._loading = asyncio.Lock()

    # ---- receipts

    async def receipt_keys(self, code: str) -> tuple[bytes, bytes]:
        """Lookup and key of a new receipt, from its sixteen digits. Raises `Busy`."""
        cost, salt = (await self._receipt_generations())[-1]
        return derived(await self.stretcher.stretch(code.encode(), salt, cost))

    async def earlier_receipt_keys(self, code: str) -> AsyncIterator[tuple[bytes, bytes]]:
        """The same as receipts were made before their cost was raised, newest first; as a rule there are none. Raises `Busy`."""
        for cost, salt in reversed((await self._receipt_generations())[:-1]):
            yield derived(await self.stretcher.stretch(code.encode(), salt, cost))

    # ---- signatures

    async def sign(self, committed: bytes) -> bytes:
        """The office's signature under a commitment. Raises `Unopenable` or `OSError` when the key's file is broken."""
        return (await self._signing_key()).sign(committed)

    async def verify(self, committed: bytes, signature: bytes) -> bool:
        """Whether this office signed that, with its key of today or, after a loss, with an earlier one."""
        await self._signing_key()
        return any(verify(public, committed, signature) for public in reversed(self._signers))

    async def office_public(self) -> bytes:
        """What the office's signatures are checked with: for receipts, the board and the notice board."""
        return (await self._signing_key()).public

    # ---- within

    async def _receipt_generations(self) -> tuple[tuple[Cost, bytes], ...]:
        """Salt and cost of receipts, of which the last is for new ones: one salt for all, so that a code alone finds its row."""
        async with self._loading:
            if not self._generations:
                kept = await self._rows.setting(_RECEIPTS) or b""
                known = [
                    _generation(kept[at : at + _GENERATION_BYTES]) for at in range(0, len(kept), _GENERATION_BYTES)
                ]
                if not known or known[-1][0] != self._receipt_cost:
                    known.append((self._receipt_cost, self.random(SALT_BYTES)))
                    await self._rows.put_setting(_RECEIPTS, b"".join(cost.packed() + salt for cost, salt in known))
                self._generations = tuple(known)
            return self._generations

    async def _signing_key(self) -> OfficeKey:
        async with self._loading:
            if self._office_key is None:
                key = await asyncio.to_thread(office_key, self._folder)
                kept = await self._rows.setting(_SIGNERS) or b""
                known = [kept[at : at + _PUBLIC_BYTES] for at in range(0, len(kept), _PUBLIC_BYTES)]
                if key.public not in known:
                    known.append(key.public)
                    await self._rows.put_setting(_SIGNERS, b"".join(known))
                self._signers, self._office_key = tuple(known), key
            return self._office_key


def _generation(kept: bytes) -> tuple[Cost, bytes]:
    cost = unpacked(kept[:PACKED_BYTES])
    if cost is None:
        raise ValueError("the kept cost of receipts cannot be read")
    return cost, kept[PACKED_BYTES:]


@asynccontextmanager
async def open_sealing(
    folder: Path,
    rows: KeyRows,
    *,
    costs: Costs | None = None,
    random: Callable[[int], bytes] = os.urandom,
    mono: Callable[[], float] = time.monotonic,
    today: Callable[[], date] = utc_today,
    stretcher: Stretcher | None = None,
) -> AsyncIterator[Sealing]:
    """As `Sealing`; ends the stretching process and forgets the open keys at the end."""
    forbid_core_dumps()
    stretcher = stretcher or ChildStretcher()
    sealing = Sealing(folder, rows, stretcher, costs=costs, random=random, mono=mono, today=today)
    try:
        yield sealing
    finally:
        sealing.sessions.lock_all()
        await stretcher.close()
