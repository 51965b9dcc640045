"""Which TV of a room sounds. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.description import Description


@dataclass(frozen=True, slots=True)
class TvSet:
    """A TV that was let in and is connected. `screen`: which of several TVs, "" for the one with all counters.

    `ready`: its browser lets a page sound; None while it has not said so. `why`: refused when somebody has to press *Aktifkan suara*.
    `stumbled`: the sound that it was handed last did not begin on it. `device`: the same over all its connections, "" for a program.
    """

    id: int
    screen: str
    ready: bool | None = None
    why: str = ""
    stumbled: bool = False
    device: str = ""


def room_of_tv(description: Description, screen: str) -> str:
    """The room in which a TV hangs: that of the first of its counters; the first room for the TV with all counters."""
    found = description.screen(screen) if screen else None
    if found is None:
        return description.room("").name
    return description.room_of(found.counters[0])


def in_room(description: Description, sets: Iterable[TvSet], room: str) -> list[TvSet]:
    """The room's TVs, oldest connection first."""
    return [tv for tv in sorted(sets, key=lambda tv: tv.id) if room_of_tv(description, tv.screen) == room]


def speaker(description: Description, sets: Iterable[TvSet], room: str) -> TvSet | None:
    """The one TV that sounds in the room: the newest of those that can, for an older one may be a connection that hangs.

    One that says that it can and then did not comes behind all others.
    """
    able = [tv for tv in in_room(description, sets, room) if tv.ready]
    return max(able, key=lambda tv: (not tv.stumbled, tv.id), default=None)


def why_none(description: Description, sets: Iterable[TvSet], room: str) -> str:
    """Why no TV of the room sounds: refused when a press on one of them would help, none; "" when one does."""
    hung = in_room(description, sets, room)
    if any(tv.ready for tv in hung):
        return ""
    return "refused" if any(tv.why == "refused" for tv in hung) else "none"
