"""How fast one kiosk gives out numbers: a child that drums on it empties no roll of paper."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Pace(Enum):
    NEW = auto()
    AGAIN = auto()
    """The newest press once more, under its key: the same number, so it need not wait."""
    TOO_SOON = auto()


@dataclass(frozen=True, slots=True)
class _Given:
    at: float
    key: str


class KioskPace:
    """One number a device in `pause_s` seconds."""

    def __init__(self, pause_s: float, now: Callable[[], float]) -> None:
        self._pause_s = pause_s
        self._now = now
        self._newest: dict[str, _Given] = {}

    def ask(self, device: str, key: str) -> Pace:
        """Whether the device may ask for a number under that key. After `NEW` the next one has to wait."""
        newest, now = self._newest.get(device), self._now()
        if newest is not None and key and newest.key == key:
            return Pace.AGAIN
        if newest is not None and now - newest.at < self._pause_s:
            return Pace.TOO_SOON
        self._newest[device] = _Given(now, key)
        return Pace.NEW

    def give_back(self, device: str) -> None:
        """Nothing came of what was `NEW`: the next press need not wait."""
        self._newest.pop(device, None)
