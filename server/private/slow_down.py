"""Guessing made slow, without ever locking the real official out."""

from collections.abc import Callable

from server.domain.frozen import Frozen

_FIRST_MS = 1_000
_MOST_MS = 900_000
_MOST_REMEMBERED = 1_000
_HOUR_MS = 3_600_000


class _Failures(Frozen):
    count: int
    until_ms: int


class SlowDown:
    """After each wrong guess the next one has to wait 1, 2, 4 ... seconds, 15 minutes at most. Times are monotonic."""

    def __init__(self) -> None:
        self._failures: dict[str, _Failures] = {}

    def wait_ms(self, who: str, now_ms: int) -> int:
        """How long `who` has to wait before the next guess is looked at; 0: now."""
        failures = self._failures.get(who)
        return max(0, failures.until_ms - now_ms) if failures else 0

    def failed(self, who: str, now_ms: int) -> None:
        before = self._failures.get(who)
        count = before.count + 1 if before else 1
        if len(self._failures) >= _MOST_REMEMBERED and before is None:
            # Bounded memory. Those who wait longest stay: they have guessed most.
            longest = sorted(self._failures.items(), key=lambda item: -item[1].until_ms)
            self._failures = dict(longest[: _MOST_REMEMBERED // 2])
        self._failures[who] = _Failures(count, now_ms + min(_FIRST_MS * 2 ** min(count - 1, 20), _MOST_MS))

    def succeeded(self, who: str) -> None:
        self._failures.pop(who, None)

    def forgive(self, concerned: Callable[[str], bool]) -> None:
        """Forget the wrong guesses of all those."""
        self._failures = {who: failures for who, failures in self._failures.items() if not concerned(who)}


class Allowance:
    """So many tries in any hour (or `per_ms`), for each name. At most `_MOST_REMEMBERED` names are remembered."""

    def __init__(self, most: int, per_ms: int = _HOUR_MS) -> None:
        self._most = most
        self._per_ms = per_ms
        self._tries: dict[str, tuple[int, ...]] = {}

    def take(self, who: str, now_ms: int) -> int:
        """Take one try. 0: granted; otherwise milliseconds until there is one again."""
        recent = tuple(at for at in self._tries.get(who, ()) if now_ms - at < self._per_ms)
        if len(recent) >= self._most:
            return self._per_ms - (now_ms - recent[0])
        if len(self._tries) >= _MOST_REMEMBERED and who not in self._tries:
            busiest = sorted(self._tries.items(), key=lambda item: -len(item[1]))
            self._tries = dict(busiest[: _MOST_REMEMBERED // 2])
        self._tries[who] = (*recent, now_ms)
        return 0
