"""What the kernel knows of a process: its processor time and its memory."""

import time
from pathlib import Path


def cpu_s(pid: int) -> float:
    """Processor time of all threads of a process so far, in seconds, to the nanosecond (clock_getcpuclockid(3), Linux)."""
    return time.clock_gettime((~pid << 3) | 2)


def resident_bytes(pid: int) -> int:
    """Memory of a process that is in RAM, shared pages included."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(pid)
