"""What can be asked of the queue. A command is a wish; `decide` turns it into events or a refusal."""

from typing import Literal

from server.domain.announcement import AnnouncementCommand, MakeAnnouncement, WithdrawAnnouncement
from server.domain.door import NoteDoor
from server.domain.frozen import Frozen
from server.domain.letter import CallLetter, LetterCommand, PutLetter, TakeLetterAway
from server.domain.press import (
    CallNext,
    CallTicket,
    CloseCounter,
    ContinueWith,
    CounterCommand,
    FinishServing,
    HoldTicket,
    MarkNoShow,
    NoteTicket,
    OpenCounter,
    PauseCounter,
    Recall,
    ReturnTicket,
    ServeWithoutTicket,
    StartServing,
    TransferTicket,
    Undo,
)
from server.domain.structure import Structure

__all__ = [
    "AdmitAppointment",
    "AnnouncementCommand",
    "CallCommand",
    "CallLetter",
    "CallNext",
    "CallTicket",
    "CancelTicket",
    "CloseCounter",
    "CloseDay",
    "Command",
    "ConfigureOffice",
    "ConfirmClock",
    "ContinueWith",
    "CorrectDay",
    "CounterCommand",
    "FinishServing",
    "HoldTicket",
    "LetterCommand",
    "MakeAnnouncement",
    "MarkNoShow",
    "NoteDoor",
    "NoteShown",
    "NoteSpeaking",
    "NoteSpoken",
    "NoteTicket",
    "NoteUnspoken",
    "OpenCounter",
    "OpenDay",
    "PauseCounter",
    "PutLetter",
    "Recall",
    "RestartLog",
    "ResumeTaking",
    "ReturnTicket",
    "ServeWithoutTicket",
    "StaffCounter",
    "StartServing",
    "StopTaking",
    "TakeLetterAway",
    "TakeTicket",
    "TransferTicket",
    "Undo",
    "WithdrawAnnouncement",
]


class ConfigureOffice(Frozen):
    """`at_start`: the description that a start has found holds, whatever today's queue still needs."""

    document: str
    structure: Structure
    at_start: bool = False


class RestartLog(Frozen):
    """After a restore: a new epoch, and a gap in every number series so that no paper number is issued twice."""

    epoch: str
    gap: int


class OpenDay(Frozen):
    pass


class CloseDay(Frozen):
    """`if_idle`: only when nobody is left at the moment of the decision; the calendar asks so.

    `leftovers`: what becomes of those who wait, are held or are at a counter. "end" ends their tickets, "refuse" refuses to close.
    """

    if_idle: bool = False
    leftovers: Literal["end", "refuse"] = "end"


class CorrectDay(Frozen):
    """The label lies in the future, because the clock did once. `date` is today's, as the official has seen and confirmed it."""

    date: str


class ConfirmClock(Frozen):
    """The clock that is doubted is right. `date` is what it showed when the official compared it, `YYYY-MM-DD`."""

    date: str


class StopTaking(Frozen):
    """No more numbers today; the counters go on."""


class ResumeTaking(Frozen):
    pass


class TakeTicket(Frozen):
    """`token` is random and secret; the log keeps only its hash. `channel` is kiosk, phone, official or api.

    `slot`: the agreed time of an appointment in minutes after midnight, 0 to 1439.
    """

    service: str
    priority: bool
    token: str
    channel: str
    slot: int | None = None


class CancelTicket(Frozen):
    """The resident gives the number back."""

    number: str


class AdmitAppointment(Frozen):
    """The window of the ticket's appointment has begun. Time itself asks so."""

    number: str


class StaffCounter(Frozen):
    """`account` serves at the counter from now on, "" for nobody. `take_over`: also when somebody else does."""

    counter: str
    account: str
    take_over: bool = False


class NoteSpeaking(Frozen):
    call: int


class NoteSpoken(Frozen):
    call: int


class NoteUnspoken(Frozen):
    call: int
    why: str


class NoteShown(Frozen):
    call: int


CallCommand = NoteSpeaking | NoteSpoken | NoteUnspoken | NoteShown
DayCommand = OpenDay | CloseDay | CorrectDay | ConfirmClock | StopTaking | ResumeTaking
TicketCommand = TakeTicket | CancelTicket | AdmitAppointment
Command = (
    ConfigureOffice
    | RestartLog
    | DayCommand
    | TicketCommand
    | StaffCounter
    | CounterCommand
    | CallCommand
    | LetterCommand
    | AnnouncementCommand
    | NoteDoor
)
