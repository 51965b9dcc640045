"""The machine's clock, with an opinion about whether it is to be believed."""

import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from server.domain.clock_doubt import OLDEST_BELIEVABLE_MS
from server.domain.frozen import Frozen
from server.domain.moment import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_SLACK_MS = 120_000
_DAY_MS = 86_400_000
_TRUSTED_AGAIN_MS = 600_000


class Clock(Protocol):
    def now(self) -> Moment: ...

    def confirm(self) -> None:
        """An official has compared it and says that it is right."""


def _never() -> bool:
    return False


class _Jump(Frozen):
    """When it was seen, in monotonic milliseconds. `large`: more than a day ahead of what was believed."""

    at_ms: int
    large: bool


class SystemClock:
    """Doubts the wall clock when it disagrees with the monotonic clock or with the newest record of the log that was believed.

    A jump of more than two minutes is doubted for ten minutes; one of more than a day ahead of what was believed until an official
    confirms it; one backward until the clock has passed what it showed before. The doubt ends at once when the clock is
    back where it was believed, when the kernel begins to say that a time server keeps it right, and when an official confirms it.

    A clock that was kept right already and jumps all the same is doubted: time servers do not do that.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        *,
        newest_ms: int = 0,
        wall: Callable[[], float] = time.time,
        mono: Callable[[], float] = time.monotonic,
        awake: Callable[[], float] | None = None,
        kept_right: Callable[[], bool] = _never,
        boot: str | None = None,
    ) -> None:
        """`newest_ms`: wall time of the newest record that was believed, milliseconds since 1970; 0 without one.

        `awake`: a monotonic clock that also runs while the machine sleeps, where there is one: waking up is no jump.
        `kept_right`: whether a time server keeps the wall clock right.
        """
        self._zone = zone
        self._wall = wall
        self._mono = mono
        self._steady = awake or mono
        self._kept_right = kept_right
        kernels = kernel_boot_id() if boot is None else boot
        # Where the kernel names no boot, each process counts as one, and its time starts with it.
        self._boot = kernels or uuid.uuid4().hex[:16]
        self._began_ms = 0 if kernels else int(mono() * 1000)
        self._floor_ms = max(newest_ms - _SLACK_MS, OLDEST_BELIEVABLE_MS)
        self._was_kept_right = kept_right()
        # How far the wall clock is ahead of the steady one: when last looked at, and when last believed.
        self._seen_ms = int((wall() - self._steady()) * 1000)
        self._believed_ms = self._seen_ms if wall() * 1000 >= self._floor_ms else None
        self._jump: _Jump | None = None

    def now(self) -> Moment:
        wall, steady_ms = self._wall(), int(self._steady() * 1000)
        wall_ms, offset_ms, kept_right = int(wall * 1000), int(wall * 1000) - steady_ms, self._kept_right()
        if abs(offset_ms - self._seen_ms) > _SLACK_MS:
            self._jumped(offset_ms, steady_ms)
        doubtful = self._doubts(wall_ms, steady_ms)
        if doubtful and kept_right and not self._was_kept_right and wall_ms >= OLDEST_BELIEVABLE_MS:
            self._believe(offset_ms)
            doubtful = False
        elif not doubtful and (self._believed_ms is None or self._jump is not None):
            self._believed_ms, self._jump = offset_ms, None
        self._was_kept_right = kept_right
        local = datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone(self._zone)
        return Moment(local, int(self._mono() * 1000) - self._began_ms, self._boot, doubtful)

    def confirm(self) -> None:
        """Believe it from now on, whatever the log and the monotonic clock say. A clock from before the first release stays doubted."""
        self._believe(int((self._wall() - self._steady()) * 1000))

    def _believe(self, offset_ms: int) -> None:
        self._seen_ms = self._believed_ms = offset_ms
        self._jump = None
        self._floor_ms = OLDEST_BELIEVABLE_MS

    def _jumped(self, offset_ms: int, steady_ms: int) -> None:
        self._seen_ms = offset_ms
        believed_ms = self._believed_ms
        if believed_ms is None:
            # It was wrong from the start; what it shows now may well be right.
            self._jump = _Jump(steady_ms, large=False)
        elif abs(offset_ms - believed_ms) <= _SLACK_MS:
            self._jump = None
        else:
            self._jump = _Jump(steady_ms, large=offset_ms - believed_ms > _DAY_MS)
            if offset_ms < believed_ms:
                self._floor_ms = max(self._floor_ms, steady_ms + believed_ms - _SLACK_MS)

    def _doubts(self, wall_ms: int, steady_ms: int) -> bool:
        if wall_ms < self._floor_ms:
            return True
        return self._jump is not None and (self._jump.large or steady_ms - self._jump.at_ms < _TRUSTED_AGAIN_MS)


def kernel_boot_id() -> str:
    """The kernel's id of this boot, within which monotonic times of all processes can be compared; "" where it has none."""
    try:
        return _BOOT_ID.read_text().strip().replace("-", "")[:16]
    except OSError:
        return ""  # not Linux: there is no such file
