"""Who may hold a connection open: by address, and altogether."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Protocol

from server.config import Limits
from server.lan import is_loopback
from server.web.counted_address import counted

_log = logging.getLogger("silakan.web")
_LOG_EVERY_S = 60.0
_SPARE_FILES = 192
"""Files that are no connections: databases, templates, pipes to child processes."""
_SPARE_FOR_OWN_MACHINE = 64


class Held(Protocol):
    """An open connection."""

    def fileno(self) -> int: ...

    def end(self) -> None: ...

    def when_closed(self, left: Callable[[], None]) -> None: ...


class Connections:
    """Counts what is open, and makes room where there is too much of it.

    Room is made by ending the connection that has waited longest for a request: of the same address where that has too many, of all where
    all have too many. So who holds hundreds without asking for anything keeps nobody out, a neighbour behind the same address
    neither; and a browser whose idle connection is ended opens another one and notices nothing. Where all are at work,
    the newcomer is turned away.

    The server's own machine is never counted: behind it may be a tunnel through which everybody comes. Only where nearly
    no file is left it is turned away too, for then nothing else would work either.
    """

    def __init__(
        self,
        limits: Limits,
        files: int,
        *,
        own: Callable[[str], bool] = is_loopback,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`files`: how many this process may have open."""
        self._per_address = limits.connections_per_address
        self._own = own
        self._now = now
        self._most_files = max(1, files - _SPARE_FILES)
        self._most = min(limits.connections, max(1, self._most_files - _SPARE_FOR_OWN_MACHINE))
        self._open = 0
        self._held: dict[int, tuple[Held, str]] = {}
        self._at: defaultdict[str, int] = defaultdict(int)
        # In the order in which they began to wait; the same by address.
        self._waiting: dict[int, None] = {}
        self._waiting_at: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._logged_at = float("-inf")
        self.turned_away = 0
        self.ended = 0

    def __len__(self) -> int:
        """How many are held. Those that were ended and not yet closed are not among them."""
        return len(self._held)

    def admit(self, connection: Held, host: str) -> bool:
        """Whether it may stay. One that may is waiting for a request from now on."""
        address = "" if self._own(host) else counted(host)
        crowded = bool(address) and self._at[address] >= self._per_address
        full = self._open >= self._most_files or (bool(address) and len(self._held) - self._at[""] >= self._most)
        if crowded or full:
            self._tell()
            idle = next(iter(self._waiting_at[address] if crowded else self._waiting), None)
            if idle is not None:
                self._end(idle)
            # An ended one still has its file until the event loop comes to it.
            if idle is None or self._open >= self._most_files:
                self.turned_away += 1
                self._forget_empty(address)
                return False
        self._hold(connection, address)
        return True

    def waits(self, number: int) -> None:
        """The connection of that file number has been answered, and nothing is asked of it now."""
        if number in self._held:
            self._waiting.setdefault(number)
            self._waiting_at[self._held[number][1]].setdefault(number)

    def works(self, number: int) -> None:
        """A request came in there."""
        if number in self._held:
            self._no_longer_waiting(number, self._held[number][1])

    def _hold(self, connection: Held, address: str) -> None:
        number = connection.fileno()
        self._open += 1
        self._held[number] = (connection, address)
        self._at[address] += 1
        connection.when_closed(lambda: self._closed(number, connection))
        self.waits(number)

    def _closed(self, number: int, connection: Held) -> None:
        self._open -= 1
        # The number may belong to a newer connection by now.
        if number in self._held and self._held[number][0] is connection:
            self._let_go(number)

    def _end(self, number: int) -> None:
        connection = self._held[number][0]
        self._let_go(number)
        self.ended += 1
        connection.end()

    def _let_go(self, number: int) -> None:
        _, address = self._held.pop(number)
        self._at[address] -= 1
        self._no_longer_waiting(number, address)
        self._forget_empty(address)

    def _no_longer_waiting(self, number: int, address: str) -> None:
        self._waiting.pop(number, None)
        self._waiting_at[address].pop(number, None)

    def _forget_empty(self, address: str) -> None:
        if self._at[address] == 0:
            del self._at[address]
            self._waiting_at.pop(address, None)

    def _tell(self) -> None:
        if self._now() - self._logged_at >= _LOG_EVERY_S:
            self._logged_at = self._now()
            _log.warning("too many connections (%d open); those that ask for nothing are ended", self._open)
