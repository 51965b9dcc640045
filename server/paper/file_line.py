"""A printer behind a device file, such as /dev/usb/lp0: the simplest way on Linux."""

import os
import stat
import sys
from pathlib import Path
from typing import IO

from server.paper.connection import HungUp, Unreachable, opened
from server.paper.printer import Trouble

# linux/lp.h. Printers on USB answer it too, from their port status.
_LPGETSTATUS, _LP_NO_PAPER = 0x060B, 0x20
_LP_MAJOR, _USB_MAJOR = 6, 180


class FileLine:
    """It cannot be asked anything, but a printer's device knows the state of its port. Raises `Unreachable`."""

    def __init__(self, path: str) -> None:
        from escpos.printer import File

        _check(Path(path))
        self._printer = File(path, profile="default")
        opened(self._printer)

    def ask(self, question: bytes, within_s: float) -> bytes:
        del question, within_s
        return b""

    def send(self, job: bytes, within_s: float) -> None:
        del within_s  # a device that takes nothing blocks this process; the parent ends it
        try:
            self._printer._raw(job)
        except OSError as error:
            raise HungUp from error

    def trouble(self) -> Trouble | None:
        device: IO[bytes] = self._printer.device
        return Trouble.NO_PAPER if _port_status(device.fileno()) & _LP_NO_PAPER else None

    def finish(self, within_s: float) -> bool:
        del within_s
        return True

    def close(self) -> None:
        self._printer.close()


def _check(path: Path) -> None:
    """The library makes a file where there is none and empties one that is there: an unplugged printer would take every job,
    and a mistyped address cost somebody a file.
    """
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise Unreachable(Trouble.FORBIDDEN) from error
    except (OSError, ValueError) as error:
        raise Unreachable(Trouble.OFFLINE) from error
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        raise Unreachable(Trouble.BROKEN)


def _port_status(file: int) -> int:
    if sys.platform != "linux":
        return 0
    import fcntl

    found = os.fstat(file)
    if not stat.S_ISCHR(found.st_mode) or os.major(found.st_rdev) not in {_LP_MAJOR, _USB_MAJOR}:
        return 0
    try:
        return int.from_bytes(fcntl.ioctl(file, _LPGETSTATUS, bytes(4)), sys.byteorder)
    except OSError:
        return 0  # this printer does not tell
