"""A letter that is ready to be fetched, and what can be asked about it. Whom it is for stands outside of the log."""

from server.domain.frozen import Frozen
from server.domain.moment import Stamp


class Letter(Frozen):
    """`id` is the number of the event that gave the ticket out, so that it names one visit of one day.

    `ticket` and `day` (ISO date) are the code that people know it by. `called` is the number of its newest call on the present
    service day, 0 for none; `rung` is when that was.
    """

    id: str
    ticket: str
    day: str
    called: int = 0
    rung: Stamp | None = None


class PutLetter(Frozen):
    """The letter of that visit is ready. Whoever asks has looked the visit up: the rules know today's tickets alone."""

    letter: str
    ticket: str
    day: str


class CallLetter(Frozen):
    """Show it on the TV and say it once."""

    letter: str


class TakeLetterAway(Frozen):
    """`why`: collected, or mistake when there was no such letter."""

    letter: str
    why: str = "collected"


LetterCommand = PutLetter | CallLetter | TakeLetterAway
