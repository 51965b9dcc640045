"""The doorkeeper: lets devices in, signs people in on them, and knows both again."""

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from server.domain.access import API, PUBLIC, DeviceRow, Role, SessionRow, Visitor
from server.domain.moment import Moment
from server.private.secrets import hash_of, new_device_code, new_id, new_pin, new_token, plain_device_code
from server.private.slow_down import SlowDown

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SESSION_MS = 12 * 3_600_000
_ANCHOR_AGAIN_MS = 600_000
_PIN = "pin"
_CODE = "device_code"


class Rows(Protocol):
    """What the doorkeeper needs of a store."""

    async def setting(self, name: str) -> str | None: ...
    async def put_setting(self, name: str, value: str) -> None: ...
    async def devices(self) -> list[DeviceRow]: ...
    async def put_device(self, row: DeviceRow) -> None: ...
    async def delete_device(self, device_id: str) -> None: ...
    async def sessions(self) -> list[SessionRow]: ...
    async def put_session(self, row: SessionRow) -> None: ...
    async def delete_session(self, session_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Admitted:
    """Right. `token` is the secret that the device or browser keeps from now on."""

    token: str


@dataclass(frozen=True, slots=True)
class Wrong:
    pass


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many wrong guesses: nothing was looked at. Try again after `ms` milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Papers:
    """What the person at the office's machine is told: the PIN for officials, and the code that lets a device in."""

    pin: str
    device_code: str


class Doorkeeper:
    def __init__(self, rows: Rows, now: Callable[[], Moment], api_token: str = "") -> None:
        self._rows = rows
        self._now = now
        self._api_token = api_token
        self._devices: dict[str, DeviceRow] = {}
        self._sessions: dict[str, SessionRow] = {}
        self._slow_down = SlowDown()
        # Each check takes 19 MiB; two at a time keep a flood of guesses from filling the memory.
        self._checks = asyncio.Semaphore(2)

    async def open(self) -> None:
        self._devices = {row.token_hash: row for row in await self._rows.devices()}
        for row in await self._rows.sessions():
            # From the start of the machine on a session grows older, whether or not it is used.
            anchored = row if row.boot == self._now().boot else row.anchored(self._now())
            if anchored is not row:
                await self._rows.put_session(anchored)
            self._sessions[row.token_hash] = anchored

    async def has_papers(self) -> bool:
        return await self._rows.setting(_PIN) is not None

    async def renew_papers(self) -> Papers:
        """A new PIN and a new device code. Devices that are in and people who are signed in stay so."""
        papers = Papers(new_pin(), new_device_code())
        await self._rows.put_setting(_PIN, await self._hashed(papers.pin))
        await self._rows.put_setting(_CODE, await self._hashed(plain_device_code(papers.device_code)))
        return papers

    async def admit(self, role: Role, device_id: str = "") -> str:
        """Let a device in without a code, from the office's own machine; its token. The same id again replaces it."""
        token = new_token()
        row = DeviceRow(device_id or new_id(), hash_of(token), role, self._now().wall_ms)
        await self._rows.put_device(row)
        self._devices = {known: old for known, old in self._devices.items() if old.id != row.id}
        self._devices[row.token_hash] = row
        return token

    async def let_in(self, code: str, role: Role, address: str) -> Admitted | Wrong | Wait:
        """Let a device in by the code that stands on the office's machine.

        Guesses are slowed down by address: a guesser on the Wi-Fi must not keep the office's own devices out, and a whole
        network of them would need centuries for a code of 34 bits.
        """
        verdict = await self._guess(f"code {address}", _CODE, plain_device_code(code))
        return Admitted(await self.admit(role)) if verdict is None else verdict

    async def sign_in(self, device_token: str, pin: str) -> Admitted | Wrong | Wait:
        """Start a session on a device of the staff. `Wrong` also for a device that is not one."""
        device = self._devices.get(hash_of(device_token))
        if device is None or device.role != Role.STAFF:
            return Wrong()
        verdict = await self._guess(f"pin {device.id}", _PIN, pin.strip())
        if verdict is not None:
            return verdict
        token, now = new_token(), self._now()
        row = SessionRow(new_id(), hash_of(token), device.id, SESSION_MS, now.boot, now.mono_ms)
        await self._rows.put_session(row)
        self._sessions[row.token_hash] = row
        return Admitted(token)

    async def sign_out(self, session_token: str) -> None:
        row = self._sessions.pop(hash_of(session_token), None)
        if row is not None:
            await self._rows.delete_session(row.id)

    def knows_device(self, device_token: str) -> DeviceRow | None:
        return self._devices.get(hash_of(device_token)) if device_token else None

    def bearer(self, token: str) -> Visitor | None:
        """Whoever carries this token: automation, or a device. None: nobody that is known."""
        if self._api_token and hmac.compare_digest(token.encode(), self._api_token.encode()):
            return API
        device = self._devices.get(hash_of(token))
        return None if device is None else Visitor(f"device:{device.id}", role=device.role, device=device.id)

    async def visitor(self, device_token: str, session_token: str) -> Visitor:
        """Whoever carries these cookies; the public without any."""
        device = self.knows_device(device_token)
        if device is None:
            return PUBLIC
        official = await self._is_signed_in(device, session_token)
        return Visitor(f"device:{device.id}", official=official, role=device.role, device=device.id)

    async def _is_signed_in(self, device: DeviceRow, session_token: str) -> bool:
        row = self._sessions.get(hash_of(session_token)) if session_token else None
        if row is None or row.device != device.id:
            return False
        now = self._now()
        if row.remaining_ms(now) <= 0:
            del self._sessions[row.token_hash]
            await self._rows.delete_session(row.id)
            return False
        if row.boot != now.boot or now.mono_ms - row.mono_ms > _ANCHOR_AGAIN_MS:
            anchored = row.anchored(now)
            self._sessions[row.token_hash] = anchored
            await self._rows.put_session(anchored)
        return True

    async def _guess(self, who: str, secret: str, guess: str) -> Wrong | Wait | None:
        wait_ms = self._slow_down.wait_ms(who, self._now().mono_ms)
        if wait_ms > 0:
            return Wait(wait_ms)
        # Counted as wrong before it is checked, so that fifty guesses at once are not fifty first guesses.
        self._slow_down.failed(who, self._now().mono_ms)
        kept = await self._rows.setting(secret)
        if kept is None or len(guess) > 64 or not await self._matches(kept, guess):
            return Wrong()
        self._slow_down.succeeded(who)
        return None

    async def _hashed(self, secret: str) -> str:
        return await asyncio.to_thread(_hasher().hash, secret)

    async def _matches(self, kept: str, guess: str) -> bool:
        from argon2.exceptions import VerifyMismatchError

        async with self._checks:
            try:
                return await asyncio.to_thread(_hasher().verify, kept, guess)
            except VerifyMismatchError:
                return False  # an exception is how the library says no


def _hasher() -> "PasswordHasher":
    """argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet). Imported when first needed: start-up."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
