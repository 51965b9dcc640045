"""What an announcer says of calls and announcements, and whether it counts."""

from collections.abc import Iterator

import msgspec

from server.description import Description
from server.domain.commands import NoteSpeaking, NoteSpoken, NoteUnspoken
from server.domain.queue import QueueState
from server.web.speaking.leases import Ability

Acknowledgement = NoteSpeaking | NoteSpoken | NoteUnspoken

_CODES = frozenset(
    {
        "stale",
        "no_device",
        "no_voice",
        "no_tv",
        "tv_refused",
        "player_failed",
        "player_timeout",
        "synthesis_failed",
        "silent",
        "withdrawn",
    }
)


class Ready(msgspec.Struct, frozen=True):
    """What the room can hear at the moment."""

    voice: str
    sound: str
    why: str | None = None

    @property
    def ability(self) -> Ability:
        match self.sound:
            case "speech":
                return Ability.SPEECH
            case "chime":
                return Ability.CHIME
            case _:
                return Ability.NOTHING


class Claimed(msgspec.Struct, frozen=True):
    """An announcer wants to speak in a room; see `leases.Claim`."""

    room: str = ""
    first: bool = False
    me: str = ""


class Up(msgspec.Struct, frozen=True):
    """A frame of an announcer. `fence` goes with an acknowledgement: the number of the lease it was said under; `ms` with `speaking`,
    where it is long: how long it lasts; `yielded`: the number of the one that it gives up; `told`: a withdrawal or letter was said.
    """

    beat: int | None = None
    speaking: int | None = None
    spoken: int | None = None
    unspoken: int | None = None
    why: str | None = None
    fence: int | None = None
    ms: int | None = None
    ready: Ready | None = None
    claim: Claimed | None = None
    yielded: int | None = None
    told: int | None = None

    @property
    def of_an_announcer(self) -> bool:
        """Whether only somebody says this who speaks."""
        return any(part is not None for part in (self.ready, self.speaking, self.spoken, self.unspoken, self.claim))


def acknowledgements(up: Up) -> Iterator[Acknowledgement]:
    if up.speaking is not None:
        yield NoteSpeaking(up.speaking)
    if up.spoken is not None:
        yield NoteSpoken(up.spoken)
    if up.unspoken is not None:
        # Only known codes reach the log: what a program writes freely has no place there.
        yield NoteUnspoken(up.unspoken, up.why if up.why in _CODES else "player_failed")


def room_of(state: QueueState, description: Description, seq: int) -> str:
    """The room in which the call or announcement of that number is said; the first room for anything else."""
    call, announcement = state.calls.get(seq), state.announcements.get(seq)
    if call is not None:
        return description.room_of(call.counter)
    return description.room("" if announcement is None else announcement.room).name


def pending_in(state: QueueState, description: Description, room: str) -> list[int]:
    """What is still to be said in a room: calls and announcements without an outcome, by their numbers."""
    seqs = [call.seq for call in state.pending_calls()] + [one.seq for one in state.pending_announcements()]
    return [seq for seq in seqs if room_of(state, description, seq) == room]
