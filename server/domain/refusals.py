"""Why a command is not carried out. A refusal is a value with fields; it changes nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnknownService:
    service: str


@dataclass(frozen=True, slots=True)
class UnknownCounter:
    counter: str


@dataclass(frozen=True, slots=True)
class UnknownTicket:
    pass


@dataclass(frozen=True, slots=True)
class DayIsClosed:
    pass


@dataclass(frozen=True, slots=True)
class CounterMovedOn:
    """The press was meant for an older state of the counter. `version` is its present last event."""

    counter: str
    version: int


@dataclass(frozen=True, slots=True)
class CounterIsBusy:
    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class NobodyAtCounter:
    """There is no ticket in a state to which the press could apply."""

    counter: str


@dataclass(frozen=True, slots=True)
class AlreadyServing:
    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class TicketIsOver:
    ticket: str
    state: str


@dataclass(frozen=True, slots=True)
class TooSoon:
    """The ticket was called a moment ago; another `ms` milliseconds."""

    ticket: str
    ms: int


@dataclass(frozen=True, slots=True)
class TicketAtCounter:
    """It is at a counter already."""

    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class NotForThisCounter:
    """The counter serves neither the ticket's service nor was it ever here, or the ticket is reserved for another one."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class NotAway:
    """The ticket is neither held nor missed."""

    ticket: str


@dataclass(frozen=True, slots=True)
class SameTarget:
    """The ticket is where it would be sent."""

    ticket: str


@dataclass(frozen=True, slots=True)
class UnknownReason:
    why: str


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    counter: str


@dataclass(frozen=True, slots=True)
class UndoTooLate:
    counter: str


@dataclass(frozen=True, slots=True)
class PressMovedOn:
    """Something has happened to the ticket since the press."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class CounterIsStaffed:
    """Another official sits there."""

    counter: str
    account: str


@dataclass(frozen=True, slots=True)
class ServesElsewhere:
    """The official is busy with a ticket at another counter, which is `counter`."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class NotTaking:
    """No more numbers are given out today."""


@dataclass(frozen=True, slots=True)
class QuotaSpent:
    service: str


@dataclass(frozen=True, slots=True)
class PeopleWait:
    """`count` people still wait, are held or are at a counter."""

    count: int


@dataclass(frozen=True, slots=True)
class DateIsRight:
    """The day's label does not lie after today, or `CorrectDay` named another date than today's, which is `date`."""

    date: str


@dataclass(frozen=True, slots=True)
class ClockIsWrong:
    """The clock shows `date` now, and another one was confirmed; or it stands before the first release."""

    date: str


@dataclass(frozen=True, slots=True)
class UnknownLetter:
    """No such letter is ready; it may have been fetched."""


@dataclass(frozen=True, slots=True)
class LetterIsReady:
    """The letter of that ticket is on the list already."""

    ticket: str


@dataclass(frozen=True, slots=True)
class UnknownAnnouncement:
    """`made` is no announcement of the present service day, or one that is too long ago."""

    made: int


@dataclass(frozen=True, slots=True)
class AnnouncementIsHeard:
    """What sounds or has sounded is not taken back."""

    made: int


@dataclass(frozen=True, slots=True)
class AnnouncementsWait:
    """`count` announcements wait for the loudspeaker: more would only be heard when they no longer hold."""

    count: int


@dataclass(frozen=True, slots=True)
class ServiceInUse:
    """`count` numbers of today name the service, so it stays until the day is closed."""

    service: str
    count: int


@dataclass(frozen=True, slots=True)
class CounterInUse:
    """The counter is at work or has called today, so it stays until the day is closed."""

    counter: str


Refusal = (
    UnknownService
    | UnknownCounter
    | UnknownTicket
    | DayIsClosed
    | CounterMovedOn
    | CounterIsBusy
    | NobodyAtCounter
    | AlreadyServing
    | TicketIsOver
    | TooSoon
    | TicketAtCounter
    | NotForThisCounter
    | NotAway
    | SameTarget
    | UnknownReason
    | NothingToUndo
    | UndoTooLate
    | PressMovedOn
    | CounterIsStaffed
    | ServesElsewhere
    | NotTaking
    | QuotaSpent
    | PeopleWait
    | DateIsRight
    | ClockIsWrong
    | UnknownLetter
    | LetterIsReady
    | UnknownAnnouncement
    | AnnouncementIsHeard
    | AnnouncementsWait
    | ServiceInUse
    | CounterInUse
)
