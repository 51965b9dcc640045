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
from types import MappingProxyType

from announcer.phrases import DIGITS, INVITATION, NUMBER_WORDS, OPENING, TAKEN_BACK, Digit, Letter, Number, Token, Words
from announcer.process import run
from announcer.voices.base import Voice
from announcer.voices.clips import MANIFEST
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.wav import RATE, write

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SAID_AS_NUMBERS = MappingProxyType({"sepuluh": 10, "sebelas": 11, "seratus": 100})


def wanted() -> Mapping[str, Token]:
    """Every clip of a whole pack and the token that says it: 26 letters, 10 digits, 10 words."""
    words = [OPENING, INVITATION, *TAKEN_BACK, *NUMBER_WORDS[len(DIGITS) :]]
    return {
        **{letter: Letter(letter) for letter in LETTERS},
        **{digit: Digit(value) for value, digit in enumerate(DIGITS)},
        **{word: Number(_SAID_AS_NUMBERS[word]) if word in _SAID_AS_NUMBERS else Words(word) for word in words},
    }


async def make_pack(folder: Path, voice: Voice | None) -> None:
    """Fills `folder` with clips and manifest. Without a voice each clip is a tone of its own. Raises VoiceError."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - a tool of its own: nothing else runs meanwhile
    names: dict[str, str] = {}
    for number, (said, token) in enumerate(wanted().items()):
        names[said] = said.replace(" ", "-") + ".wav"
        if voice is None:
            _tone(folder / names[said], 220 * 2 ** (number / 12))
        else:
            await voice.render((token,), folder / names[said])
    manifest = {
        "v": 1,
        "language": "id",
        "letters": {letter: names[letter] for letter in LETTERS},
        "digits": {str(value): names[digit] for value, digit in enumerate(DIGITS)},
        "words": {said: name for said, name in names.items() if said not in LETTERS and said not in DIGITS},
    }
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
