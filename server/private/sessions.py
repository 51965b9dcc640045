"""Who is signed in, and where."""

from collections.abc import Callable
from typing import Protocol

from server.domain.access import SessionRow
from server.domain.moment import Moment
from server.private.secrets import hash_of, new_id, new_token
from server.private.signs_of_life import Unkept, keep, raised

ABSOLUTE_MS = 12 * 3_600_000
"""A session's whole life: longer than any shift."""
IDLE_MS = 30 * 60_000
"""How long nothing may be asked on a browser that is not one of the office's devices."""
_ANCHOR_AGAIN_MS = 600_000
_IDLE_ANCHOR_AGAIN_MS = 60_000


class Rows(Protocol):
    """What sessions need of a store."""

    async def sessions(self) -> list[SessionRow]: ...
    async def put_session(self, row: SessionRow) -> None: ...
    async def delete_session(self, session_id: str) -> None: ...


class Sessions:
    def __init__(self, rows: Rows, now: Callable[[], Moment]) -> None:
        self._rows = rows
        self._now = now
        self._sessions: dict[str, SessionRow] = {}
        self._used_ms: dict[str, int] = {}
        self._owed: set[str] = set()
        self.unkept: Unkept = raised

    async def open(self) -> None:
        now = self._now()
        for row in await self._rows.sessions():
            # From the start of the machine on a session grows older, whether or not it is used.
            anchored = row if row.boot == now.boot else row.anchored(now)
            if anchored is not row:
                await self._rows.put_session(anchored)
            self._sessions[row.token_hash] = anchored

    def all(self) -> tuple[SessionRow, ...]:
        """Those that still live."""
        now = self._now()
        return tuple(row for row in self._sessions.values() if self._lives(row, now))

    async def start(self, account: str, device: str, by: str, *, idle_ms: int) -> tuple[SessionRow, str]:
        """A new session and its token."""
        token, now = new_token(), self._now()
        row = SessionRow(new_id(), hash_of(token), device, account, by, ABSOLUTE_MS, idle_ms, now.boot, now.mono_ms)
        await self._rows.put_session(row)
        self._sessions[row.token_hash] = row
        return row, token

    async def used(self, token: str, device: str) -> SessionRow | None:
        """The session of that token on that device, which is in use just now; None when there is none any more."""
        row = self._sessions.get(hash_of(token)) if token else None
        if row is None or row.device != device:
            return None
        now = self._now()
        if not self._lives(row, now):
            self.end(row.id)
            await keep(self.forget(), self.unkept)
            return None
        again = _IDLE_ANCHOR_AGAIN_MS if row.idle_ms else _ANCHOR_AGAIN_MS
        if row.boot != now.boot or now.mono_ms - row.mono_ms > again:
            row = self._sessions[row.token_hash] = row.anchored(now)
            await keep(self._rows.put_session(row), self.unkept)
            await keep(self.forget(), self.unkept)
        if row.idle_ms:
            self._used_ms[row.id] = now.mono_ms
        return row

    def end(self, *session_ids: str) -> tuple[SessionRow, ...]:
        """Those of them that were there: over from now on. After a restart, too, once `forget` has returned."""
        over = tuple(row for row in self._sessions.values() if row.id in session_ids)
        for row in over:
            del self._sessions[row.token_hash]
            self._used_ms.pop(row.id, None)
            self._owed.add(row.id)
        return over

    async def forget(self) -> None:
        """Have the store forget what is over, also what it could not forget when it was asked before. Raises what it raises."""
        for session_id in tuple(self._owed):
            await self._rows.delete_session(session_id)
            self._owed.discard(session_id)

    def _lives(self, row: SessionRow, now: Moment) -> bool:
        if row.remaining_ms(now) <= 0:
            return False
        if not row.idle_ms or row.boot != now.boot:
            return True
        # The anchor is moved once a minute; what was asked since is known only to this process.
        return now.mono_ms - self._used_ms.get(row.id, row.mono_ms) < row.idle_ms
