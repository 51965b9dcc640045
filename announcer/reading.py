"""Reading a page of the kiosk aloud: a child process that makes one WAV of some sentences, or tells whether it could.

stdin: {"do": "check"} or {"do": "read", "sentences": ["Selamat datang.", ...], "out": "file.wav"}.
Exit code 0 done, 1 failed, 2 wrong use, 3 no Indonesian voice. Whoever starts it holds the clock.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from announcer.config import Config
from announcer.level import raised, trimmed
from announcer.phrases import EXPANDED, Comma, Digit, Letter, Number, Phrase, Token, Words
from announcer.run import make_speech
from announcer.voices.base import Voice, VoiceError
from announcer.wav import read, silence, write
from announcer.why import Why

DONE, FAILED, WRONG_USE, NO_VOICE = 0, 1, 2, 3
MOST_SENTENCES = 40
MOST_SIGNS = 400
REST_S = 0.45
"""Between two sentences."""

_PARTS = re.compile(r"[A-Z]\d{3,6}\b|[^\W\d_]+|\d{1,3}|[,;:/()]")
_TICKET = re.compile(r"[A-Z]\d{3,6}")


def reading_phrase(sentence: str) -> Phrase:
    """A sentence of a page as tokens: ticket numbers digit by digit, abbreviations spelled or expanded. Empty: nothing to say.

    >>> reading_phrase("KTP asli")
    (Letter(letter='K'), Letter(letter='T'), Letter(letter='P'), Words(text='asli'))
    """
    tokens: list[Token] = []
    words: list[str] = []

    def pause() -> None:
        if words:
            tokens.append(Words(" ".join(words)))
            words.clear()

    for part in _PARTS.findall(sentence[:MOST_SIGNS]):
        if part.isalpha() and not (part.isupper() and part not in EXPANDED):
            words.append(EXPANDED.get(part, part.lower()))
            continue
        pause()
        if _TICKET.fullmatch(part):
            tokens.extend((Letter(part[0]), Comma(), *(Digit(int(digit)) for digit in part[1:])))
        elif part.isdigit():
            tokens.append(Number(int(part)))
        elif part.isalpha():
            tokens.extend(Letter(letter) for letter in part if "A" <= letter <= "Z")
        elif tokens and not isinstance(tokens[-1], Comma):
            tokens.append(Comma())
    pause()
    while tokens and isinstance(tokens[-1], Comma):
        tokens.pop()
    return tuple(tokens)


async def read_aloud(voice: Voice, sentences: list[str], out: Path) -> None:
    """Write the sentences, one after another, to `out`. Raises VoiceError and OSError; then `out` is absent."""
    sound = silence(0)
    with tempfile.TemporaryDirectory(prefix="silakan-") as scratch:
        for phrase in filter(None, map(reading_phrase, sentences[:MOST_SENTENCES])):
            spoken = Path(scratch) / "sentence.wav"
            await voice.render(phrase, spoken)
            sound += raised(trimmed(read(spoken))) + silence(REST_S)
    if not sound:
        raise VoiceError(Why.SYNTHESIS_FAILED, "nothing to say")
    write(out, sound)


def main() -> int:
    """Returns the exit code."""
    if hasattr(os, "nice"):
        # Nobody at a counter waits for the kiosk's voice.
        os.nice(5)
    voice = make_speech(Config(server="", token="", state=Path()))
    try:
        request = json.load(sys.stdin)
        match request:
            case {"do": "check"}:
                return NO_VOICE if asyncio.run(voice.check()).why else DONE
            case {"do": "read", "sentences": [*sentences], "out": str(out)}:
                asyncio.run(read_aloud(voice, [str(sentence) for sentence in sentences], Path(out)))
                return DONE
            case _:
                return WRONG_USE
    except VoiceError as error:
        print(error, file=sys.stderr)
        return NO_VOICE if error.why is Why.NO_VOICE else FAILED
    except (OSError, ValueError) as error:
        print(type(error).__name__, file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
