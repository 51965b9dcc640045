"""Officials' keys that are open now, by the session of the browser. In memory only: a restart locks them all."""

from collections.abc import Callable
from dataclasses import replace

from server.sealing.staff_keys import Unlocked

IDLE_S = 600.0


class DeskSessions:
    def __init__(self, mono: Callable[[], float], idle_s: float = IDLE_S) -> None:
        """`mono`: seconds of the monotonic clock."""
        self._mono = mono
        self._idle_s = idle_s
        self._open: dict[str, Unlocked] = {}
        self._used: dict[str, float] = {}
        self._ready: set[str] = set()

    def __len__(self) -> int:
        self.sweep()
        return len(self._open)

    def begin(self, session: str, unlocked: Unlocked) -> None:
        self._open[session] = unlocked
        self._used[session] = self._mono()

    def of(self, session: str) -> Unlocked | None:
        """The key that is open in that session, which is in use just now. None: locked, or idle for too long."""
        self.sweep()
        if session in self._open:
            self._used[session] = self._mono()
        return self._open.get(session)

    def trust(self, account: str) -> None:
        """Somebody has vouched for the account's key: its open sessions know it at once."""
        for session, unlocked in self._open.items():
            if unlocked.account == account:
                self._open[session] = replace(unlocked, trusted=True)

    def offer(self, session: str) -> tuple[Unlocked, ...]:
        """Whoever works in that session offers their key for what several have to do together. All offered keys that are open now.

        One for each account, and an offer ends with the session.
        """
        self.sweep()
        if session in self._open:
            self._ready.add(session)
        offered = {self._open[name].account: self._open[name] for name in self._ready if name in self._open}
        return tuple(offered.values())

    def withdraw(self) -> None:
        """What was to be done together is done: everybody would have to offer their key again."""
        self._ready.clear()

    def lock(self, session: str) -> None:
        """Signed out, or locked by hand. Unknown sessions are locked already."""
        self._open.pop(session, None)
        self._used.pop(session, None)
        self._ready.discard(session)

    def lock_account(self, account: str) -> None:
        for session in [session for session, unlocked in self._open.items() if unlocked.account == account]:
            self.lock(session)

    def lock_all(self) -> None:
        self._open.clear()
        self._used.clear()
        self._ready.clear()

    def sweep(self) -> None:
        """Forget the keys that were not used for too long, also of those who never ask again."""
        limit = self._mono() - self._idle_s
        for session in [session for session, used in self._used.items() if used <= limit]:
            self.lock(session)
