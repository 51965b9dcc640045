"""What comes and goes over the feed, as types. How they are written stands in frames.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

from announcer.why import Why

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Outcome(StrEnum):
    """How far a call or an announcement has come, as the server sees it."""

    QUEUED = "queued"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    UNSPOKEN = "unspoken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame: the server's epoch and the number of its newest event."""

    epoch: str
    head: int


@dataclass(frozen=True, slots=True)
class Beat:
    """The server lives."""


@dataclass(frozen=True, slots=True)
class Call:
    """A ticket called or called again. `age` in seconds when it was sent; `first` is the call that a recall repeats.

    `room` is where it is to be heard; None from a server that knows no rooms, and then it is for whoever hears it.
    """

    seq: int
    ticket: str
    counter: str
    age: float
    first: int | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class LetterCall:
    """A letter is ready and somebody is to hear of it: said once, and the server is told nothing. `age` in seconds when it was sent."""

    seq: int
    ticket: str
    age: float
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """Something to say that is no call. `text` is written Indonesian, "" when its words are gone; `age` in seconds when it was sent.

    `planned`: the calendar announces it, no official.
    """

    seq: int
    text: str
    age: float
    urgent: bool = False
    room: str | None = None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class AnnouncementWithdrawn:
    """Nobody is to hear the announcement `made` any more."""

    seq: int
    made: int


@dataclass(frozen=True, slots=True)
class Reset:
    """A fresh picture, because there was no bookmark or it could not be served: today's newest calls and announcements."""

    epoch: str
    head: int
    calls: tuple[tuple[Call | Announced, Outcome], ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The call was taken back. `heard`: the server knows that the room heard some of it, and nobody is to come for it now.

    `age` in seconds when it was sent.
    """

    seq: int
    call: int
    ticket: str = ""
    counter: str = ""
    heard: bool = False
    age: float = 0.0
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """An acknowledgement as the server recorded it: ours, another announcer's, a former life's, or the server's own verdict."""

    seq: int
    call: int
    outcome: Outcome
    why: str | None


@dataclass(frozen=True, slots=True)
class Other:
    """An event that is not for us; its number still moves the bookmark."""

    seq: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the office has chosen for its voice, as it was sent; announcer/settings.py reads it."""

    voice: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Soon:
    """Tickets that may be called next, each with its counter: worth making ahead."""

    tickets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Granted:
    """Whether we speak in the room: with a `fence` we do, with None we stand by.

    `begun` says of calls without an outcome how many announcers have begun them so far; `life` for how many seconds after our last
    frame the room stays ours. `told`: withdrawals and letters that were said in the room, newest last.
    """

    room: str
    fence: int | None
    begun: tuple[tuple[int, int], ...] = ()
    life: float = 15.0
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """So many more announcers wait in our room."""

    count: int


@dataclass(frozen=True, slots=True)
class Refused:
    """What we told of a call came too late: somebody else speaks in the room by now."""

    seq: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody waits in the room who can speak, and we have said that we cannot: the lease of that number is to be given up."""

    fence: int


@dataclass(frozen=True, slots=True)
class TvReady:
    """Whether a TV of the room can be heard; `why` when not, "refused" when its browser wants a press first."""

    ready: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class TvSound:
    """What became of a sound on the TV."""

    seq: int
    state: Literal["playing", "played", "failed", "gone"]
    why: str = ""


Event = Call | LetterCall | Announced | AnnouncementWithdrawn | Withdrawn | Echo | Other
"""What has a number in the queue's log."""
Standing = Chosen | Soon | Granted | Others | Refused | Asked | TvReady | TvSound
"""What has none, and holds until the next of its kind."""
Message = Hello | Beat | Reset | Event | Standing

Step = Literal["speaking", "spoken", "unspoken"]


@dataclass(frozen=True, slots=True)
class Ack:
    """What we tell the server of one call or announcement. `why` goes with "unspoken" only, and with "speaking" how long it lasts, where
    that is long; it is the same acknowledgement without.
    """

    seq: int
    step: Step
    why: Why | None = None
    ms: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ready:
    """What the room can hear at the moment."""

    voice: Literal["pyttsx3", "clips", "silent", "none"]
    sound: Literal["speech", "chime", "none"]
    why: Why | None
