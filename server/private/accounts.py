"""The office's people: accounts with a role, a login, and a PIN or a password."""

import asyncio
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from server.domain.access import ACCOUNT_ROLES, AccountRow, Role
from server.domain.frozen import Frozen, replace
from server.domain.moment import Moment
from server.private.hashing import Hashing
from server.private.secrets import new_id, new_password, new_pin
from server.private.strength import Weakness, weakness_of_password, weakness_of_pin

LONGEST_NAME = 40
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class Trouble(StrEnum):
    """Why an account cannot be made or changed so."""

    UNKNOWN = "unknown"
    NO_NAME = "no_name"
    NO_ROLE = "no_role"
    BAD_LOGIN = "bad_login"
    LOGIN_TAKEN = "login_taken"
    LAST_ADMIN = "last_admin"
    STILL_ACTIVE = "still_active"


class Issued(Frozen):
    """A secret made for somebody, to be shown once and replaced at its first use."""

    account: AccountRow
    secret: str


class Rows(Protocol):
    """What accounts need of a store."""

    async def accounts(self) -> list[AccountRow]: ...
    async def put_account(self, row: AccountRow) -> None: ...
    async def delete_account(self, account_id: str) -> None: ...


class Accounts:
    """All of them stand in memory too: there are a dozen, and every request asks for one."""

    def __init__(self, rows: Rows, hashing: Hashing, now: Callable[[], Moment]) -> None:
        self._rows = rows
        self._hashing = hashing
        self._now = now
        self._accounts: dict[str, AccountRow] = {}
        # One change at a time, so that two cannot each take away the other last admin.
        self._changing = asyncio.Lock()

    async def open(self) -> None:
        self._accounts = {row.id: row for row in await self._rows.accounts()}

    def all(self) -> tuple[AccountRow, ...]:
        """By name, those who work here first."""
        return tuple(sorted(self._accounts.values(), key=lambda row: (not row.active, row.name.casefold(), row.id)))

    def by_id(self, account_id: str) -> AccountRow | None:
        return self._accounts.get(account_id)

    def by_login(self, login: str) -> AccountRow | None:
        wanted = login.strip().lower()
        return next((row for row in self._accounts.values() if row.login == wanted), None)

    @property
    def has_admin(self) -> bool:
        return any(row.active and row.role == Role.ADMIN for row in self._accounts.values())

    async def add(
        self, *, name: str, role: str, login: str, password: str = "", pin: str = "", office: str = ""
    ) -> AccountRow | Trouble | Weakness:
        """An account with secrets of the person's own choice; without any it cannot be signed in to yet."""
        refused = self.refusal(name=name, role=role, login=login, password=password, pin=pin, office=office)
        if refused is not None:
            return refused
        hashes = [await self._hashing.hashed(secret) if secret else "" for secret in (password, pin)]
        async with self._changing:
            row = replace(self._blank(name, role, login), password_hash=hashes[0], pin_hash=hashes[1])
            return self._trouble(row) or await self._put(row)

    def refusal(
        self, *, name: str, role: str, login: str, password: str = "", pin: str = "", office: str = ""
    ) -> Trouble | Weakness | None:
        """Why `add` would refuse this; None: it would not."""
        return (
            self._trouble(self._blank(name, role, login))
            or (weakness_of_password(password, login=login, office=office) if password else None)
            or (weakness_of_pin(pin) if pin else None)
        )

    async def change(self, account_id: str, *, name: str, role: str, active: bool) -> AccountRow | Trouble:
        async with self._changing:
            before = self._accounts.get(account_id)
            if before is None:
                return Trouble.UNKNOWN
            row = replace(before, name=" ".join(name.split()), role=role, active=active)
            return self._trouble(row) or await self._put(row)

    async def erase(self, account_id: str) -> Trouble | None:
        """Forget a person who no longer works here. The log keeps the id, which then has no name."""
        async with self._changing:
            row = self._accounts.get(account_id)
            if row is None:
                return Trouble.UNKNOWN
            if row.active:
                return Trouble.STILL_ACTIVE
            await self._rows.delete_account(account_id)
            del self._accounts[account_id]
            return None

    async def issue_pin(self, account_id: str) -> Issued | Trouble:
        """A new PIN, made by the office."""
        pin = new_pin()
        while weakness_of_pin(pin) is not None:
            pin = new_pin()
        return await self._issue(account_id, pin, pin_hash=await self._hashing.hashed(pin), pin_once=True)

    async def issue_password(self, account_id: str) -> Issued | Trouble:
        """A new password, made by the office."""
        password = new_password()
        hashed = await self._hashing.hashed(password)
        return await self._issue(account_id, password, password_hash=hashed, password_once=True)

    async def choose_pin(self, account_id: str, pin: str) -> AccountRow | Trouble | Weakness:
        weak = weakness_of_pin(pin)
        if weak is not None:
            return weak
        return await self._renew(account_id, pin_hash=await self._hashing.hashed(pin), pin_once=False)

    async def choose_password(self, account_id: str, password: str, office: str) -> AccountRow | Trouble | Weakness:
        row = self._accounts.get(account_id)
        if row is None:
            return Trouble.UNKNOWN
        weak = weakness_of_password(password, login=row.login, office=office)
        if weak is not None:
            return weak
        hashed = await self._hashing.hashed(password)
        return await self._renew(account_id, password_hash=hashed, password_once=False)

    async def choose_rings(self, account_id: str, *, bell: bool, tablet: bool) -> AccountRow | Trouble:
        """Where new complaints are told to that person: on the page of the bell, on the counter's tablet, on both or nowhere."""
        return await self._renew(account_id, bell_complaints=bell, tablet_complaints=tablet)

    async def _issue(self, account_id: str, secret: str, **changed: object) -> Issued | Trouble:
        row = await self._renew(account_id, **changed)
        return row if isinstance(row, Trouble) else Issued(row, secret)

    async def _renew(self, account_id: str, **changed: object) -> AccountRow | Trouble:
        async with self._changing:
            row = self._accounts.get(account_id)
            return Trouble.UNKNOWN if row is None else await self._put(replace(row, **changed))  # type: ignore[arg-type]

    async def _put(self, row: AccountRow) -> AccountRow:
        await self._rows.put_account(row)
        self._accounts[row.id] = row
        return row

    def _blank(self, name: str, role: str, login: str) -> AccountRow:
        spaced, lower, now_ms = " ".join(name.split()), login.strip().lower(), self._now().wall_ms
        return AccountRow(new_id(), spaced, role, lower, "", "", False, False, True, now_ms)

    def _trouble(self, row: AccountRow) -> Trouble | None:
        others = [other for other in self._accounts.values() if other.id != row.id]
        if not 1 <= len(row.name) <= LONGEST_NAME or not row.name.isprintable():
            return Trouble.NO_NAME
        if row.role not in ACCOUNT_ROLES:
            return Trouble.NO_ROLE
        if _LOGIN.fullmatch(row.login) is None:
            return Trouble.BAD_LOGIN
        if any(other.login == row.login for other in others):
            return Trouble.LOGIN_TAKEN
        before = self._accounts.get(row.id)
        was_admin = before is not None and before.active and before.role == Role.ADMIN
        admins = [other for other in (*others, row) if other.active and other.role == Role.ADMIN]
        return Trouble.LAST_ADMIN if was_admin and not admins else None
