"""One announcer for each state folder: two would speak at once and overwrite each other's bookmark."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another announcer holds the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the folder until the end of the block or of the process, whichever comes first. Raises AlreadyRunning, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(str(folder)) from error
        yield
