"""What an official can press at a counter.

`version` is the counter's last event as the official saw it; None: whatever it is now.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenCounter:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CloseCounter:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PauseCounter:
    """A break."""

    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CallNext:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CallTicket:
    """This one: waiting, held or missed. The present one is finished with it."""

    counter: str
    ticket: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ServeWithoutTicket:
    """Somebody who is quickly served gets a number that is neither shown nor said. `token` as in `TakeTicket`."""

    counter: str
    service: str
    token: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnTicket:
    """A held or missed person is back. `counter` is where it is pressed, "" when at none: then it cannot be undone."""

    ticket: str
    counter: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class StartServing:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class FinishServing:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MarkNoShow:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class HoldTicket:
    """`why` is a code of `tickets.HoldReason`."""

    counter: str
    why: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class TransferTicket:
    """To another service, another counter, or both; "" leaves it.

    `first`: before those who wait by arrival; None: as the office's rule says.
    """

    counter: str
    service: str = ""
    to_counter: str = ""
    first: bool | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ContinueWith:
    """The person has another matter, at the same counter."""

    counter: str
    service: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class NoteTicket:
    """The text is stored under `note_id`, outside of the log."""

    counter: str
    note_id: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last press at this counter back."""

    counter: str
    version: int | None = None


PresentCommand = (
    Recall | StartServing | FinishServing | MarkNoShow | HoldTicket | TransferTicket | ContinueWith | NoteTicket
)
CounterCommand = (
    OpenCounter
    | CloseCounter
    | PauseCounter
    | CallNext
    | CallTicket
    | ServeWithoutTicket
    | ReturnTicket
    | Undo
    | PresentCommand
)
