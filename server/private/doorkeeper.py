"""The doorkeeper: lets devices in, signs people in on them, and knows both again."""

import hmac
from collections.abc import Callable
from typing import Protocol

from server.domain.access import API, PUBLIC, AccountRow, DeviceRow, Role, SessionRow, Visitor
from server.domain.frozen import Frozen
from server.domain.moment import Moment
from server.private import accounts, devices, sessions
from server.private.accounts import Accounts, Issued, Trouble
from server.private.devices import Devices
from server.private.hashing import Argon2, Hashing
from server.private.names import Names
from server.private.pairing import Pairings
from server.private.sessions import IDLE_MS, Sessions
from server.private.setup_code import SetupCode
from server.private.signs_of_life import Unkept
from server.private.slow_down import Allowance, SlowDown

PIN = "pin"
PASSWORD = "password"  # noqa: S105 - the name of a way to sign in
_STRANGERS_PER_HOUR = 20


class Rows(accounts.Rows, devices.Rows, sessions.Rows, Protocol):
    """What the doorkeeper needs of a store."""


class SignedIn(Frozen):
    """Right. `token` and `device_token` are the secrets that the browser keeps; the latter is "" when it has one already."""

    account: AccountRow
    token: str
    device_token: str = ""
    must_renew: bool = False


class Wrong(Frozen):
    pass


class Wait(Frozen):
    """Too many wrong guesses: nothing was looked at. Try again after `ms` milliseconds."""

    ms: int


