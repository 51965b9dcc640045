"""What the kernel knows of a process: its processor time and its memory."""

import time
from pathlib import Path


def cpu_s(pid: int) -> float:
    """Processor time of all threads of a process so far, in seconds, to the nanosecond (clock_getcpuclockid(3), Linux)."""
    return time.clock_gettime((~pid << 3) | 2)


def rest(pid: int, *, quiet_s: float = 0.05, patience_s: float = 10.0) -> None:
    """Wait until a process has taken less than a hundredth of a processor for so long, or patience is over."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        before = cpu_s(pid)
        time.sleep(quiet_s)
        if cpu_s(pid) - before < quiet_s / 100:
            return


def resident_bytes(pid: int) -> int:
    """Memory of a process that is in RAM, shared pages included."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(pid)
