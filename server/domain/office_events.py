"""Events of the office and its service day."""

from collections.abc import Mapping
from typing import ClassVar

from server.domain.frozen import Frozen, field
from server.domain.structure import Structure


class OfficeConfigured(Frozen):
    """The office has these services, counters, hours, rules and planned announcements from now on.

    `document` is the SHA-256 of the full description.
    """

    kind: ClassVar[str] = "office_configured"
    v: ClassVar[int] = 3
    document: str
    structure: Structure


class LogRestored(Frozen):
    """The log comes from a backup: a new epoch. Every number series goes on after a gap of `gap` numbers."""

    kind: ClassVar[str] = "log_restored"
    v: ClassVar[int] = 1
    epoch: str
    gap: int


class DayOpened(Frozen):
    """All that goes on from before, so that today can be told from here.

    `issued` is the last number of each service: empty on a new date, kept where a date is opened again. `skipped` is how many of
    those a restore left out. `gap` is what the next new date has still to leave out of every series: 0 unless a date is opened
    again after a restore. `staff`: who already sits at which counter. `earlier`: the dates before, a month at most, and the last
    numbers given out under each.
    """

    kind: ClassVar[str] = "day_opened"
    v: ClassVar[int] = 2
    date: str
    minute: int
    issued: Mapping[str, int]
    gap: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class DayClosed(Frozen):
    kind: ClassVar[str] = "day_closed"
    v: ClassVar[int] = 1
    date: str


class DayCorrected(Frozen):
    """The label lay in the future; `date` is the right one. `issued`: the numbers go on after these."""

    kind: ClassVar[str] = "day_corrected"
    v: ClassVar[int] = 1
    date: str
    issued: Mapping[str, int]


class ClockConfirmed(Frozen):
    """An official has compared the clock that was doubted, and it is right: the time of this record counts, whatever came before."""

    kind: ClassVar[str] = "clock_confirmed"
    v: ClassVar[int] = 1


class TakingStopped(Frozen):
    """No more numbers are given out; the counters go on."""

    kind: ClassVar[str] = "taking_stopped"
    v: ClassVar[int] = 1


class TakingResumed(Frozen):
    kind: ClassVar[str] = "taking_resumed"
    v: ClassVar[int] = 1
