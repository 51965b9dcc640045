"""What a room hears, and how the last trial of its loudspeaker went."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["well", "part", "mute"]
"""Calls are spoken; less than that is heard; nothing is heard."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The newest *Tes suara* of a room. `heard`: waiting, speaking, heard or unheard. `advice`: what to do when it was not heard."""

    time: str
    heard: Literal["waiting", "speaking", "heard", "unheard"]
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class RoomVoice:
    """One room. `title` is "" in an office that is one room. `advice`: what to do, "" while all is well."""

    name: str
    title: str
    level: Level
    words: str
    advice: str = ""
    trial: Trial | None = None
