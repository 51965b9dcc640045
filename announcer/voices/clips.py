"""A voice recorded once by a person. A phrase comes whole from clips or not at all."""

import asyncio
import re
from array import array
from pathlib import Path

from announcer.level import trimmed
from announcer.phrases import Comma, Phrase, Stop, Token, Words, clips_for
from announcer.voices.base import Health, Voice, VoiceError
from announcer.voices.pack import INDONESIAN, MANIFEST, Pack, PackError, load_pack
from announcer.wav import Samples, WavError, read, silence, write
from announcer.why import Why

__all__ = ["MANIFEST", "ClipVoice", "Pack", "PackError", "join", "load_pack", "make_clip_voice"]

REST = 0.25
"""Seconds of silence at a comma."""
STOP = 0.45
"""Seconds of silence at the end of a sentence."""
GAP = 0.05
"""Seconds of silence between two clips."""


class ClipVoice:
    """`fallback` says the whole phrase when a clip is missing; two voices are never mixed in one sentence."""

    def __init__(self, folder: Path, fallback: Voice | None = None) -> None:
        self._folder = folder
        self._fallback = fallback

    async def check(self) -> Health:
        other = await self._fallback.check() if self._fallback else Health("none", "none", Why.NO_VOICE)
        try:
            pack = await asyncio.to_thread(_indonesian, self._folder)
        except PackError:
            # What the room will hear is the other voice, and so it is reported.
            return other
        return Health("clips", f"{pack.identity} / {other.identity}")

    async def render(self, phrase: Phrase, out: Path) -> None:
        try:
            await asyncio.to_thread(self._join, phrase, out)
        except (PackError, WavError, OSError, LookupError) as error:
            if self._fallback is None:
                raise VoiceError(Why.NO_VOICE, f"clip missing: {error}") from error
            await self._fallback.render(phrase, out)

    def _join(self, phrase: Phrase, out: Path) -> None:
        join(_indonesian(self._folder), tuple(map(_unmarked, phrase)), out)


def make_clip_voice(folder: Path, speech: Voice) -> ClipVoice:
    """The recorded voice of the pack in `folder`, with `speech` for what was not recorded."""
    return ClipVoice(folder, speech)


def join(pack: Pack, phrase: Phrase, out: Path) -> None:
    """Writes the phrase from the pack's clips. Raises LookupError, WavError or OSError for a missing one; then `out` is absent."""
    sound: Samples = array("h")
    for said in clips_for(phrase, pack.clips):
        match said:
            case Comma():
                sound += silence(REST)
            case Stop():
                sound += silence(STOP)
            case _:
                sound += trimmed(read(pack.clips[said])) + silence(GAP)
    write(out, sound)


def _unmarked(token: Token) -> Token:
    """The marks on an e tell a machine how it sounds; whoever recorded the word knew."""
    return Words(re.sub("[éèê]", "e", token.text)) if isinstance(token, Words) else token


def _indonesian(folder: Path) -> Pack:
    pack = load_pack(folder)
    if pack.language != INDONESIAN:
        raise PackError(f"{folder}: not an Indonesian pack")
    return pack
