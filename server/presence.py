"""Who is connected right now: the announcer and the TVs that were let in, and how the ticket printer is. Not in the log: it is
true only while it lasts.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """What the room can hear. `sound`: speech, chime or none; `why`: a code when it is not speech."""

    voice: str
    sound: str
    why: str = ""


class Presence:
    """Changes are told to `changed`, so that tablets learn of them at once."""

    def __init__(self) -> None:
        self.changed: Callable[[], None] = _nobody
        self._announcers: dict[int, Voice] = {}
        self._screens: set[int] = set()
        self.printer_trouble = ""
        """A code of `server.paper.printer.Trouble`; "" while the printer is well, or where there is none."""
        self._next = 0

    @property
    def voice(self) -> Voice | None:
        """The newest announcer's voice; None when no announcer is connected."""
        return next(reversed(self._announcers.values()), None)

    @property
    def screens(self) -> int:
        """How many TVs that were let in are connected."""
        return len(self._screens)

    def announcer_came(self) -> int:
        """A ticket for the other calls. Until it has said what it can, the announcer counts as able to speak."""
        self._next += 1
        self._announcers[self._next] = Voice("", "speech")
        self.changed()
        return self._next

    def announcer_said(self, ticket: int, voice: Voice) -> None:
        if self._announcers.get(ticket) not in {None, voice}:
            self._announcers[ticket] = voice
            self.changed()

    def announcer_left(self, ticket: int) -> None:
        if self._announcers.pop(ticket, None) is not None:
            self.changed()

    def printer_said(self, trouble: str) -> None:
        """What stands in the printer's way, or that something was printed; told on in any case."""
        self.printer_trouble = trouble
        self.changed()

    def screen_came(self) -> int:
        self._next += 1
        self._screens.add(self._next)
        self.changed()
        return self._next

    def screen_left(self, ticket: int) -> None:
        if ticket in self._screens:
            self._screens.remove(ticket)
            self.changed()


def _nobody() -> None:
    """Nobody listens yet."""
