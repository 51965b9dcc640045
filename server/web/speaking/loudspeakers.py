"""The TVs as loudspeakers: one a room is handed the finished sound, and what becomes of it is told to the announcer."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from server.description import Description
from server.web.frames import Port, message
from server.web.speaking.line import Frame, Line
from server.web.speaking.playing import Playing, said_by
from server.web.speaking.sounds import Sound, Sounds
from server.web.speaking.tv_sets import TvSet, room_of_tv, speaker, why_none

_REASONS = frozenset({"refused", "format", "network"})


class NoTv(Exception):
    """No TV of that room can sound."""


class Loudspeakers:
    """`lines_in` gives the announcers of a room; `changed` is told when a TV comes, goes, or can sound or not any more. `now` is in
    seconds; `back_s`: how long after the end of its sound a TV whose line was cut may still come back and say so.
    """

    def __init__(
        self,
        description: Callable[[], Description],
        sounds: Sounds,
        *,
        lines_in: Callable[[str], list[Line]],
        changed: Callable[[], None],
        now: Callable[[], float],
        back_s: float,
    ) -> None:
        self._description = description
        self._sounds = sounds
        self._lines_in = lines_in
        self._changed = changed
        self._now = now
        self._back_s = back_s
        self._sets: dict[int, TvSet] = {}
        self._ports: dict[int, Port] = {}
        self._playing: dict[str, Playing] = {}
        self._patience: dict[str, asyncio.TimerHandle] = {}
        self._told: dict[str, Frame] = {}
        self._given_up: dict[str, int] = {}
        self._count = 0

    def came(self, port: Port, screen: str, *, ready: bool | None = None, why: str = "", device: str = "") -> int:
        """A TV that was let in is connected, or answers again. Returns the number for the other calls."""
        self._count += 1
        self._sets[self._count] = TvSet(self._count, screen, ready, why, device=device)
        self._ports[self._count] = port
        self._changed()
        return self._count

    def can_sound(self, tv: int, ready: bool, why: str) -> None:
        """What the TV's browser says: whether a page may sound. `why` is free text from outside and counts only when it is a code."""
        known = self._sets.get(tv)
        if known is not None:
            self._sets[tv] = replace(known, ready=ready, why="" if ready or why not in _REASONS else why)
            for room, playing in tuple(self._playing.items()):
                if playing.lost and playing.device == known.device != "":
                    # It would have said first what it plays: its page was loaded anew.
                    self._over(room, playing, "gone", "gone")
            self._changed()

    def left(self, tv: int, *, goodbye: bool) -> None:
        """Its connection is over. Who says goodbye plays nothing any more; else it may play on, and say so when it is back."""
        self._ports.pop(tv, None)
        if self._sets.pop(tv, None) is not None:
            for room, playing in tuple(self._playing.items()):
                if playing.tv != tv:
                    continue
                self._tell_whether_any(room)
                if goodbye or playing.began is None:
                    self._over(room, playing, "gone", "gone")
                else:
                    self._wait_for(room, replace(playing, lost=True))
            self._changed()

    def catch_up(self, line: Line, room: str) -> None:
        """The line has been given the room: it is told what it may have missed of the room's last sound."""
        if room in self._told:
            line.tell({"tv": self._told[room]})

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
        self._given_up.pop(room, None)
        self._hand(room, Playing(seq, sound, chosen.id, chosen.device, line))

    def drop(self, seq: int) -> None:
        """The announcer has given that one up: nobody is to hear it late."""
        for room, playing in tuple(self._playing.items()):
            if playing.seq == seq:
                self._hush(room, playing)

    def find(self, token: str) -> Sound | None:
        return self._sounds.find(token)

    def began(self, tv: int, seq: int) -> None:
        """The TV sounds."""
        known = self._sets.get(tv)
        if known is None or self._is_unknown(known, seq, "playing"):
            return
        for room, playing in said_by(self._playing.items(), known, seq):
            self._stop_waiting(room)
            self._playing[room] = replace(playing, tv=tv, began=playing.began or self._now(), lost=False)
            self._sets[tv] = replace(known, stumbled=False)
            if playing.began is None:
                self._tell(room, playing, {"seq": seq, "state": "playing"})

    def ended(self, tv: int, seq: int, why: str = "") -> None:
        """It has sounded to its end, or not and why."""
        known = self._sets.get(tv)
        if known is None or self._is_unknown(known, seq, "failed" if why else "played"):
            return
        for room, playing in said_by(self._playing.items(), known, seq):
            if why == "refused":
                self.can_sound(tv, ready=False, why=why)
            if why and self._next_tv_says(room, playing):
                continue
            if why:
                self._over(room, playing, "failed", why if why in _REASONS else "network")
            else:
                self._over(room, playing, "played", "")

    def _is_unknown(self, tv: TvSet, seq: int, state: str) -> bool:
        """Whether nothing is known of that sound. What was given up falls silent; else we were started anew in the middle of it."""
        room = room_of_tv(self._description(), tv.screen)
        if room in self._playing or any(playing.seq == seq for playing in self._playing.values()):
            return False
        if self._given_up.get(room) == seq:
            self._ports[tv.id].write(message({"hush": seq}))
        elif room not in self._told:
            for line in self._lines_in(room):
                line.tell({"tv": {"seq": seq, "state": state, **({"why": "network"} if state == "failed" else {})}})
        return True

    def _next_tv_says(self, room: str, playing: Playing) -> bool:
        """Whether it could be handed to another TV. One that has begun may have been heard: that is the announcer's to decide."""
        self._stumbles(playing)
        other = speaker(self._description(), self._sets.values(), room)
        if playing.began is not None or other is None or other.stumbled:
            return False
        self._hand(room, replace(playing, tv=other.id, device=other.device))
        return True

    def _stumbles(self, playing: Playing) -> None:
        known = self._sets.get(playing.tv)
        if known is not None and playing.began is None:
            self._sets[playing.tv] = replace(known, stumbled=True)

    def _wait_for(self, room: str, playing: Playing) -> None:
        """The TV's line was cut in mid-sentence."""
        self._stop_waiting(room)
        self._playing[room] = playing
        wait_s = playing.patience_s(self._now(), self._back_s)
        loop = asyncio.get_running_loop()
        self._patience[room] = loop.call_later(wait_s, self._over, room, playing, "gone", "gone")

    def _stop_waiting(self, room: str) -> None:
        timer = self._patience.pop(room, None)
        if timer is not None:
            timer.cancel()

    def _hand(self, room: str, playing: Playing) -> None:
        self._told.pop(room, None)
        self._playing[room] = playing
        sound = playing.sound
        address = f"/suara/{sound.token}.wav"
        self._ports[playing.tv].write(message({"sound": {"seq": playing.seq, "url": address, "ms": sound.ms}}))

    def _hush(self, room: str, playing: Playing) -> None:
        port = self._ports.get(playing.tv)
        if port is None:
            self._given_up[room] = playing.seq
        else:
            port.write(message({"hush": playing.seq}))
        self._over(room, playing, "gone", "gone")

    def _over(self, room: str, playing: Playing, state: str, why: str) -> None:
        self._stop_waiting(room)
        del self._playing[room]
        self._sounds.forget(playing.sound.token)
        self._tell(room, playing, {"seq": playing.seq, "state": state, **({"why": why} if why else {})})

    def _tell(self, room: str, playing: Playing, content: Frame) -> None:
        """Whoever handed it over, on whatever connection it is by now: every announcer of the room."""
        self._told[room] = content
        lines = self._lines_in(room)
        for line in lines if playing.line is None or playing.line in lines else (*lines, playing.line):
            line.tell({"tv": content})

    def _tell_whether_any(self, room: str) -> None:
        """Before a word of a sound that is gone: whoever says it again must know whether there is a TV to say it."""
        why = self.why_mute(room)
        for line in self._lines_in(room):
            line.tell_news("tv", {"ready": not why, "why": why})
