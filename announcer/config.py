"""Every path, time-out and size the announcer uses, in one frozen place, so that tests hand in short ones."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

VoiceName = Literal["pyttsx3", "clips", "silent"]

LEAD_S = "SILAKAN_LEAD_S"
LONGEST_LEAD_S = 5.0

ASSETS = Path(__file__).resolve().parent.parent / "assets"
"""Lies beside the packages, in a checkout and in an installed wheel alike."""


@dataclass(frozen=True, slots=True)
class FeedTimes:
    """Seconds. The values of the table "on every socket" in docs/interfaces.md."""

    beat: float = 4.0
    silence: float = 10.0
    """No frame for this long: the connection is dead."""
    open: float = 10.0
    send: float = 2.0
    replay_quiet: float = 0.3
    """A replay whose newest events are not for us ends with this much quiet."""
    first_wait: float = 0.5
    longest_wait: float = 10.0
    healthy: float = 30.0
    """A connection that lived this long starts the back-off anew."""
    lease_wait: float = 3.0
    """A server that has not answered our claim by then knows no leases."""
    lease_longest: float = 15.0
    """One that has shown that it is of today gets so long; then we speak without a lease rather than be mute."""
    quiet: float = 12.0
    """Who holds the room and has heard nothing from the server for so long starts nothing new; a lease lives 15 s."""


@dataclass(frozen=True, slots=True)
class SoundTimes:
    """Seconds, unless the name says otherwise."""

    stale: float = 60.0
    """A call missed while cut off and older than this is not spoken."""
    backlog: float = 30.0
    """More speech than this waiting: the short form."""
    synthesis: float = 15.0
    """One child process, from start to exit."""
    patience: float = 5.0
    patience_share: float = 0.25
    """So long what is due waits for its words, and so long more for each second they last; then it goes with the chime alone."""
    player_margin: float = 8.0
    """How much longer than the file the player may take."""
    probe: float = 5.0
    """One look whether the sound device is there may take this long."""
    idle: float = 5.0
    """When nothing is waiting: look at the sound device this often."""
    voice_first: float = 5.0
    voice_longest: float = 60.0
    """While there is no voice: look for one after 5 s, then after twice as long each time, up to a minute."""
    upload: float = 5.0
    """The server may take so long to take a sound for the TV."""
    tv_start: float = 5.0
    """The TV may take so long to begin with it."""
    tv_return: float = 8.0
    """A TV that was there a moment ago is waited for: so long its page takes to load anew."""
    lead_in: float = 0.25
    """Silence at the head, so that a sleeping HDMI amplifier does not swallow the chime."""
    pause: float = 0.6
    """Between the phrase and its repetition."""


@dataclass(frozen=True, slots=True)
class Config:
    """What one announcer needs to know.

    `server` is an http(s) or ws(s) address; `token` goes into the Authorization header and nowhere else.
    `voice` None is what the office has chosen in its settings; `room` "" is the office's first room.
    `player` overrides the search for a player program: the WAV's path is appended to it.
    `espeak_data` overrides the folder that holds `espeak-ng-data`.
    """

    server: str
    token: str
    state: Path
    voice: VoiceName | None = None
    room: str = ""
    record: Path | None = None
    clips: Path | None = None
    rate: int = 130
    """Words a minute as espeak counts them, until the office's settings are known; 110 to 150 is understood well in a hall."""
    player: tuple[str, ...] | None = None
    espeak_data: Path | None = None
    chime: Path = ASSETS / "chime.wav"
    cache_files: int = 2000
    cache_bytes: int = 200 * 1024 * 1024
    cache_days: float = 30.0
    """Sound that nobody has used for so long is erased: as long as the server keeps what officials typed."""
    feed: FeedTimes = field(default_factory=FeedTimes)
    sound: SoundTimes = field(default_factory=SoundTimes)

    @property
    def place_file(self) -> Path:
        return self.state / "place.json"

    @property
    def chosen_file(self) -> Path:
        return self.state / "voice.json"

    @property
    def name_file(self) -> Path:
        return self.state / "name"

    @property
    def packs(self) -> Path:
        return self.state / "packs"

    @property
    def cache(self) -> Path:
        return self.state / "cache"

    @property
    def clip_pack(self) -> Path:
        return self.clips or self.state / "clips"


def lead_in(environ: Mapping[str, str]) -> float:
    """Seconds of silence at the head of every announcement: SILAKAN_LEAD_S, 0 to 5, for an output that is slow to wake.

    Raises ValueError for anything else.
    """
    given = environ.get(LEAD_S, "")
    seconds = float(given) if given else SoundTimes().lead_in
    if not 0 <= seconds <= LONGEST_LEAD_S:
        raise ValueError(given)
    return seconds


def default_state() -> Path:
    """Where the announcer keeps its place and its cache when nothing else is said."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "silakan" / "announcer"
