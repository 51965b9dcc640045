"""What can be asked of the queue. A command is a wish; `decide` turns it into events or a refusal."""

from dataclasses import dataclass

from server.domain.structure import Structure


@dataclass(frozen=True, slots=True)
class ConfigureOffice:
    document: str
    structure: Structure


@dataclass(frozen=True, slots=True)
class RestartLog:
    """After a restore: a new epoch, and a gap in every number series so that no paper number is issued twice."""

    epoch: str
    gap: int


@dataclass(frozen=True, slots=True)
class OpenDay:
    pass


@dataclass(frozen=True, slots=True)
class CloseDay:
    """`if_idle`: only when nobody waits or is at a counter at the moment of the decision; the calendar asks so."""

    if_idle: bool = False


@dataclass(frozen=True, slots=True)
class TakeTicket:
    """`token` is random and secret; the log keeps only its hash. `channel` is kiosk, phone, official or api."""

    service: str
    priority: bool
    token: str
    channel: str


@dataclass(frozen=True, slots=True)
class CancelTicket:
    """The resident gives the number back."""

    number: str


@dataclass(frozen=True, slots=True)
class OpenCounter:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CloseCounter:
    counter: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CallNext:
    """`version` is the counter's last event as the official saw it; None: whatever it is now."""

    counter: str
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
class NoteSpeaking:
    call: int


@dataclass(frozen=True, slots=True)
class NoteSpoken:
    call: int


@dataclass(frozen=True, slots=True)
class NoteUnspoken:
    call: int
    why: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    call: int


CounterCommand = OpenCounter | CloseCounter | CallNext | Recall | StartServing | FinishServing | MarkNoShow
CallCommand = NoteSpeaking | NoteSpoken | NoteUnspoken | NoteShown
Command = ConfigureOffice | RestartLog | OpenDay | CloseDay | TakeTicket | CancelTicket | CounterCommand | CallCommand
