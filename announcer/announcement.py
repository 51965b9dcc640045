"""Announcements, ready to play: lead-in, chime, phrase, pause, phrase again; kept, so that a warm call starts at once."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from announcer import phrases
from announcer.cache import Cache
from announcer.config import SoundTimes
from announcer.level import raised, trimmed
from announcer.phrases import Phrase
from announcer.voices.base import Voice, VoiceError
from announcer.wav import RATE, Samples, WavError, read, silence, write
from announcer.why import Why

RECIPE = "1"
"""Raise it when the assembly changes, so that files made by the old one are not used."""


class Form(StrEnum):
    """How a call is announced."""

    FULL = "full"
    """Chime, and the phrase twice."""
    SHORT = "short"
    """The phrase once: with a backlog."""
    CHIME = "chime"
    """No words, for want of a voice."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A file that can be played, and its length in seconds."""

    path: Path
    seconds: float


class Announcements:
    """Makes announcements with one voice, one at a time, and keeps them in `cache`."""

    def __init__(self, voice: Voice, cache: Cache, chime: Path, times: SoundTimes) -> None:
        self._voice = voice
        self._cache = cache
        self._chime = chime
        self._times = times
        self._identity = ""
        self._making = asyncio.Lock()

    def use(self, identity: str) -> None:
        """Tells what the voice is made of; files of another identity are left alone."""
        self._identity = identity

    def full_seconds(self, phrase_seconds: float) -> float:
        """How long the full form takes with a phrase of that length."""
        return self._times.lead_in + 1.2 + 2 * phrase_seconds + self._times.pause

    def ready(self, phrase: Phrase, form: Form) -> Announcement | None:
        """The finished file, when it is there; costs well under a millisecond."""
        path = self._path(form, phrase)
        found = self._cache.seconds(path)
        return Announcement(path, found) if found else None

    async def make(self, phrase: Phrase, form: Form) -> Announcement:
        """The finished file, made when it is not there. Raises VoiceError; the chime alone needs no voice."""
        if kept := self.ready(phrase, form):
            return kept
        async with self._making:
            if kept := self.ready(phrase, form):
                return kept
            try:
                self._cache.folder.mkdir(parents=True, exist_ok=True)
                spoken = Path() if form is Form.CHIME else await self._spoken(phrase)
                path = self._path(form, phrase)
                return await asyncio.to_thread(self._assemble, spoken, form, path)
            except (OSError, WavError) as error:
                raise VoiceError(Why.SYNTHESIS_FAILED, f"announcement not written: {error}") from error

    async def _spoken(self, phrase: Phrase) -> Path:
        path = self._cache.path("phrase", RECIPE, self._identity, phrases.espeak_text(phrase))
        if self._cache.seconds(path) is None:
            raw = path.with_name(path.name + ".raw")
            await self._voice.render(phrase, raw)
            await asyncio.to_thread(self._level, raw, path)
        return path

    def _level(self, raw: Path, path: Path) -> None:
        write(path, raised(trimmed(read(raw))))
        raw.unlink()

    def _assemble(self, spoken: Path, form: Form, path: Path) -> Announcement:
        sound: Samples = silence(self._times.lead_in)
        if form is not Form.SHORT:
            sound += read(self._chime)
        if form is not Form.CHIME:
            phrase = read(spoken)
            sound += phrase
            if form is Form.FULL:
                sound += silence(self._times.pause) + phrase
        write(path, sound)
        self._cache.prune()
        return Announcement(path, len(sound) / RATE)

    def _path(self, form: Form, phrase: Phrase) -> Path:
        times = f"{self._times.lead_in} {self._times.pause}"
        if form is Form.CHIME:
            return self._cache.path(form, RECIPE, times, self._chime_stamp())
        parts = (RECIPE, self._identity, times, self._chime_stamp(), phrases.espeak_text(phrase))
        return self._cache.path(form, *parts)

    def _chime_stamp(self) -> str:
        stat = self._chime.stat()
        return f"{stat.st_size} {stat.st_mtime_ns}"
