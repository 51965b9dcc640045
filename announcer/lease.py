"""The right to speak in a room, which one announcer has at a time. Pure: what is known of it, and whether we may start.

The server gives it with a fencing number that grows from holder to holder. It lives 15 s from our last sign of life; so a holder
that has heard nothing from the server for 12 s starts nothing new, by its own clock: another one may be about to.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from announcer.messages import Granted


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
    seconds of one clock that only goes forward. `room` is what the server calls ours, None before it said so.
    """

    standing: Standing = Standing.ASKED
    room: str | None = None
    fence: int | None = None
    heard: float = 0.0


def greeted(lease: Lease, now: float) -> Lease:
    """A new connection stands: whatever we had has to be given anew."""
    return Lease(room=lease.room, heard=now)


def granted(lease: Lease, told: Granted, now: float) -> Lease:
    """The server's word."""
    if told.fence is None:
        return replace(lease, standing=Standing.STANDBY, room=told.room, heard=now)
    return Lease(Standing.HOLDER, told.room, told.fence, now)


def unanswered(lease: Lease) -> Lease:
    """The server had time to answer and did not: an old one."""
    return replace(lease, standing=Standing.ALONE) if lease.standing is Standing.ASKED else lease


def heard(lease: Lease, now: float) -> Lease:
    """A sign of life of the server."""
    return replace(lease, heard=now)


def may_start(lease: Lease, now: float, quiet: float) -> bool:
    """Whether something new may sound, the server having been heard within `quiet` seconds."""
    match lease.standing:
        case Standing.ALONE:
            return True
        case Standing.HOLDER:
            return now - lease.heard < quiet
        case Standing.ASKED | Standing.STANDBY:
            return False
