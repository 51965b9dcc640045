"""Devices that were let in: tablets, TVs, kiosks, announcers, and browsers on which somebody signed in."""

from collections.abc import Callable
from typing import Protocol

from server.domain.access import DEVICE_ROLES, DeviceRow, Role
from server.domain.frozen import replace
from server.domain.moment import Moment
from server.private.secrets import hash_of, new_id, new_token
from server.private.signs_of_life import Unkept, keep, raised

LONGEST_NAME = 40
_LONGEST_AGENT = 200
_SEEN_AGAIN_MS = 60_000
_KEPT_AGAIN_MS = 600_000
_MOST_BROWSERS = 60


class Rows(Protocol):
    """What devices need of a store."""

    async def devices(self) -> list[DeviceRow]: ...
    async def put_device(self, row: DeviceRow) -> None: ...
    async def delete_device(self, device_id: str) -> None: ...


class Devices:
    def __init__(self, rows: Rows, now: Callable[[], Moment]) -> None:
        self._rows = rows
        self._now = now
        self._devices: dict[str, DeviceRow] = {}
        self._kept_ms: dict[str, int] = {}
        self.unkept: Unkept = raised

    async def open(self) -> None:
        self._devices = {row.token_hash: row for row in await self._rows.devices()}

    def paired(self) -> tuple[DeviceRow, ...]:
        """The office's own devices, oldest first."""
        own = (row for row in self._devices.values() if row.role in DEVICE_ROLES)
        return tuple(sorted(own, key=lambda row: (row.created_ms, row.id)))

    def by_token(self, token: str) -> DeviceRow | None:
        return self._devices.get(hash_of(token)) if token else None

    def by_id(self, device_id: str) -> DeviceRow | None:
        return next((row for row in self._devices.values() if row.id == device_id), None)

    def name_of(self, device_id: str) -> str:
        """The name that it was given; "" for none, or a device that is not known any more."""
        row = self.by_id(device_id)
        return "" if row is None else row.name

    async def admit(self, role: Role, device_id: str = "", name: str = "", agent: str = "") -> tuple[DeviceRow, str]:
        """Let a device in: its row and its token. The same id again replaces it."""
        if role is Role.PUBLIC:
            await self._forget_old_browsers()
        token, now_ms = new_token(), self._now().wall_ms
        seen_ms = now_ms if agent else 0
        row = DeviceRow(
            device_id or new_id(), hash_of(token), role, now_ms, _named(name), seen_ms, agent[:_LONGEST_AGENT]
        )
        await self._rows.put_device(row)
        self._devices = {known: old for known, old in self._devices.items() if old.id != row.id}
        self._devices[row.token_hash] = row
        return row, token

    async def rename(self, device_id: str, name: str) -> DeviceRow | None:
        row = self.by_id(device_id)
        return None if row is None else await self._put(replace(row, name=_named(name)))

    async def revoke(self, device_id: str) -> DeviceRow | None:
        """Forget it; its token is nobody's from now on."""
        row = self.by_id(device_id)
        if row is not None:
            await self._rows.delete_device(row.id)
            self._devices.pop(row.token_hash, None)
        return row

    async def saw(self, row: DeviceRow, agent: str = "", skew_ms: int | None = None) -> None:
        """A sign of life. Remembered once a minute, and kept once in ten: a TV must not cause a commit with every request."""
        now_ms = self._now().wall_ms
        if skew_ms is None and abs(now_ms - row.seen_ms) < _SEEN_AGAIN_MS and (row.agent or not agent):
            return
        seen = replace(row, seen_ms=now_ms, agent=agent[:_LONGEST_AGENT] or row.agent)
        if skew_ms is not None:
            seen = replace(seen, skew_ms=skew_ms)
        self._devices[row.token_hash] = seen
        if abs(now_ms - self._kept_ms.get(row.id, 0)) >= _KEPT_AGAIN_MS:
            self._kept_ms[row.id] = now_ms
            await keep(self._rows.put_device(seen), self.unkept)

    async def _put(self, row: DeviceRow) -> DeviceRow:
        await self._rows.put_device(row)
        self._devices[row.token_hash] = row
        return row

    async def _forget_old_browsers(self) -> None:
        browsers = sorted(
            (row for row in self._devices.values() if row.role == Role.PUBLIC), key=lambda row: row.seen_ms
        )
        for row in browsers[: max(0, len(browsers) - _MOST_BROWSERS + 1)]:
            await self.revoke(row.id)


def _named(name: str) -> str:
    printable = "".join(letter for letter in name if letter.isprintable())
    return " ".join(printable.split())[:LONGEST_NAME]
