"""A folder of finished sound files, bounded; the oldest go first."""

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from announcer.wav import WavError, length


@dataclass(frozen=True, slots=True)
class Cache:
    """`most_files` and `most_bytes` bound the folder after every `prune`."""

    folder: Path
    most_files: int
    most_bytes: int

    def path(self, kind: str, *parts: str) -> Path:
        """Where the file lies that these parts make: same parts, same file."""
        digest = sha256("\n".join(parts).encode()).hexdigest()[:32]
        return self.folder / f"{kind}-{digest}.wav"

    def seconds(self, path: Path) -> float | None:
        """The length of a file that is there and whole, and marks it as used; None when it has to be made."""
        try:
            found = length(path)
            os.utime(path)
        except (OSError, WavError):
            # Not there, or cut short as after a power cut: as good as absent, it is made anew.
            return None
        return found

    def forget(self, before: float) -> int:
        """Removes what nobody has used since `before`, in seconds since 1970; returns how many files went.

        What an official typed is erased on the server by age, and its sound must not outlive it.
        """
        gone = 0
        with suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            for entry in entries:
                # Gone meanwhile, or held open by a player on a system that minds: there is a next time.
                with suppress(OSError):
                    if entry.stat().st_mtime < before:
                        Path(entry.path).unlink()
                        gone += 1
        return gone

    def prune(self) -> int:
        """Removes what is over the bounds, least recently used first; returns how many files went."""
        found: list[tuple[int, int, Path]] = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                # Another announcement is made at the same time: its draft gets its name between the listing and the look.
                with suppress(FileNotFoundError):
                    stat = entry.stat()
                    found.append((stat.st_mtime_ns, stat.st_size, Path(entry.path)))
        found.sort(reverse=True)
        gone = total = 0
        for count, (_, size, path) in enumerate(found, start=1):
            total += size
            if count > self.most_files or total > self.most_bytes:
                path.unlink(missing_ok=True)
                gone += 1
        return gone
