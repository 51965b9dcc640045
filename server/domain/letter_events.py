"""Events of letters that are ready to be fetched. Ids and codes alone: name and telephone stand in an erasable row."""

from typing import ClassVar

from server.domain.frozen import Frozen


class LetterReady(Frozen):
    """`letter` is the number of the event that gave the ticket out; `ticket` and `day` (ISO date) are the code on paper."""

    kind: ClassVar[str] = "letter_ready"
    v: ClassVar[int] = 1
    letter: str
    ticket: str
    day: str


class LetterCalled(Frozen):
    """The TV shows it, the loudspeaker says it once. Nobody acknowledges it."""

    kind: ClassVar[str] = "letter_called"
    v: ClassVar[int] = 1
    letter: str
    ticket: str
    day: str


class LetterCollected(Frozen):
    """It is gone. `why`: collected, or mistake when there was no such letter."""

    kind: ClassVar[str] = "letter_collected"
    v: ClassVar[int] = 1
    letter: str
    ticket: str
    why: str
