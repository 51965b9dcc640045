"""Announcements, ready to play: lead-in, chime, phrase, pause, phrase again; kept, so that a warm call starts at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from announcer import phrases
from announcer.cache import Cache
from announcer.config import SoundTimes
from announcer.level import is_speech, raised, softened, trimmed
from announcer.phrases import Phrase
from announcer.settings import DEFAULT_SETTINGS, VoiceSettings
from announcer.voices.base import Voice, VoiceError
from announcer.voices.silent import SilentVoice
from announcer.wav import RATE, Samples, WavError, read, silence, write
from announcer.why import Why

log = logging.getLogger("announcer")

RECIPE = "2"
"""Raise it when the assembly changes, so that files made by the old one are not used."""
CHIME_SECONDS = 1.2
MOST_NOTICE = 2
"""So often at most the text of an official is said; a call as often as the office wants."""


class Form(StrEnum):
    """How a call is announced."""

    FULL = "full"
    """Chime, and the phrase as often as the office wants (1 to 3 times); then once in the second language."""
    NOTICE = "notice"
    """What an official announces: chime, and the text as often as the office wants, but twice at most."""
    SHORT = "short"
    """The phrase once: with a backlog."""
    CHIME = "chime"
    """No words, for want of a voice."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A file that can be played, and its length in seconds."""

    path: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class _Choice:
    """What an announcement is made with. Held fast while it is made, so that no file ever has the name of another choice."""

    identity: str
    settings: VoiceSettings
    second: Voice | None
    second_identity: str


