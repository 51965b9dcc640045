"""Guessing made slow, without ever locking the real official out."""

from dataclasses import dataclass

_FIRST_MS = 1_000
_MOST_MS = 900_000


@dataclass(frozen=True, slots=True)
class _Failures:
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
        if len(self._failures) > 1_000:  # bounded memory; whoever is dropped starts again with one second
            self._failures.clear()
        self._failures[who] = _Failures(count, now_ms + min(_FIRST_MS * 2 ** min(count - 1, 20), _MOST_MS))

    def succeeded(self, who: str) -> None:
        self._failures.pop(who, None)
