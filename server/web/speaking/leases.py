"""Who may speak in a room: one announcer at a time, by a lease with a fencing number. Pure; times are seconds of one clock.

A lease lives as long as its holder is heard of, and `life_s` after that. So a second announcer begins only when the first one has
either said goodbye or has been silent so long that it has stopped by its own clock. Every new lease has a higher number than all
before it, and what an older number says is not taken any more.

A holder that cannot make the room hear words, while somebody waits who can, is asked to give the room up (`to_relieve`); only its own
answer or its silence ends the lease, for nobody else knows what sounds at that moment. A lease that ended by silence goes to whoever
is heard of first from then on: of those that were heard of before, one may have fallen silent as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from types import MappingProxyType

GONE = 0
"""The claim of a holder whose connection is over, or that held before the server was started again."""
AWAKE_SHARE = 1 / 3
"""Who was heard of within this share of a lease's life (15 s) is surely awake: everybody beats every 4 s."""
_NOBODY: "Mapping[str, Hold]" = MappingProxyType({})
_NEVER: Mapping[str, float] = MappingProxyType({})


class Ability(IntEnum):
    """What an announcer can make a room hear."""

    NOTHING = 0
    CHIME = 1
    SPEECH = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """An announcer that wants to speak in a room.

    `id` names its connection. `me` names the announcer itself over all its connections, "" for one that does not say. `asked` is
    the room as it was asked for, `room` what that comes to. `first`: goes before others that wait; nobody is pushed out for it.
    `can`: None while it has not said so; it counts as able until then, but nobody is relieved for it.
    """

    id: int
    asked: str
    room: str
    me: str
    first: bool
    heard_at: float
    can: Ability | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A lease that is held. `claim` is the holder's, or `GONE`; `newest` the one it was given to."""

    room: str
    fence: int
    me: str
    claim: int
    heard_at: float
    newest: int = GONE


@dataclass(frozen=True, slots=True)
class Leases:
    """`claims`: whoever has waited longest first. `holds`: by room. `last_fence`: the highest number that was ever given out.

    `fell_silent`: when the last lease of a room ended by silence, while nobody has it.
    """

    life_s: float
    last_fence: int = 0
    claims: tuple[Claim, ...] = ()
    holds: Mapping[str, Hold] = field(default_factory=lambda: _NOBODY)
    fell_silent: Mapping[str, float] = field(default_factory=lambda: _NEVER)

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
    """A claim, new or in the place of the same connection's old one.

    An older one of the same name stays in line, for it may be no lost connection of the same announcer but another announcer, with
    a copy of its state.
    """
    others = _others(leases, claim.id)
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


def told(leases: Leases, claim: int, can: Ability) -> Leases:
    """What it can make the room hear."""
    return replace(leases, claims=tuple(replace(one, can=can) if one.id == claim else one for one in leases.claims))


def to_relieve(leases: Leases, now: float) -> tuple[Hold, ...]:
    """The leases whose holders are to give them up: they have said that they cannot speak, and somebody who is awake waits and can."""
    return tuple(hold for hold in leases.holds.values() if _is_outdone(leases, hold, now))


def yielded(leases: Leases, claim: int, fence: int) -> Leases:
    """The holder has fallen silent and gives its lease up; it waits like everybody else."""
    hold = leases.held_by(claim)
    return leases if hold is None or hold.fence != fence else replace(leases, holds=_without(leases, hold.room))


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


def others(leases: Leases, hold: Hold, now: float) -> int:
    """How many more announcers wait in a room that is held."""
    return sum(
        claim.room == hold.room and claim.id != hold.claim and now - claim.heard_at < leases.life_s
        for claim in leases.claims
    )


def is_older_twin(leases: Leases, claim: Claim, now: float) -> bool:
    """Whether an announcer of the same name has claimed since, and lives: it is the same one as far as anybody knows."""
    return claim.me != "" and any(
        one.me == claim.me and one.room == claim.room and one.id > claim.id and now - one.heard_at < leases.life_s
        for one in leases.claims
    )


def next_end(leases: Leases) -> float | None:
    """When the next lease ends if nothing more is heard; None while none is held."""
    return min((hold.heard_at + leases.life_s for hold in leases.holds.values()), default=None)


def _settled(leases: Leases, room: str, now: float) -> Leases:
    hold = leases.holds.get(room)
    alive = [claim for claim in leases.claims if claim.room == room and now - claim.heard_at < leases.life_s]
    if hold is not None and now - hold.heard_at < leases.life_s:
        # The same announcer on a new connection: its old one is over, whatever the network still says of it.
        same = [claim for claim in alive if claim.me and claim.me == hold.me and claim.id > hold.newest]
        return _granted(leases, max(same, key=lambda claim: claim.id)) if same else leases
    if hold is not None:
        # It hung until its time was over: when it stirs again, it waits behind everybody else.
        claims = tuple(sorted(leases.claims, key=lambda claim: claim.id == hold.claim))
        silences = MappingProxyType({**leases.fell_silent, room: hold.heard_at + leases.life_s})
        leases = replace(leases, claims=claims, holds=_without(leases, room), fell_silent=silences)
    alive = [claim for claim in alive if not is_older_twin(leases, claim, now)]
    since = leases.fell_silent.get(room)
    if since is not None and len(alive) > 1:
        alive = [claim for claim in alive if claim.heard_at >= since]
    return _granted(leases, min(alive, key=lambda claim: _turn(leases, claim, now))) if alive else leases


def _turn(leases: Leases, claim: Claim, now: float) -> tuple[bool, Ability, bool, int]:
    """Who comes first among those that wait: the least."""
    missing = Ability(Ability.SPEECH - (Ability.SPEECH if claim.can is None else claim.can))
    return (not _is_awake(leases, claim, now), missing, not claim.first, leases.claims.index(claim))


def _is_outdone(leases: Leases, hold: Hold, now: float) -> bool:
    can = next((claim.can for claim in leases.claims if claim.id == hold.claim), None)
    others = (
        claim
        for claim in _others(leases, hold.claim)
        if claim.room == hold.room and _is_awake(leases, claim, now) and not is_older_twin(leases, claim, now)
    )
    return can is not None and any(claim.can is not None and claim.can > can for claim in others)


def _is_awake(leases: Leases, claim: Claim, now: float) -> bool:
    return now - claim.heard_at < leases.life_s * AWAKE_SHARE


def _granted(leases: Leases, claim: Claim) -> Leases:
    fence = leases.last_fence + 1
    hold = Hold(claim.room, fence, claim.me, claim.id, claim.heard_at, claim.id)
    silences = MappingProxyType({room: since for room, since in leases.fell_silent.items() if room != claim.room})
    return replace(leases, last_fence=fence, holds=_with(leases, hold), fell_silent=silences)


def _others(leases: Leases, claim: int) -> tuple[Claim, ...]:
    return tuple(one for one in leases.claims if one.id != claim)


def _with(leases: Leases, hold: Hold) -> Mapping[str, Hold]:
    return MappingProxyType({**leases.holds, hold.room: hold})


def _without(leases: Leases, room: str) -> Mapping[str, Hold]:
    return MappingProxyType({name: hold for name, hold in leases.holds.items() if name != room})