class Doorkeeper:
    """`ended` is told the id of every device or session that is over, so that its sockets are closed too."""

    def __init__(
        self, rows: Rows, now: Callable[[], Moment], api_token: str = "", hashing: Hashing | None = None
    ) -> None:
        self._now = now
        self._api_token = api_token
        self._hashing = hashing or Argon2()
        self.accounts = Accounts(rows, self._hashing, now)
        self.devices = Devices(rows, now)
        self.pairings = Pairings(now)
        self.setup_code = SetupCode()
        self.names = Names(self.accounts)
        self.ended: Callable[[str], object] = _nobody_listens
        self._sessions = Sessions(rows, now)
        self._slow_down = SlowDown()
        self._strangers = Allowance(_STRANGERS_PER_HOUR)

    def tell_unkept(self, told: Unkept) -> None:
        """`told` hears of every sign of life that cannot be stored."""
        self.devices.unkept = self._sessions.unkept = told

    async def open(self) -> None:
        await self.accounts.open()
        await self.devices.open()
        await self._sessions.open()

    # ---- who is it?

    async def bearer(self, token: str, agent: str = "") -> Visitor | None:
        """Whoever carries this token: automation, or a device. None: nobody that is known."""
        if self._api_token and hmac.compare_digest(token.encode(), self._api_token.encode()):
            return API
        device = self.devices.by_token(token)
        if device is None:
            return None
        await self.devices.saw(device, agent)
        return _on(device)

    async def visitor(self, device_token: str, session_token: str, agent: str = "") -> Visitor:
        """Whoever carries these cookies; the public without any."""
        device = self.devices.by_token(device_token)
        if device is None:
            return Visitor("public", turned_out=True) if device_token else PUBLIC
        await self.devices.saw(device, agent)
        session = await self._sessions.used(session_token, device.id)
        account = self.accounts.by_id(session.account) if session else None
        if session is None or account is None or not account.active:
            return _on(device)
        return Visitor(
            f"account:{account.id}",
            Role(account.role),
            device.id,
            account.id,
            session.id,
            must_renew=account.pin_once if session.by == PIN else account.password_once,
        )

    async def saw_clock(self, device_id: str, clock_ms: int | None) -> None:
        """What a device's own clock shows, in milliseconds since 1970; None: it did not say."""
        device = self.devices.by_id(device_id)
        if device is not None and clock_ms is not None:
            await self.devices.saw(device, skew_ms=clock_ms - self._now().wall_ms)

    # ---- signing in and out

    async def sign_in_with_pin(self, device_token: str, account_id: str, pin: str) -> SignedIn | Wrong | Wait:
        """Start a session on a device of the staff. `Wrong` also for a device that is not one."""
        device = self.devices.by_token(device_token)
        if device is None or device.role != Role.STAFF:
            return Wrong()
        account = self.accounts.by_id(account_id)
        kept = account.pin_hash if account is not None and account.active else ""
        refused = await self._guess(_pair(account_id, device.id), kept, pin.strip())
        if refused is not None or account is None:
            return refused or Wrong()
        _, token = await self._sessions.start(account.id, device.id, PIN, idle_ms=0)
        return SignedIn(account, token, must_renew=account.pin_once)

    async def sign_in_with_password(
        self, login: str, password: str, *, device_token: str, address: str, agent: str = ""
    ) -> SignedIn | Wrong | Wait:
        """Start a session on any browser but a TV's and a kiosk's, at which residents stand.

        A browser on which somebody has signed in before is known again, and no guess from elsewhere slows it down.
        """
        device = self.devices.by_token(device_token)
        if device is not None and device.role not in {Role.STAFF, Role.PUBLIC}:
            return Wrong()
        if device is None and (wait_ms := self._strangers.take(address, self._now().mono_ms)):
            return Wait(wait_ms)
        account = self.accounts.by_login(login)
        kept = account.password_hash if account is not None and account.active else ""
        who = account.id if account is not None else f"?{login.strip().lower()[:40]}"
        refused = await self._guess(_pair(who, device.id if device else f"@{address}"), kept, password)
        if refused is not None or account is None:
            return refused or Wrong()
        signed_in = await self._start(account, device, agent)
        return SignedIn(account, *signed_in, must_renew=account.password_once)

    async def confirms(self, visitor: Visitor, secret: str) -> Wrong | Wait | None:
        """Whether the person who is signed in knows the secret that they signed in with; None: yes."""
        account = self.accounts.by_id(visitor.account)
        session = next((row for row in self._sessions.all() if row.id == visitor.session), None)
        if account is None or session is None:
            return Wrong()
        kept = account.pin_hash if session.by == PIN else account.password_hash
        return await self._guess(_pair(account.id, visitor.device), kept, secret.strip())

    async def confirms_password(self, visitor: Visitor, password: str) -> Wrong | Wait | None:
        """Whether the person who is signed in, however they did that, knows the password of their account; None: yes."""
        account = self.accounts.by_id(visitor.account)
        if account is None:
            return Wrong()
        return await self._guess(_pair(account.id, visitor.device), account.password_hash, password)

    async def sign_out(self, *session_ids: str) -> None:
        """At once and on every screen. Raises when that cannot be stored: asked again, it is tried again until it is."""
        for session in self._sessions.end(*session_ids):
            self.ended(session.id)
        await self._sessions.forget()

    async def welcome(self, account: AccountRow, device: DeviceRow) -> str:
        """The token of a session for somebody who has just made their account on this device."""
        _, token = await self._sessions.start(account.id, device.id, PASSWORD, idle_ms=0)
        return token

    # ---- what an admin does

    def sessions_of(self, account_id: str) -> tuple[SessionRow, ...]:
        return tuple(row for row in self._sessions.all() if row.account == account_id)

    def accounts_on(self, device_id: str) -> frozenset[str]:
        """Who is signed in on the device."""
        return frozenset(row.account for row in self._sessions.all() if row.device == device_id)

    async def end_sessions(self, account_id: str, but: str = "") -> None:
        """Sign a person out everywhere, or everywhere but in one session."""
        await self.sign_out(*(row.id for row in self.sessions_of(account_id) if row.id != but))

    async def change_account(self, account_id: str, *, name: str, role: str, active: bool) -> AccountRow | Trouble:
        """Who is put out of work is signed out at once."""
        changed = await self.accounts.change(account_id, name=name, role=role, active=active)
        if isinstance(changed, AccountRow) and not changed.active:
            await self.end_sessions(account_id)
        return changed

    async def issue_pin(self, account_id: str) -> Issued | Trouble:
        """A new PIN for somebody who forgot it, or whose PIN others know: signed out, and free to try at once."""
        return await self._reset(await self.accounts.issue_pin(account_id))

    async def issue_password(self, account_id: str) -> Issued | Trouble:
        return await self._reset(await self.accounts.issue_password(account_id))

    async def admit(self, role: Role, device_id: str = "", name: str = "", agent: str = "") -> str:
        """Let a device in without a code; its token."""
        _, token = await self.devices.admit(role, device_id, name, agent)
        return token

    async def revoke(self, device_id: str) -> DeviceRow | None:
        """Turn a device out: its token is dead, its sessions are over, its sockets are closed."""
        await self.sign_out(*(session.id for session in self._sessions.all() if session.device == device_id))
        row = await self.devices.revoke(device_id)
        if row is not None:
            self.ended(device_id)
        return row

    # ---- within

    async def _start(self, account: AccountRow, device: DeviceRow | None, agent: str) -> tuple[str, str]:
        device_token = ""
        if device is None:
            device, device_token = await self.devices.admit(Role.PUBLIC, agent=agent)
        idle_ms = 0 if device.role == Role.STAFF else IDLE_MS
        _, token = await self._sessions.start(account.id, device.id, PASSWORD, idle_ms=idle_ms)
        return token, device_token

    async def _reset(self, issued: Issued | Trouble) -> Issued | Trouble:
        if isinstance(issued, Issued):
            account_id = issued.account.id
            self._slow_down.forgive(lambda who: who.startswith(_pair(account_id, "")))
            await self.end_sessions(account_id)
        return issued

    async def _guess(self, who: str, kept: str, guess: str) -> Wrong | Wait | None:
        wait_ms = self._slow_down.wait_ms(who, self._now().mono_ms)
        if wait_ms > 0:
            return Wait(wait_ms)
        # Counted as wrong before it is checked, so that fifty guesses at once are not fifty first guesses.
        self._slow_down.failed(who, self._now().mono_ms)
        if not await self._hashing.matches(kept, guess):
            return Wrong()
        self._slow_down.succeeded(who)
        return None


def _on(device: DeviceRow) -> Visitor:
    return Visitor(f"device:{device.id}" if device.role != Role.PUBLIC else "public", Role(device.role), device.id)


def _pair(account: str, device: str) -> str:
    return f"{account} {device}"


def _nobody_listens(_: str) -> None:
    """No socket hangs on this doorkeeper yet."""
