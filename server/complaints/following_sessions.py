"""Who has shown the code of a complaint: kept in memory only, for ten idle minutes."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE_S = 600.0
_LONGEST_S = 4 * 3600.0
_MOST = 500


@dataclass(slots=True, eq=False)
class SenderSession:
    """`receipt` is the receipt's private key; `private` the case's, None once its text is erased.

    `lookup` names the receipt, and is not the code. Times are monotonic.
    """

    complaint: str
    lookup: bytes
    receipt: bytes = field(repr=False)
    private: bytes | None = field(repr=False)
    idle_s: float
    began: float
    used: float


class SenderSessions:
    """`now` gives seconds of a clock that never jumps. At most `most` at once: the one unused for longest makes room."""

    def __init__(self, now: Callable[[], float], most: int = _MOST) -> None:
        self._now = now
        self._most = most
        self._sessions: dict[bytes, SenderSession] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def start(
        self, complaint: str, lookup: bytes, receipt: bytes, private: bytes | None, idle_s: float = IDLE_S
    ) -> str:
        """A new session; its token is known to nobody but whoever gets it."""
        self.sweep()
        while len(self._sessions) >= self._most:
            del self._sessions[min(self._sessions, key=lambda known: self._sessions[known].used)]
        now, token = self._now(), secrets.token_urlsafe(32)
        self._sessions[_known(token)] = SenderSession(complaint, lookup, receipt, private, idle_s, now, now)
        return token

    def of(self, token: str, *, use: bool = True) -> SenderSession | None:
        """The session while it lives. `use`: it is in use just now; a page that only asks for news does not keep it open."""
        known = _known(token)
        session = self._sessions.get(known)
        if session is None:
            return None
        if not self._lives(session):
            del self._sessions[known]
            return None
        if use:
            session.used = self._now()
        return session

    def end(self, token: str) -> None:
        self._sessions.pop(_known(token), None)

    def sweep(self) -> None:
        """Forget the keys of those whose time is over."""
        self._sessions = {known: one for known, one in self._sessions.items() if self._lives(one)}

    def _lives(self, session: SenderSession) -> bool:
        now = self._now()
        return now - session.used < session.idle_s and now - session.began < _LONGEST_S


def _known(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
