"""What an official can press at a counter.

`version` is the counter's last event as the official saw it; None: whatever it is now.
"""

from server.domain.frozen import Frozen


class OpenCounter(Frozen):
    counter: str
    version: int | None = None


class CloseCounter(Frozen):
    counter: str
    version: int | None = None


class PauseCounter(Frozen):
    """A break."""

    counter: str
    version: int | None = None


class CallNext(Frozen):
    counter: str
    version: int | None = None


class CallTicket(Frozen):
    """This one: waiting, held or missed. The present one is finished with it."""

    counter: str
    ticket: str
    version: int | None = None


class ServeWithoutTicket(Frozen):
    """Somebody who is quickly served gets a number that is neither shown nor said. `token` as in `TakeTicket`."""

    counter: str
    service: str
    token: str
    version: int | None = None


class ReturnTicket(Frozen):
    """A held or missed person is back. `counter` is where it is pressed, "" when at none: then it cannot be undone."""

    ticket: str
    counter: str = ""
    version: int | None = None


class Recall(Frozen):
    counter: str
    version: int | None = None


class StartServing(Frozen):
    counter: str
    version: int | None = None


class FinishServing(Frozen):
    counter: str
    version: int | None = None


class MarkNoShow(Frozen):
    counter: str
    version: int | None = None


class HoldTicket(Frozen):
    """`why` is a code of `tickets.HoldReason`."""

    counter: str
    why: str
    version: int | None = None


class TransferTicket(Frozen):
    """To another service, another counter, or both; "" leaves it.

    `first`: before those who wait by arrival; None: as the office's rule says.
    """

    counter: str
    service: str = ""
    to_counter: str = ""
    first: bool | None = None
    version: int | None = None


class ContinueWith(Frozen):
    """The person has another matter, at the same counter."""

    counter: str
    service: str
    version: int | None = None


class NoteTicket(Frozen):
    """The text is stored under `note_id`, outside of the log."""

    counter: str
    note_id: str
    version: int | None = None


class Undo(Frozen):
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
