"""An announcement: what the loudspeaker says besides calls, and what can be asked about it. Its words stand outside of the log."""

from server.domain.calls import Outcome
from server.domain.frozen import Frozen
from server.domain.moment import Stamp

MOST_KEPT = 30
"""So many of a service day are remembered; those that still wait longest of all."""

MOST_WAITING = 10
"""So many may wait for the loudspeaker in an office. Whoever wants more takes one back first."""


class Announcement(Frozen):
    """`seq` is the number of the event that made it. `announcement` names one of the office's own texts, or is "" and `text_id` names
    an erasable one.

    `room`: where it sounds, "" in an office without rooms. `urgent`: before every call that waits. `test`: somebody tries the
    loudspeaker. `version`, `since` and `why` as of a call.
    """

    seq: int
    announcement: str
    text_id: str
    room: str
    urgent: bool
    test: bool
    made: Stamp
    version: int
    since: Stamp
    outcome: Outcome = Outcome.QUEUED
    why: str = ""


class MakeAnnouncement(Frozen):
    """Say it once in each of `rooms`: the office's text of that name, or the erasable one of that id."""

    announcement: str
    text_id: str
    rooms: tuple[str, ...] = ("",)
    urgent: bool = False
    test: bool = False


class WithdrawAnnouncement(Frozen):
    """Do not say it any more. `made` is the number of the event that made it."""

    made: int


AnnouncementCommand = MakeAnnouncement | WithdrawAnnouncement
