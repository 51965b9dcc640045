"""Guessing codes made slow: after every wrong one the same address waits twice as long, up to a minute."""

from collections.abc import Callable
from dataclasses import dataclass

_FIRST_S = 1.0
_MOST_S = 60.0
_FORGOTTEN_S = 900.0
_MOST_REMEMBERED = 4_096


@dataclass(frozen=True, slots=True)
class _Wrong:
    count: int
    at: float


class WrongCodeDelay:
    """By tags of addresses, never by addresses. `now` gives seconds of a clock that never jumps.

    The right code forgives nothing: whoever has one of their own could otherwise guess between two of its uses.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._wrong: dict[str, _Wrong] = {}

    def wait_s(self, tag: str) -> float:
        """Seconds until the next code is looked at; 0.0: now."""
        wrong = self._wrong.get(tag)
        if wrong is None:
            return 0.0
        passed = self._now() - wrong.at
        if passed >= _FORGOTTEN_S:
            del self._wrong[tag]
            return 0.0
        return max(0.0, min(_MOST_S, _FIRST_S * 2.0 ** min(wrong.count - 1, 16)) - passed)

    def wrong(self, tag: str) -> None:
        before = self._wrong.get(tag)
        if before is None and len(self._wrong) >= _MOST_REMEMBERED:
            # Those who guessed most are remembered.
            most = sorted(self._wrong.items(), key=lambda item: -item[1].count)
            self._wrong = dict(most[: _MOST_REMEMBERED // 2])
        self._wrong[tag] = _Wrong(before.count + 1 if before else 1, self._now())
