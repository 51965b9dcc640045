"""The right to speak in a room, which one announcer has at a time. Pure: what is known of it, and whether we may start.

The server gives it with a fencing number that grows from holder to holder. It lives 15 s from our last sign of life; so a holder
that has heard nothing from the server for 12 s starts nothing new, by its own clock: another one may be about to. Where another one
waits, also what sounds ends after two thirds of the lease's life, 10 s: our last frame that arrived may be one beat, 4 s, older
than the last one that came. Where nobody waits, a sentence is not cut in two for a line that is down.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from announcer.messages import Granted

SAFE_SHARE = 2 / 3
"""So much of a lease's life is surely ours, counted from the last frame of the server."""


class Standing(StrEnum):
    """Where we stand in the room."""

    ASKED = "asked"
    """We have asked, or not even that; nothing may start."""
    ALONE = "alone"
    """The server knows no leases: whoever hears a call says it."""
    HOLDER = "holder"
    STANDBY = "standby"
    """Somebody else speaks. We keep up, to take over at any moment."""


@dataclass(frozen=True, slots=True)
class Lease:
    """`fence` is the newest number that was ours on this connection, None before the first; `heard` the time of the last frame, in
    seconds of one clock that only goes forward. `room` is what the server calls ours, None before it said so. `rivals`: others wait in
    it; `life` and `proved`: how long the room stays ours after the last frame that came while it was, and when that was.
    """

    standing: Standing = Standing.ASKED
    room: str | None = None
    fence: int | None = None
    heard: float = 0.0
    rivals: bool = False
    life: float = 15.0
    proved: float = 0.0


def greeted(lease: Lease, now: float) -> Lease:
    """A new connection stands: whatever we had has to be given anew."""
    return replace(lease, standing=Standing.ASKED, fence=None, heard=now)


def granted(lease: Lease, told: Granted, now: float) -> Lease:
    """The server's word."""
    if told.fence is None:
        return replace(lease, standing=Standing.STANDBY, room=told.room, heard=now)
    return Lease(Standing.HOLDER, told.room, told.fence, now, life=told.life, proved=now)


def unanswered(lease: Lease) -> Lease:
    """The server had time to answer and did not: an old one."""
    return replace(lease, standing=Standing.ALONE) if lease.standing is Standing.ASKED else lease


def heard(lease: Lease, now: float) -> Lease:
    """A sign of life of the server."""
    return replace(lease, heard=now, proved=now if lease.standing is Standing.HOLDER else lease.proved)


def contested(lease: Lease, others: int) -> Lease:
    """So many more wait in the room."""
    return replace(lease, rivals=others > 0)


def ends(lease: Lease, quiet: float) -> float | None:
    """When what sounds has to fall silent if nothing more is heard, for another one may begin then. None while nobody else waits."""
    if not lease.rivals or lease.standing not in (Standing.HOLDER, Standing.ASKED):
        return None
    return lease.proved + min(quiet, lease.life * SAFE_SHARE)


def may_start(lease: Lease, now: float, quiet: float) -> bool:
    """Whether something new may sound, the server having been heard within `quiet` seconds."""
    match lease.standing:
        case Standing.ALONE:
            return True
        case Standing.HOLDER:
            end = ends(lease, quiet)
            return now - lease.heard < quiet and (end is None or now < end)
        case Standing.ASKED | Standing.STANDBY:
            return False
