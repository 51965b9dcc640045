"""Speech for somebody's browser: a child process that makes one WAV, or tells whether it could.

stdin is one of
- {"do": "check"}
- {"do": "read", "sentences": ["Selamat datang.", ...], "settings": {...}, "out": "file.wav"}: a page of the kiosk
- {"do": "say", "phrase": {"ticket": "A012", "counter": "2"} or {"text": "..."}, "settings": {...}, "packs": {digest: file}, "out": ...}:
  as the room would hear it
`settings` is what stands in the feed's frame {"voice": {...}}; what is missing there is the default.
Exit code 0 done, 1 failed, 2 wrong use, 3 no Indonesian voice. Whoever starts it holds the clock.
"""

import asyncio
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from announcer.config import Config
from announcer.level import raised, trimmed
from announcer.phrases import PhraseError, reading_phrase
from announcer.rehearsal import rehearse
from announcer.run import make_speech
from announcer.settings import VoiceSettings, settings_of
from announcer.voices.base import Voice, VoiceError
from announcer.voices.pack import PackError
from announcer.wav import read, silence, write
from announcer.why import Why

DONE, FAILED, WRONG_USE, NO_VOICE = 0, 1, 2, 3
MOST_SENTENCES = 40
REST_S = 0.45
"""Between two sentences."""


async def read_aloud(voice: Voice, sentences: list[str], settings: VoiceSettings, out: Path) -> None:
    """Write the sentences, one after another, to `out`. Raises VoiceError and OSError; then `out` is absent."""
    sound = silence(0)
    phrases = (reading_phrase(sentence, settings) for sentence in sentences[:MOST_SENTENCES])
    with tempfile.TemporaryDirectory(prefix="silakan-") as scratch:
        for phrase in filter(None, phrases):
            spoken = Path(scratch) / "sentence.wav"
            await voice.render(phrase, spoken)
            sound += raised(trimmed(read(spoken))) + silence(REST_S)
    if not sound:
        raise VoiceError(Why.SYNTHESIS_FAILED, "nothing to say")
    write(out, sound)


def main() -> int:
    """Returns the exit code."""
    if hasattr(os, "nice"):
        # Nobody at a counter waits for this voice.
        os.nice(5)
    try:
        return _done(json.load(sys.stdin))
    except VoiceError as error:
        print(error, file=sys.stderr)
        return NO_VOICE if error.why is Why.NO_VOICE else FAILED
    except PhraseError:
        # The sentence would tell the log what somebody typed.
        print("nothing that can be said", file=sys.stderr)
        return FAILED
    except (OSError, ValueError, PackError, zipfile.BadZipFile) as error:
        print(type(error).__name__, file=sys.stderr)
        return FAILED


def _done(request: Any) -> int:
    config = Config(server="", token="", state=Path())
    voice = make_speech(config)
    match request:
        case {"do": "check"}:
            return NO_VOICE if asyncio.run(voice.check()).why else DONE
        case {"do": "read", "sentences": [*sentences], "out": str(out)}:
            settings = _settings(request)
            voice.set(settings.rate, settings.words)
            asyncio.run(read_aloud(voice, [str(sentence) for sentence in sentences], settings, Path(out)))
            return DONE
        case {
            "do": "say",
            "phrase": ({"ticket": str(), "counter": str()} | {"text": str()}) as asked,
            "out": str(out),
        }:
            settings = _settings(request)
            voice.set(settings.rate, settings.words)
            packs = {digest: Path(file) for digest, file in request.get("packs", {}).items()}
            asyncio.run(rehearse(asked, settings, packs, voice, config, Path(out)))
            return DONE
        case _:
            return WRONG_USE


def _settings(request: Mapping[str, Any]) -> VoiceSettings:
    given = request.get("settings", {})
    return settings_of(given if isinstance(given, Mapping) else {})


if __name__ == "__main__":
    sys.exit(main())
