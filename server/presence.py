"""Who is connected right now: the announcers, room by room, and the TVs that were let in; how the ticket printer is, and whether anything
can be stored. Not in the log: it is true only while it lasts.
"""

from collections.abc import Callable, Iterable

from server.domain.frozen import Frozen, replace
from server.long_sounds import LongSounds

STANDING_BY = "no_lease"
"""Why a room is not spoken in whose announcers all wait for the right to."""


class Voice(Frozen):
    """What the room can hear. `sound`: speech, chime or none; `why`: a code when it is not speech."""

    voice: str
    sound: str
    why: str = ""


class Announcer(Frozen):
    """`room`: None for one that knows of no rooms and speaks in all of them. `holds`: it may speak there; others stand by."""

    voice: Voice
    room: str | None = None
    holds: bool = True


class Presence:
    """Changes are told to `changed`, so that tablets learn of them at once."""

    def __init__(self) -> None:
        self.changed: Callable[[], None] = _nobody
        self.long_sounds = LongSounds()
        self._announcers: dict[int, Announcer] = {}
        self._screens: dict[int, str] = {}
        self._screens_seen: set[str] = set()
        self.printer_trouble = ""
        """A code of `server.paper.printer.Trouble`; "" while the printer is well, or where there is none."""
        self.storing = True
        """Whether what is pressed is stored."""
        self.clock_doubtful = False
        """Whether the office's clock is not believed."""
        self._next = 0

    @property
    def voice(self) -> Voice | None:
        """The newest voice that may speak somewhere; None when no announcer is connected."""
        return _voice(self._announcers.values())

    def voice_in(self, room: str) -> Voice | None:
        """What is to be heard in that room: of the announcer that may speak there, or of one that knows of no rooms."""
        there = [announcer for announcer in self._announcers.values() if announcer.room == room]
        if any(announcer.holds for announcer in there):
            return _voice(there)
        return _voice([*there, *(announcer for announcer in self._announcers.values() if announcer.room is None)])

    @property
    def speaks_everywhere(self) -> bool:
        """Whether an announcer is connected that knows of no rooms, and speaks in all of them in turn."""
        return any(announcer.room is None for announcer in self._announcers.values())

    @property
    def screens(self) -> int:
        """How many TVs that were let in are connected."""
        return len(self._screens)

    def screen_in(self, name: str) -> bool:
        """Whether the TV of that name is connected; "" is the one with all counters."""
        return name in self._screens.values()

    def screen_seen(self, name: str) -> bool:
        """Whether it was connected since the server was started."""
        return name in self._screens_seen

    def announcer_came(self) -> int:
        """A ticket for the other calls. Until it has said what it can, the announcer counts as able to speak."""
        self._next += 1
        self._announcers[self._next] = Announcer(Voice("", "speech"))
        self.changed()
        return self._next

    def announcer_said(self, ticket: int, voice: Voice) -> None:
        known = self._announcers.get(ticket)
        if known is not None:
            self._became(ticket, replace(known, voice=voice))

    def announcer_placed(self, ticket: int, room: str, *, holds: bool) -> None:
        """It has been given that room, or stands by for it."""
        known = self._announcers.get(ticket)
        if known is not None:
            self._became(ticket, replace(known, room=room, holds=holds))

    def announcer_left(self, ticket: int) -> None:
        if self._announcers.pop(ticket, None) is not None:
            self.changed()

    def printer_said(self, trouble: str) -> None:
        """What stands in the printer's way, or that something was printed; told on in any case."""
        self.printer_trouble = trouble
        self.changed()

    def medium_said(self, storing: bool) -> None:
        self.storing = storing
        self.changed()

    def clock_said(self, *, doubtful: bool) -> None:
        if doubtful != self.clock_doubtful:
            self.clock_doubtful = doubtful
            self.changed()

    def screen_came(self, name: str = "") -> int:
        """A ticket for leaving. `name`: which of several TVs, "" for the one with all counters."""
        self._next += 1
        self._screens[self._next] = name
        self._screens_seen.add(name)
        self.changed()
        return self._next

    def screen_left(self, ticket: int) -> None:
        if self._screens.pop(ticket, None) is not None:
            self.changed()

    def _became(self, ticket: int, announcer: Announcer) -> None:
        if self._announcers[ticket] != announcer:
            self._announcers[ticket] = announcer
            self.changed()


def _voice(announcers: Iterable[Announcer]) -> Voice | None:
    """The newest one that may speak; where all stand by, that nobody does."""
    newest_first = list(announcers)[::-1]
    speaking = next((announcer.voice for announcer in newest_first if announcer.holds), None)
    if speaking is not None or not newest_first:
        return speaking
    return Voice(newest_first[0].voice.voice, "none", STANDING_BY)


def _nobody() -> None:
    """Nobody listens yet."""
