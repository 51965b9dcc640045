"""No voice, by choice: an office without a loudspeaker, a test without sound."""

from pathlib import Path

from announcer.phrases import Phrase
from announcer.voices.base import Health
from announcer.wav import silence, write
from announcer.why import Why


class SilentVoice:
    """Renders silence; the room hears nothing and every call is reported so."""

    async def check(self) -> Health:
        return Health("silent", "silent", Why.SILENT)

    async def render(self, phrase: Phrase, out: Path) -> None:  # noqa: ARG002 - the same nothing for every phrase
        write(out, silence(0.5))
