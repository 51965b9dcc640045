"""The machine's clock, with an opinion about whether it is to be believed."""

import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from server.domain.moment import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_SLACK_MS = 120_000
_DAY_MS = 86_400_000
_TRUSTED_AGAIN_MS = 600_000
# 1 November 2026, before the first release: a wall clock below it is a machine without a clock battery.
_OLDEST_BELIEVABLE_MS = 1_793_491_200_000


class Clock(Protocol):
    def now(self) -> Moment: ...


class SystemClock:
    """Doubts the wall clock when it disagrees with the monotonic clock or with the newest record of the log.

    A jump of more than two minutes is doubted for ten minutes; one of more than a day forward until the next start, for an
    official has to confirm it; one backward until the clock has passed what it showed before.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        *,
        newest_ms: int = 0,
        wall: Callable[[], float] = time.time,
        mono: Callable[[], float] = time.monotonic,
        boot: str | None = None,
    ) -> None:
        """`newest_ms`: wall time of the log's newest record, milliseconds since 1970."""
        self._zone = zone
        self._wall = wall
        self._mono = mono
        kernels = kernel_boot_id() if boot is None else boot
        # Where the kernel names no boot, each process counts as one, and its time starts with it.
        self._boot = kernels or uuid.uuid4().hex[:16]
        self._began_ms = 0 if kernels else int(mono() * 1000)
        self._floor_ms = max(newest_ms - _SLACK_MS, _OLDEST_BELIEVABLE_MS)
        self._offset_ms = self._read_offset()
        self._doubt_until_ms = 0.0

    def now(self) -> Moment:
        mono_ms = int(self._mono() * 1000) - self._began_ms
        offset_ms = self._read_offset()
        jump_ms = offset_ms - self._offset_ms
        if abs(jump_ms) > _SLACK_MS:
            before_ms = mono_ms + self._offset_ms
            self._offset_ms = offset_ms
            if jump_ms < 0:
                self._floor_ms = max(self._floor_ms, before_ms - _SLACK_MS)
            self._doubt_until_ms = float("inf") if jump_ms > _DAY_MS else mono_ms + _TRUSTED_AGAIN_MS
        wall_ms = mono_ms + offset_ms
        doubtful = wall_ms < self._floor_ms or mono_ms < self._doubt_until_ms
        local = datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone(self._zone)
        return Moment(local, mono_ms, self._boot, doubtful)

    def _read_offset(self) -> int:
        return int((self._wall() - self._mono()) * 1000) + self._began_ms


def kernel_boot_id() -> str:
    """The kernel's id of this boot, within which monotonic times of all processes can be compared; "" where it has none."""
    try:
        return _BOOT_ID.read_text().strip().replace("-", "")[:16]
    except OSError:
        return ""  # not Linux: there is no such file
