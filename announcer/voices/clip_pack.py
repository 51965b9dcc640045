"""Makes a clip pack: from another voice, or from tones where there is none. For tests, and as the list of what to record.

`python -m announcer.voices.clip_pack FOLDER` makes one with the pyttsx3 voice; with `--tones` without any voice.
"""

import argparse
import asyncio
import json
from array import array
from collections.abc import Mapping
from math import pi, sin
from pathlib import Path

from announcer.phrases import DIGITS, LETTERS, PROMPTS, Digit, Letter, Token, Words
from announcer.process import run
from announcer.voices.base import Voice
from announcer.voices.pack import MANIFEST
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.wav import RATE, write


def wanted() -> Mapping[str, Token]:
    """Every clip of a whole pack and the token that says it: letters, numbers, and the pieces of the usual sentences."""
    digits = {word: Digit(value) for value, word in enumerate(DIGITS)}
    return {said: Letter(said) if said in LETTERS else digits.get(said, Words(said)) for said in PROMPTS}


async def make_pack(folder: Path, voice: Voice | None, name: str = "Suara contoh") -> None:
    """Fills `folder` with clips and manifest. Without a voice each clip is a tone of its own. Raises VoiceError."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - a tool of its own: nothing else runs meanwhile
    clips: dict[str, str] = {}
    for number, (said, token) in enumerate(wanted().items()):
        clips[said] = f"huruf-{said.lower()}.wav" if said in LETTERS else said.replace(" ", "-") + ".wav"
        if voice is None:
            _tone(folder / clips[said], 220 * 2 ** (number / 16))
        else:
            await voice.render((token,), folder / clips[said])
    manifest = {"v": 2, "name": name, "language": "id", "sentence": "", "clips": clips}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _tone(path: Path, hertz: float) -> None:
    count = RATE // 5
    write(path, array("h", (round(9_000 * sin(2 * pi * hertz * at / RATE)) for at in range(count))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tones", action="store_true")
    chosen = parser.parse_args()
    asyncio.run(make_pack(chosen.folder, None if chosen.tones else Pyttsx3Voice(run, rate=130, timeout=15)))
