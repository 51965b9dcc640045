"""The voice that speaks now, when the office may choose another one at any moment."""

from pathlib import Path

from announcer.phrases import Phrase
from announcer.voices.base import Health, Voice


class SwitchedVoice:
    """Hands everything to the voice that was chosen last. A phrase that is being made is ended by the voice that began it."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def to(self, voice: Voice) -> None:
        """From now on that voice."""
        self._voice = voice

    async def check(self) -> Health:
        return await self._voice.check()

    async def render(self, phrase: Phrase, out: Path) -> None:
        await self._voice.render(phrase, out)
