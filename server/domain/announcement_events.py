"""Events of an announcement. Ids and codes alone: what is said stands in the office's description or in an erasable row."""

from typing import ClassVar

from server.domain.frozen import Frozen


class AnnouncementMade(Frozen):
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


class AnnouncementWithdrawn(Frozen):
    """It is not to be said any more; nobody has heard it."""

    kind: ClassVar[str] = "announcement_withdrawn"
    v: ClassVar[int] = 1
    made: int


class AnnouncementSpeaking(Frozen):
    kind: ClassVar[str] = "announcement_speaking"
    v: ClassVar[int] = 1
    made: int


class AnnouncementSpoken(Frozen):
    kind: ClassVar[str] = "announcement_spoken"
    v: ClassVar[int] = 1
    made: int


class AnnouncementUnspoken(Frozen):
    """`why` is a code of the announcer, or no_answer when nobody acknowledged it in time."""

    kind: ClassVar[str] = "announcement_unspoken"
    v: ClassVar[int] = 1
    made: int
    why: str
