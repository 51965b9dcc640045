"""The time in the corner of every page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """The server's time when the page was made, so that a box with a wrong clock or zone still shows the right one."""

    epoch_ms: int
    offset_minutes: int
    zone: str  # WIB, WITA or WIT
    date: str  # "Sen, 23 Nov"
    time: str  # "09.41"
