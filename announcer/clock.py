"""The clock by which a lease ends."""

import time


def awake() -> float:
    """Seconds of a clock that only goes forward and, where the system has one, goes on while the machine sleeps: a lease does too."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
