"""An announcement as the room would hear it, for the ears of whoever chooses the settings: made at once, kept nowhere."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from announcer.announcement import Announcements, Form
from announcer.cache import Cache
from announcer.config import Config
from announcer.packs import unpack
from announcer.phrases import Phrase, announcement_phrase, call_phrase
from announcer.settings import VoiceSettings
from announcer.voices.base import Voice, VoiceError
from announcer.voices.clips import make_clip_voice
from announcer.voices.second import SecondVoice
from announcer.why import Why

_FILES, _BYTES = 20, 50_000_000


async def rehearse(
    asked: Mapping[str, str],
    settings: VoiceSettings,
    packs: Mapping[str, Path],
    speech: Voice,
    config: Config,
    out: Path,
) -> None:
    """Write a call (`asked` has `ticket` and `counter`), or a `text` said once, to `out`.

    `speech` has been set as the settings say. `packs`: the files of the recordings that the settings name, by digest.
    Raises VoiceError, PhraseError, and what a pack or a file raises that cannot be read; then `out` is absent.
    """
    with tempfile.TemporaryDirectory(prefix="silakan-") as name:
        scratch = Path(name)
        voice = speech
        if settings.pack in packs:
            unpack(packs[settings.pack].read_bytes(), scratch / "pack")
            voice = make_clip_voice(scratch / "pack", speech)
        health = await voice.check()
        if health.why is not None:
            raise VoiceError(health.why, "no voice for a rehearsal")
        announcements = Announcements(voice, Cache(scratch / "cache", _FILES, _BYTES), config.chime, config.sound)
        announcements.use(health.identity, settings)
        if "ticket" not in asked:
            made = await announcements.make(announcement_phrase(asked["text"], settings), Form.SHORT)
        else:
            second = await _second(asked, settings, packs, scratch, announcements)
            made = await announcements.make(call_phrase(asked["ticket"], asked["counter"], settings), Form.FULL, second)
        shutil.copyfile(made.path, out)


async def _second(
    asked: Mapping[str, str],
    settings: VoiceSettings,
    packs: Mapping[str, Path],
    scratch: Path,
    announcements: Announcements,
) -> Phrase:
    """What follows in the second language; nothing when the office has none."""
    if settings.second not in packs:
        return ()
    unpack(packs[settings.second].read_bytes(), scratch / "second")
    voice = SecondVoice(scratch / "second")
    health = await voice.check()
    if health.why is not None:
        raise VoiceError(Why.NO_VOICE, "the second recording cannot be used")
    announcements.follow(voice, health.identity)
    counter = asked["counter"]
    return await voice.phrase(asked["ticket"], settings.counters.get(counter, f"loket {counter}"))