class Announcements:
    """Makes announcements with one voice, and keeps them in `cache`.

    `second` says the phrase of the second language. Different announcements are made side by side, so that one that is made
    ahead never holds back one that is due; who asks for the same one waits for the same work.
    """

    def __init__(self, voice: Voice, cache: Cache, chime: Path, times: SoundTimes, second: Voice | None = None) -> None:
        self._voice = voice
        self._cache = cache
        self._chime = chime
        self._times = times
        self._choice = _Choice("", DEFAULT_SETTINGS, second, "")
        self._making: dict[Path, asyncio.Task[float]] = {}

    def use(self, identity: str, settings: VoiceSettings | None = None) -> None:
        """Tells what the voice is made of and what the office has chosen (None: as before).

        Files of another identity or another choice are left alone.
        """
        self._choice = replace(self._choice, identity=identity, settings=settings or self._choice.settings)

    def follow(self, second: Voice | None, identity: str = "") -> None:
        """Tells who speaks after the Indonesian call, and what that voice is made of; None for nobody."""
        self._choice = replace(self._choice, second=second, second_identity=identity)

    def full_seconds(self, phrase_seconds: float) -> float:
        """How long the full form takes with a phrase of that length, the second language left out."""
        settings = self._choice.settings
        chime = CHIME_SECONDS if settings.chime else 0.0
        pauses = (settings.repeat - 1) * self._times.pause
        return self._times.lead_in + chime + settings.repeat * phrase_seconds + pauses

    def ready(self, phrase: Phrase, form: Form, second: Phrase = ()) -> Announcement | None:
        """The finished file, when it is there; costs well under a millisecond."""
        path = self._path(self._choice, form, phrase, second)
        found = self._cache.seconds(path)
        return Announcement(path, found) if found else None

    async def make(self, phrase: Phrase, form: Form, second: Phrase = ()) -> Announcement:
        """The finished file, made when it is not there. `second` is the phrase that follows in the second language.

        Raises VoiceError; the chime alone needs no voice, and a second voice that fails leaves its part out.
        """
        choice = self._choice
        path = self._path(choice, form, phrase, second)
        seconds = await self._once(path, lambda: self._announcement(choice, form, phrase, second, path))
        return Announcement(path, seconds)

    async def _announcement(self, choice: _Choice, form: Form, phrase: Phrase, second: Phrase, path: Path) -> float:
        settings = choice.settings
        spoken: list[Path] = []
        if form is not Form.CHIME:
            spoken = [await self._spoken(self._voice, choice.identity, phrase)] * _times(form, settings)
        if form is Form.FULL and second and choice.second:
            spoken += await self._following(choice.second, choice.second_identity, second)
        chimes = form is Form.CHIME or (form is not Form.SHORT and settings.chime)
        return await asyncio.to_thread(self._assemble, chimes, spoken, settings.volume, path)

    async def _following(self, voice: Voice, identity: str, phrase: Phrase) -> list[Path]:
        try:
            return [await self._spoken(voice, identity, phrase)]
        except VoiceError as error:
            # The call has been said in Indonesian; half of it in another language would help nobody.
            log.info("second language left out: %s", error)
            return []

    async def _spoken(self, voice: Voice, identity: str, phrase: Phrase) -> Path:
        path = self._cache.path("phrase", RECIPE, identity, _said(phrase))
        await self._once(path, lambda: self._phrase(voice, phrase, path))
        return path

    async def _phrase(self, voice: Voice, phrase: Phrase, path: Path) -> float:
        raw = path.with_name(path.name + ".raw")
        await voice.render(phrase, raw)
        return await asyncio.to_thread(_level, raw, path, isinstance(voice, SilentVoice))

    async def _once(self, path: Path, make: Callable[[], Awaitable[float]]) -> float:
        """The length of the file in seconds, made by `make` when it is not there. Raises VoiceError."""
        if kept := self._cache.seconds(path):
            return kept
        task = self._making.get(path)
        if task is None:
            task = asyncio.create_task(self._made(make))
            self._making[path] = task
            task.add_done_callback(lambda done: self._forget(path, done))
        # Who gives up waiting takes nothing away from the others; the work has time limits of its own.
        return await asyncio.shield(task)

    async def _made(self, make: Callable[[], Awaitable[float]]) -> float:
        try:
            self._cache.folder.mkdir(parents=True, exist_ok=True)
            return await make()
        except (OSError, WavError) as error:
            raise VoiceError(Why.SYNTHESIS_FAILED, f"announcement not written: {error}") from error

    def _forget(self, path: Path, task: "asyncio.Task[float]") -> None:
        del self._making[path]
        if not task.cancelled():
            # Looked at here, because everybody who waited for it may have gone.
            task.exception()

    def _assemble(self, chimes: bool, spoken: list[Path], volume: int, path: Path) -> float:
        sound: Samples = silence(self._times.lead_in)
        if chimes:
            sound += read(self._chime)
        parts = {part: read(part) for part in spoken}
        for place, part in enumerate(spoken):
            if place:
                sound += silence(self._times.pause)
            sound += parts[part]
        write(path, softened(sound, volume))
        self._cache.prune()
        return len(sound) / RATE

    def _path(self, choice: _Choice, form: Form, phrase: Phrase, second: Phrase) -> Path:
        settings = choice.settings
        times = f"{self._times.lead_in} {self._times.pause}"
        parts = [RECIPE, times, self._chime_stamp(), str(settings.volume)]
        if form is not Form.CHIME:
            parts += [f"{_times(form, settings)} {settings.chime}", choice.identity, _said(phrase)]
        if form is Form.FULL and second and choice.second:
            parts += [choice.second_identity, _said(second)]
        return self._cache.path(form, *parts)

    def _chime_stamp(self) -> str:
        stat = self._chime.stat()
        return f"{stat.st_size} {stat.st_mtime_ns}"


def _times(form: Form, settings: VoiceSettings) -> int:
    """How often the phrase is said."""
    match form:
        case Form.FULL:
            return settings.repeat
        case Form.NOTICE:
            return min(settings.repeat, MOST_NOTICE)
        case Form.SHORT:
            return 1
        case Form.CHIME:
            return 0
        case _:
            assert_never(form)


def _said(phrase: Phrase) -> str:
    """What names a phrase's sound: the tokens, and the text that is made of them, which another version may make otherwise."""
    return f"{phrase!r} {phrases.espeak_text(phrase)}"


def _level(raw: Path, path: Path, silent: bool) -> float:
    samples = trimmed(read(raw))
    raw.unlink()
    if not silent and not is_speech(samples):
        raise VoiceError(Why.SYNTHESIS_FAILED, "the phrase is silent")
    levelled = raised(samples)
    write(path, levelled)
    return len(levelled) / RATE
