"""A player whose clock is sped up: it takes a fraction of the file's length, and writes down when it began and ended."""

import shutil
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

# Named like a real one; -S and -E because it is started a thousand times. Each line is one short append, whole by itself.
_PROGRAM = """#!{python} -SE
import os, sys, time
path = sys.argv[-1]
notes = os.open({journal!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
if not path.endswith("probe.wav"):
    os.write(notes, f"begin {{time.monotonic_ns()}} {{path}}\\n".encode())
    time.sleep((os.stat(path).st_size - 44) / 44100 / {speed})
    os.write(notes, f"end {{time.monotonic_ns()}} {{path}}\\n".encode())
"""


@dataclass(frozen=True, slots=True)
class Played:
    """One file that sounded from `begin` to `end`, in nanoseconds."""

    path: str
    begin: int
    end: int


class FastPlayer:
    """The only player on the path: `bin` is to be the whole of PATH."""

    def __init__(self, folder: Path, speed: float) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self._journal = folder / "journal"
        program = self.bin / "aplay"
        program.write_text(_PROGRAM.format(python=sys.executable, journal=str(self._journal), speed=speed))
        program.chmod(0o755)
        if setpriv := shutil.which("setpriv"):
            (self.bin / "setpriv").symlink_to(setpriv)

    def played(self) -> list[Played]:
        """Everything so far, in order. Two at a time is a failure: each begin must be followed by its own end."""
        lines = [line.split(" ", 2) for line in self._journal.read_text().splitlines()]
        found = []
        for (one, begin, path), (other, end, same) in zip(lines[::2], lines[1::2], strict=True):
            assert (one, other, path) == ("begin", "end", same), "two sounds at a time"
            found.append(Played(path, int(begin), int(end)))
        assert all(earlier.end <= later.begin for earlier, later in pairwise(found))
        return found
