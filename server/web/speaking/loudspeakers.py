"""The TVs as loudspeakers: one a room is handed the finished sound, and what becomes of it is told to the announcer."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from server.description import Description
from server.web.frames import Port, message
from server.web.speaking.line import Frame, Line
from server.web.speaking.sounds import Sound, Sounds
from server.web.speaking.tv_sets import TvSet, speaker, why_none

_REASONS = frozenset({"refused", "format", "network"})


class NoTv(Exception):
    """No TV of that room can sound."""


@dataclass(frozen=True, slots=True)
class _Playing:
    """A sound that was handed to a TV. `began`: the TV has said so."""

    seq: int
    sound: Sound
    tv: int
    line: Line | None
    began: bool = False


class Loudspeakers:
    """`lines_in` gives the announcers of a room; `changed` is told when a TV comes, goes, or can sound or not any more."""

    def __init__(
        self,
        description: Callable[[], Description],
        sounds: Sounds,
        *,
        lines_in: Callable[[str], list[Line]],
        changed: Callable[[], None],
    ) -> None:
        self._description = description
        self._sounds = sounds
        self._lines_in = lines_in
        self._changed = changed
        self._sets: dict[int, TvSet] = {}
        self._ports: dict[int, Port] = {}
        self._playing: dict[str, _Playing] = {}
        self._count = 0

    def came(self, port: Port, screen: str, *, ready: bool | None = None, why: str = "") -> int:
        """A TV that was let in is connected, or answers again. Returns the number for the other calls."""
        self._count += 1
        self._sets[self._count] = TvSet(self._count, screen, ready, why)
        self._ports[self._count] = port
        self._changed()
        return self._count

    def can_sound(self, tv: int, ready: bool, why: str) -> None:
        """What the TV's browser says: whether a page may sound. `why` is free text from outside and counts only when it is a code."""
        known = self._sets.get(tv)
        if known is not None:
            self._sets[tv] = replace(known, ready=ready, why="" if ready or why not in _REASONS else why)
            self._changed()

    def left(self, tv: int) -> None:
        """It is gone, and with it the rest of what it was saying."""
        self._ports.pop(tv, None)
        if self._sets.pop(tv, None) is not None:
            for room, playing in tuple(self._playing.items()):
                if playing.tv == tv:
                    self._over(room, playing, "gone", "gone")
            self._changed()

    def why_mute(self, room: str) -> str:
        """Why no TV of the room sounds: refused, none; "" when one does."""
        return why_none(self._description(), self._sets.values(), room)

    def play(self, room: str, seq: int, body: bytes, line: Line | None) -> None:
        """Hand it to the room's TV; what still sounds there ends. Raises `NoTv`, and `NoSound` for what is no sound."""
        before = self._playing.get(room)
        if before is not None and before.seq == seq:
            # Nothing was heard of it in time.
            self._stumbles(before)
        chosen = speaker(self._description(), self._sets.values(), room)
        if chosen is None:
            raise NoTv
        sound = self._sounds.keep(body)
        if before is not None:
            self._hush(room, before)
        self._hand(room, _Playing(seq, sound, chosen.id, line))

    def drop(self, seq: int) -> None:
        """The announcer has given that one up: nobody is to hear it late."""
        for room, playing in tuple(self._playing.items()):
            if playing.seq == seq:
                self._hush(room, playing)

    def find(self, token: str) -> Sound | None:
        return self._sounds.find(token)

    def began(self, tv: int, seq: int) -> None:
        """The TV sounds."""
        for room, playing in tuple(self._playing.items()):
            if (playing.tv, playing.seq, playing.began) == (tv, seq, False):
                self._playing[room] = replace(playing, began=True)
                self._sets[tv] = replace(self._sets[tv], stumbled=False)
                self._tell(room, playing, {"seq": seq, "state": "playing"})

    def ended(self, tv: int, seq: int, why: str = "") -> None:
        """It has sounded to its end, or not and why."""
        for room, playing in tuple(self._playing.items()):
            if (playing.tv, playing.seq) != (tv, seq):
                continue
            if why == "refused":
                self.can_sound(tv, ready=False, why=why)
            if why and self._next_tv_says(room, playing):
                continue
            if why:
                self._over(room, playing, "failed", why if why in _REASONS else "network")
            else:
                self._over(room, playing, "played", "")

    def _next_tv_says(self, room: str, playing: _Playing) -> bool:
        """Whether it could be handed to another TV. One that has begun may have been heard: that is the announcer's to decide."""
        self._stumbles(playing)
        other = speaker(self._description(), self._sets.values(), room)
        if playing.began or other is None or other.stumbled:
            return False
        self._hand(room, replace(playing, tv=other.id))
        return True

    def _stumbles(self, playing: _Playing) -> None:
        known = self._sets.get(playing.tv)
        if known is not None and not playing.began:
            self._sets[playing.tv] = replace(known, stumbled=True)

    def _hand(self, room: str, playing: _Playing) -> None:
        self._playing[room] = playing
        sound = playing.sound
        address = f"/suara/{sound.token}.wav"
        self._ports[playing.tv].write(message({"sound": {"seq": playing.seq, "url": address, "ms": sound.ms}}))

    def _hush(self, room: str, playing: _Playing) -> None:
        port = self._ports.get(playing.tv)
        if port is not None:
            port.write(message({"hush": playing.seq}))
        self._over(room, playing, "gone", "gone")

    def _over(self, room: str, playing: _Playing, state: str, why: str) -> None:
        del self._playing[room]
        self._sounds.forget(playing.sound.token)
        self._tell(room, playing, {"seq": playing.seq, "state": state, **({"why": why} if why else {})})

    def _tell(self, room: str, playing: _Playing, content: Frame) -> None:
        """Whoever handed it over; where that is not known, every announcer of the room."""
        for line in self._lines_in(room) if playing.line is None else (playing.line,):
            line.tell({"tv": content})
