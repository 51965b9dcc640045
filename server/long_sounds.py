"""What lasts longer than the announcer's next word is waited for, and how long it may sound. Not in the log: true only while it lasts."""

import time
from collections.abc import Callable

_MOST_MS = 180_000
"""Three minutes: longer than anything an office says, so that no program's word holds an alarm back for good."""
_MARGIN_S = 10.0
"""The announcer gives a player 8 s more than its file lasts, and then says so."""


class LongSounds:
    """Calls and announcements by their numbers. `now` is monotonic, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until: dict[int, float] = {}

    def began(self, seq: int, ms: int) -> None:
        """It sounds, and lasts so many milliseconds."""
        self._until[seq] = self._now() + min(max(0, ms), _MOST_MS) / 1_000 + _MARGIN_S

    def ended(self, seq: int) -> None:
        """It has an outcome."""
        self._until.pop(seq, None)

    def sounding(self) -> frozenset[int]:
        """What may be sounding still."""
        now = self._now()
        self._until = {seq: until for seq, until in self._until.items() if until > now}
        return frozenset(self._until)
