"""Identities that are open now: for how long is counted here, because no time of day is written down. Forgotten at a restart."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenGlass:
    complaint: str
    request: str
    until_mono: float


class Glass:
    """`mono`: seconds of the monotonic clock."""

    def __init__(self, mono: Callable[[], float]) -> None:
        self._mono = mono
        self._open: dict[str, OpenGlass] = {}

    def broken(self, complaint: str, request: str, minutes: int) -> None:
        """From now on that request may be looked at."""
        self._open.setdefault(request, OpenGlass(complaint, request, self._mono() + 60.0 * minutes))

    def left_s(self, request: str) -> float:
        """Seconds that are left; 0: over, or never granted."""
        opened = self._open.get(request)
        return 0.0 if opened is None else max(0.0, opened.until_mono - self._mono())

    def over(self) -> tuple[OpenGlass, ...]:
        """Those whose time is up."""
        now = self._mono()
        return tuple(opened for opened in self._open.values() if opened.until_mono <= now)

    def closed(self, request: str) -> None:
        self._open.pop(request, None)
