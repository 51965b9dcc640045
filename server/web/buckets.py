"""How much one address may ask: a bucket that fills slowly."""

from collections.abc import Callable


class Buckets:
    """One bucket per name, of `burst` drops, refilled with `rate` drops a second. At most `most` names are remembered."""

    def __init__(self, burst: int, rate: float, now: Callable[[], float], most: int = 4_096) -> None:
        self._burst = float(burst)
        self._rate = rate
        self._now = now
        self._most = most
        self._levels: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> bool:
        """Take a drop; False when the bucket is empty."""
        now = self._now()
        level, at = self._levels.get(name, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._rate)
        if name not in self._levels and len(self._levels) >= self._most:
            # The fullest buckets belong to those who ask least; forgetting them changes nothing for them.
            self._levels = dict(sorted(self._levels.items(), key=lambda item: item[1][0])[: self._most // 2])
        taken = level >= 1.0
        self._levels[name] = (level - 1.0 if taken else level, now)
        return taken
