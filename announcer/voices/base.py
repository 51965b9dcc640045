"""What every voice can do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from announcer.phrases import Phrase
from announcer.why import Why

Heard = Literal["pyttsx3", "clips", "silent", "none"]


@dataclass(frozen=True, slots=True)
class Health:
    """What a voice found out about itself.

    `identity` names everything that changes its sound (versions, voice, rate); files made by it are kept under that name.
    `why` is None when the voice speaks.
    """

    voice: Heard
    identity: str
    why: Why | None = None


class VoiceError(Exception):
    """The phrase could not be rendered; `why` goes to the server, the message into the log."""

    def __init__(self, why: Why, detail: str) -> None:
        super().__init__(f"{why}: {detail}")
        self.why = why


class Voice(Protocol):
    """One engine. Never speaks another language than Indonesian: it fails instead."""

    async def check(self) -> Health:
        """Looks whether the voice is there. Raises nothing: what is wrong stands in the answer."""
        ...

    async def render(self, phrase: Phrase, out: Path) -> None:
        """Writes the phrase, once, to `out`: 16-bit mono WAV, 22,050 Hz. Raises VoiceError; then `out` is absent."""
        ...
