"""The printer as the office knows it: how it is reached, what may go wrong, and the port behind which it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec

from server.description.printer import Printer
from server.domain.print_job import PrintState
from server.paper.slip import Paper


class Trouble(StrEnum):
    """Why there is no paper, or soon will be none. What people are told stands in `server.web.present.paper`."""

    NO_PAPER = "no_paper"
    LITTLE_PAPER = "little_paper"
    """Printed, and the roll is near its end."""
    OFFLINE = "offline"
    """Not to be reached: switched off, cable out, another address."""
    NOT_READY = "not_ready"
    """Reached, and it says that it cannot print: cover open, paused, an error light."""
    NO_ANSWER = "no_answer"
    """Reached, and it stopped taking what it was sent."""
    FORBIDDEN = "forbidden"
    """This machine's user may not open the device."""
    BROKEN = "broken"
    """Our own part failed: a library is missing, or an address cannot be one."""
    LATE = "late"
    """It waited so long for the printer that the person will have gone by the number on the screen."""
    CUT_OFF = "cut_off"
    """The server stopped while it was being printed."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one try ended: `PRINTED`, `FAILED` (nothing was sent, so trying again is safe) or `UNSURE`."""

    state: PrintState
    trouble: Trouble | None = None


class PrinterPatience(msgspec.Struct, frozen=True):
    """Seconds. `end_s`: until a printer that answers questions has dealt with a job; `whole_s`: for one try altogether."""

    connect_s: float = 3.0
    status_s: float = 0.5
    send_s: float = 5.0
    end_s: float = 5.0
    close_s: float = 0.5
    whole_s: float = 12.0


class Request(msgspec.Struct, frozen=True):
    """What the print child is asked. `paper`: what stands on it, as JSON; None: only look how the printer is."""

    printer: Printer
    patience: PrinterPatience
    paper: str | None


class PrinterPort(Protocol):
    """Never raises for what a printer does, and always ends within its own deadline. Cancelling stops the try."""

    async def look(self, printer: Printer) -> Trouble | None:
        """What stands in the way of printing now; None: nothing, as far as the printer tells."""

    async def print(self, printer: Printer, paper: Paper) -> Result: ...


DRIVEN = frozenset({"network", "usb", "file"})
"""Kinds of printer that the server itself drives; a browser's printer is the browser's business."""

PrinterNow = Callable[[], Printer]
"""The printer as the settings have it at this moment."""
