"""The line to a printer, and what a printer says of itself. Blocking, so it is used in the print child only.

A printer that speaks ESC/POS both ways is asked how it is; one that is silent is believed to be well.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from server.paper.printer import Trouble

if TYPE_CHECKING:
    from escpos.escpos import Escpos

STATUS = b"\x10\x04\x01"
"""DLE EOT 1: is it ready? Answered at once, whatever is being printed."""
PAPER = b"\x10\x04\x04"
"""DLE EOT 4: is there paper? Answered at once."""
REACHED = b"\x1dr\x01"
"""GS r 1: is there paper? Answered in turn, so the answer says that everything before it was dealt with."""

# Every byte of a DLE EOT answer has these bits so, and no other answer does (ESC/POS reference, "DLE EOT").
_FIXED, _FIXED_AS = 0x93, 0x12
_NOT_READY, _NO_PAPER, _LITTLE_PAPER = 0x08, 0x60, 0x0C
_REACHED_NO_PAPER = 0x0C


class Unreachable(Exception):
    """There is no line; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class HungUp(Exception):
    """The line ended from the other side, or broke."""


class Connection(Protocol):
    """An open line."""

    def ask(self, question: bytes, within_s: float) -> bytes:
        """What the printer answers within that time; empty: nothing. Raises `HungUp`."""

    def send(self, job: bytes, within_s: float) -> None:
        """Raises `HungUp`, and `TimeoutError` when the printer stops taking it."""

    def trouble(self) -> Trouble | None:
        """What the line itself knows without asking the printer."""

    def finish(self, within_s: float) -> bool:
        """Let the printer take what is still on its way; False when some of it never left this machine. Raises `HungUp`."""

    def close(self) -> None: ...


def readiness(status: bytes, paper: bytes) -> Trouble | None:
    """What the answers to `STATUS` and `PAPER` say; an answer that is none says nothing."""
    if any(byte & _NO_PAPER for byte in _answers(paper)):
        return Trouble.NO_PAPER
    if any(byte & _NOT_READY for byte in _answers(status)):
        return Trouble.NOT_READY
    if any(byte & _LITTLE_PAPER for byte in _answers(paper)):
        return Trouble.LITTLE_PAPER
    return None


def reached_without_paper(answer: bytes) -> bool:
    """Whether the answer to `REACHED` says that the paper has ended."""
    return any(byte & _REACHED_NO_PAPER == _REACHED_NO_PAPER for byte in answer)


def opened(printer: "Escpos") -> None:
    """Open a printer of the library. Raises `Unreachable`."""
    from escpos.exceptions import DeviceNotFoundError

    try:
        printer.open()
    except DeviceNotFoundError as error:
        cause = error.__context__
        raise Unreachable(Trouble.FORBIDDEN if isinstance(cause, PermissionError) else Trouble.OFFLINE) from error


def _answers(answer: Sequence[int]) -> list[int]:
    return [byte for byte in answer if byte & _FIXED == _FIXED_AS]
