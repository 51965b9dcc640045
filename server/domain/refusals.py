"""Why a command is not carried out. A refusal is a value with fields; it changes nothing."""

from server.domain.frozen import Frozen


class UnknownService(Frozen):
    service: str


class UnknownCounter(Frozen):
    counter: str


class UnknownTicket(Frozen):
    pass


class DayIsClosed(Frozen):
    pass


class CounterMovedOn(Frozen):
    """The press was meant for an older state of the counter. `version` is its present last event."""

    counter: str
    version: int


class CounterIsBusy(Frozen):
    counter: str
    ticket: str


class NobodyAtCounter(Frozen):
    """There is no ticket in a state to which the press could apply."""

    counter: str


class AlreadyServing(Frozen):
    counter: str
    ticket: str


class TicketIsOver(Frozen):
    ticket: str
    state: str


class TooSoon(Frozen):
    """The ticket was called a moment ago; another `ms` milliseconds."""

    ticket: str
    ms: int


class TicketAtCounter(Frozen):
    """It is at a counter already."""

    ticket: str
    counter: str


class NotForThisCounter(Frozen):
    """The counter serves neither the ticket's service nor was it ever here, or the ticket is reserved for another one."""

    counter: str
    ticket: str


class NotAway(Frozen):
    """The ticket is neither held nor missed."""

    ticket: str


class SameTarget(Frozen):
    """The ticket is where it would be sent."""

    ticket: str


class UnknownReason(Frozen):
    why: str


class NothingToUndo(Frozen):
    counter: str


class UndoTooLate(Frozen):
    counter: str


class PressMovedOn(Frozen):
    """Something has happened to the ticket since the press."""

    counter: str
    ticket: str


class CounterIsStaffed(Frozen):
    """Another official sits there."""

    counter: str
    account: str


class ServesElsewhere(Frozen):
    """The official is busy with a ticket at another counter, which is `counter`."""

    counter: str
    ticket: str


class NotTaking(Frozen):
    """No more numbers are given out today."""


class QuotaSpent(Frozen):
    service: str


class PeopleWait(Frozen):
    """`count` people still wait, are held or are at a counter."""

    count: int


class DateIsRight(Frozen):
    """The day's label does not lie after today, or `CorrectDay` named another date than today's, which is `date`."""

    date: str


class ClockIsWrong(Frozen):
    """The clock shows `date` now, and another one was confirmed; or it stands before the first release."""

    date: str


class UnknownLetter(Frozen):
    """No such letter is ready; it may have been fetched."""


class LetterIsReady(Frozen):
    """The letter of that ticket is on the list already."""

    ticket: str


class UnknownAnnouncement(Frozen):
    """`made` is no announcement of the present service day, or one that is too long ago."""

    made: int


class AnnouncementIsHeard(Frozen):
    """What sounds or has sounded is not taken back."""

    made: int


class AnnouncementsWait(Frozen):
    """`count` announcements wait for the loudspeaker: more would only be heard when they no longer hold."""

    count: int


class ServiceInUse(Frozen):
    """`count` numbers of today name the service, so it stays until the day is closed."""

    service: str
    count: int


class CounterInUse(Frozen):
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
