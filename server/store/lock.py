"""One server a data directory: the second one leaves at once."""

import os
import sys
from pathlib import Path

from server.store.base import Busy, Unwritable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "kunci"


class DirectoryLock:
    """Held from `acquire` to `release`, or until the process ends, however it ends. The file itself stays and means nothing."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the directory. Raises `Busy` when another holder has it, `Unwritable` when no lock can be made."""
        try:
            descriptor = os.open(self._directory / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Unwritable(
                f"Direktori data {self._directory} tidak dapat ditulisi; periksa foldernya, hak aksesnya, dan ruang disk."
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise Busy(
                f"Direktori data {self._directory} sedang dipakai server Silakan yang lain; hentikan dulu server itu."
            ) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the directory free. Does nothing when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
