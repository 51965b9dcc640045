"""What the kernel knows about its clocks beyond what Python offers."""

import ctypes
import time
from collections.abc import Callable

# adjtimex(2): what it returns as long as nobody keeps the clock right, and a generous `struct timex` of zeros, which only asks.
_UNSYNCHRONISED = 5
_TIMEX_BYTES = 512


def time_server_watch() -> Callable[[], bool]:
    """Whether a time server keeps the wall clock right at this moment (Linux: whatever program does it tells the kernel so).

    The kernel takes that back by itself when somebody sets the clock by hand, and when nothing was heard for hours.
    """
    try:
        ask = ctypes.CDLL(None).adjtimex
    except (OSError, AttributeError, TypeError):
        return _unknown  # no such call: macOS, Windows
    timex = ctypes.create_string_buffer(_TIMEX_BYTES)
    return lambda: 0 <= int(ask(timex)) < _UNSYNCHRONISED


def awake_clock() -> Callable[[], float] | None:
    """Seconds since the machine was started, sleep included; None where there is no such clock."""
    number = getattr(time, "CLOCK_BOOTTIME", None)
    return None if number is None else lambda: time.clock_gettime(number)


def _unknown() -> bool:
    return False
