"""A sound that was handed to a TV, and which TV's word counts for it. Pure; times are seconds of one clock."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.web.speaking.line import Line
from server.web.speaking.sounds import Sound
from server.web.speaking.tv_sets import TvSet


@dataclass(frozen=True, slots=True)
class Playing:
    """`tv` is the number of the TV's connection, `device` the TV itself; `line` the announcer's that handed the sound over.

    `began`: when the TV said that it sounds. `lost`: the TV's line was cut, and whether it plays on nobody knows.
    """

    seq: int
    sound: Sound
    tv: int
    device: str
    line: Line | None
    began: float | None = None
    lost: bool = False

    def is_by(self, tv: TvSet) -> bool:
        """Whether what that connection says of the sound counts: the TV may be on a new one, and the old one not yet seen to be dead."""
        return tv.id == self.tv or (tv.device == self.device and (self.lost or self.device != ""))

    def patience_s(self, now: float, back_s: float) -> float:
        """How long a TV that was cut off may take to come back. Another one must not begin before the sound would have ended."""
        ends = now if self.began is None else self.began + self.sound.ms / 1_000
        return max(0.0, ends - now) + back_s


def said_by(sounds: Iterable[tuple[str, Playing]], tv: TvSet, seq: int) -> tuple[tuple[str, Playing], ...]:
    """The sounds of that number, with their rooms, for which the TV's word counts."""
    return tuple((room, playing) for room, playing in sounds if playing.seq == seq and playing.is_by(tv))
