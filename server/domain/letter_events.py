"""Events of letters that are ready to be fetched. Ids and codes alone: name and telephone stand in an erasable row."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class LetterReady:
    """`letter` is the number of the event that gave the ticket out; `ticket` and `day` (ISO date) are the code on paper."""

    kind: ClassVar[str] = "letter_ready"
    v: ClassVar[int] = 1
    letter: str
    ticket: str
    day: str


@dataclass(frozen=True, slots=True)
class LetterCalled:
    """The TV shows it, the loudspeaker says it once. Nobody acknowledges it."""

    kind: ClassVar[str] = "letter_called"
    v: ClassVar[int] = 1
    letter: str
    ticket: str
    day: str


@dataclass(frozen=True, slots=True)
class LetterCollected:
    """It is gone. `why`: collected, or mistake when there was no such letter."""

    kind: ClassVar[str] = "letter_collected"
    v: ClassVar[int] = 1
    letter: str
    ticket: str
    why: str
