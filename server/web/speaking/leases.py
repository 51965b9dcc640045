"""Who may speak in a room: one announcer at a time, by a lease with a fencing number. Pure; times are seconds of one clock.

A lease lives as long as its holder is heard of, and `life_s` after that. So a second announcer begins only when the first one has
either said goodbye or has been silent so long that it has stopped by its own clock. Every new lease has a higher number than all
before it, and what an older number says is not taken any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

GONE = 0
"""The claim of a holder whose connection is over, or that held before the server was started again."""
_NOBODY: "Mapping[str, Hold]" = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Claim:
    """An announcer that wants to speak in a room.

    `id` names its connection. `me` names the announcer itself over all its connections, "" for one that does not say. `asked` is
    the room as it was asked for, `room` what that comes to. `first`: goes before others that wait; nobody is pushed out for it.
    """

    id: int
    asked: str
    room: str
    me: str
    first: bool
    heard_at: float


@dataclass(frozen=True, slots=True)
class Hold:
    """A lease that is held. `claim` is the holder's, or `GONE`."""

    room: str
    fence: int
    me: str
    claim: int
    heard_at: float


@dataclass(frozen=True, slots=True)
class Leases:
    """`claims`: whoever has waited longest first. `holds`: by room. `last_fence`: the highest number that was ever given out."""

    life_s: float
    last_fence: int = 0
    claims: tuple[Claim, ...] = ()
    holds: Mapping[str, Hold] = field(default_factory=lambda: _NOBODY)

    def held_by(self, claim: int) -> Hold | None:
        """The lease that the claim has."""
        return next((hold for hold in self.holds.values() if hold.claim == claim != GONE), None)

    def takes(self, claim: int, fence: int | None, room: str) -> bool:
        """Whether an acknowledgement with that fencing number counts; without one, only where nobody holds the room."""
        if fence is None:
            return room not in self.holds
        hold = self.held_by(claim)
        return hold is not None and hold.fence == fence


def claimed(leases: Leases, claim: Claim) -> Leases:
    """A claim, new or in the place of the same connection's old one, or of the same announcer's on a connection that it has lost."""
    others = tuple(one for one in _others(leases, claim.id) if not claim.me or one.me != claim.me)
    left = leases.held_by(claim.id)
    holds = leases.holds if left is None or left.room == claim.room else _without(leases, left.room)
    return replace(leases, claims=(*others, claim), holds=holds)


def heard(leases: Leases, claim: int, now: float) -> Leases:
    """A sign of life."""
    claims = tuple(replace(one, heard_at=now) if one.id == claim else one for one in leases.claims)
    hold = leases.held_by(claim)
    return replace(
        leases, claims=claims, holds=leases.holds if hold is None else _with(leases, replace(hold, heard_at=now))
    )


def closed(leases: Leases, claim: int, *, properly: bool) -> Leases:
    """The connection is over. Whoever said goodbye gives its lease up; of all others nobody knows whether they speak on."""
    left = replace(leases, claims=_others(leases, claim))
    hold = leases.held_by(claim)
    if hold is None:
        return left
    return replace(left, holds=_without(leases, hold.room) if properly else _with(leases, replace(hold, claim=GONE)))


def rehoused(leases: Leases, room_of: Callable[[str], str]) -> Leases:
    """The office's rooms have changed: every claim comes to what its room is called now, and a lease of another room is over."""
    claims = tuple(replace(one, room=room_of(one.asked)) for one in leases.claims)
    rooms = {one.id: one.room for one in claims}
    holds = {room: hold for room, hold in leases.holds.items() if rooms.get(hold.claim, room) == room}
    return replace(leases, claims=claims, holds=MappingProxyType(holds))


def settled(leases: Leases, now: float) -> Leases:
    """The same with what `now` asks for: leases that are over end, and free rooms are given to who waits."""
    for room in {*leases.holds, *(claim.room for claim in leases.claims)}:
        leases = _settled(leases, room, now)
    return leases


def next_end(leases: Leases) -> float | None:
    """When the next lease ends if nothing more is heard; None while none is held."""
    return min((hold.heard_at + leases.life_s for hold in leases.holds.values()), default=None)


def _settled(leases: Leases, room: str, now: float) -> Leases:
    hold = leases.holds.get(room)
    alive = [claim for claim in leases.claims if claim.room == room and now - claim.heard_at < leases.life_s]
    if hold is not None and now - hold.heard_at < leases.life_s:
        # The same announcer on a new connection: its old one is over, whatever the network still says of it.
        again = next((claim for claim in alive if claim.me and claim.me == hold.me and claim.id != hold.claim), None)
        return leases if again is None else _granted(leases, again)
    leases = replace(leases, holds=_without(leases, room))
    if hold is not None:
        # It hung until its time was over: when it stirs again, it waits behind everybody else.
        leases = replace(leases, claims=tuple(sorted(leases.claims, key=lambda claim: claim.id == hold.claim)))
    waiting = sorted(alive, key=lambda claim: (not claim.first, leases.claims.index(claim)))
    return _granted(leases, waiting[0]) if waiting else leases


def _granted(leases: Leases, claim: Claim) -> Leases:
    fence = leases.last_fence + 1
    hold = Hold(claim.room, fence, claim.me, claim.id, claim.heard_at)
    return replace(leases, last_fence=fence, holds=_with(leases, hold))


def _others(leases: Leases, claim: int) -> tuple[Claim, ...]:
    return tuple(one for one in leases.claims if one.id != claim)


def _with(leases: Leases, hold: Hold) -> Mapping[str, Hold]:
    return MappingProxyType({**leases.holds, hold.room: hold})


def _without(leases: Leases, room: str) -> Mapping[str, Hold]:
    return MappingProxyType({name: hold for name, hold in leases.holds.items() if name != room})
