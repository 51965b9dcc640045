"""Events of an announcement. Ids and codes alone: what is said stands in the office's description or in an erasable row."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AnnouncementMade:
    """`announcement` names one of the office's own texts, or is "" and `text_id` names an erasable one. `room`: "" in an office
    without rooms. `urgent` goes before calls; `test`: somebody tries the loudspeaker.
    """

    kind: ClassVar[str] = "announcement_made"
    v: ClassVar[int] = 1
    announcement: str
    text_id: str
    room: str
    urgent: bool
    test: bool


@dataclass(frozen=True, slots=True)
class AnnouncementWithdrawn:
    """It is not to be said any more; nobody has heard it."""

    kind: ClassVar[str] = "announcement_withdrawn"
    v: ClassVar[int] = 1
    made: int


@dataclass(frozen=True, slots=True)
class AnnouncementSpeaking:
    kind: ClassVar[str] = "announcement_speaking"
    v: ClassVar[int] = 1
    made: int


@dataclass(frozen=True, slots=True)
class AnnouncementSpoken:
    kind: ClassVar[str] = "announcement_spoken"
    v: ClassVar[int] = 1
    made: int


@dataclass(frozen=True, slots=True)
class AnnouncementUnspoken:
    """`why` is a code of the announcer, or no_answer when nobody acknowledged it in time."""

    kind: ClassVar[str] = "announcement_unspoken"
    v: ClassVar[int] = 1
    made: int
    why: str
