"""Plays the forty calls of docs/listening.md: `python -m docs.listening`; `--out F.wav` writes them into one file instead."""

import argparse
import asyncio
import shutil
import sys
import tempfile
from array import array
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random

from announcer.announcement import Announcements, Form
from announcer.cache import Cache
from announcer.config import ASSETS, SoundTimes
from announcer.loudness import energies, factor, loudness
from announcer.phrases import call_phrase
from announcer.player import Player, candidates
from announcer.process import run
from announcer.settings import DEFAULT_SETTINGS, VoiceSettings
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.wav import RATE, Samples, read, silence, write

CALLS = 40
SEED = 17
"""Of the sheet in the document. Who has heard that one takes another: `--seed 18`, and `--answers` for its end."""
WRITING_S = 8.2
"""Seconds between two calls: enough for a letter and four or five digits."""
MOST_S = 600.0

# Those that rhyme come twice: be de ge pe te we, em en, ha ka.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "BDGPTWMNHKACEF"
_COUNTERS = 8


def forty_calls(seed: int) -> list[tuple[str, str]]:
    """Tickets and counters: each letter at least once, each digit twelve times, each of eight counters five times."""
    chance = Random(seed)  # noqa: S311 - a fixed choice, no secret
    letters = chance.sample(_LETTERS, CALLS)
    digits = chance.sample("0123456789" * 12, 3 * CALLS)
    counters = chance.sample(list(range(1, _COUNTERS + 1)) * (CALLS // _COUNTERS), CALLS)
    numbers = ["".join(digits[at : at + 3]) for at in range(0, len(digits), 3)]
    return [(letter + number, str(counter)) for letter, number, counter in zip(letters, numbers, counters, strict=True)]


def answers(seed: int) -> str:
    """The end of the sheet, five calls a line."""
    told = [f"{place}. {ticket} · {counter}" for place, (ticket, counter) in enumerate(forty_calls(seed), start=1)]
    return "\n".join("   ".join(f"{entry:<14}" for entry in told[at : at + 5]).rstrip() for at in range(0, CALLS, 5))


def pink(count: int, chance: Random) -> Samples:
    """Noise of a full hall, each octave as strong as the next: white noise through three leaky sums."""
    slow = middle = quick = 0.0
    sound = array("h")
    for _ in range(count):
        white = chance.uniform(-1, 1)
        slow = 0.99765 * slow + white * 0.0990460
        middle = 0.96300 * middle + white * 0.2965164
        quick = 0.57000 * quick + white * 1.0526913
        sound.append(round(1_500 * (slow + middle + quick + white * 0.1848)))
    return sound


def in_noise(sound: Samples, noise: Samples, above: float) -> Samples:
    """The sound, `above` dB louder than the noise; both at half of their strength, so that there is room for their sum."""
    gain = factor(loudness(energies(sound)) - above - loudness(energies(noise)))
    both = zip(sound, islice(cycle(noise), len(sound)), strict=True)
    mixed = (round((one + other * gain) / 2) for one, other in both)
    return array("h", (max(-32_768, min(32_767, value)) for value in mixed))


@asynccontextmanager
async def rendered(seed: int, rate: int) -> AsyncIterator[list[Path]]:
    """The calls as the office's voice says them, once each, without a chime; gone with the block."""
    with tempfile.TemporaryDirectory(prefix="silakan-") as folder:
        voice = Pyttsx3Voice(run, rate=rate, timeout=60)
        cache = Cache(Path(folder), 9 * CALLS, 10**9)
        announcements = Announcements(voice, cache, ASSETS / "chime.wav", SoundTimes())
        announcements.use("listening", replace(DEFAULT_SETTINGS, rate=rate))
        yield [(await announcements.make(call_phrase(*call), Form.SHORT)).path for call in forty_calls(seed)]


async def into_file(paths: list[Path], out: Path, noise_below: float | None) -> float:
    """All calls and the pauses between them in one file; returns its length in seconds."""
    noise = pink(20 * RATE, Random(SEED)) if noise_below is not None else array("h")  # noqa: S311 - noise, no secret
    whole = silence(0)
    for path in paths:
        call = read(path)
        whole += (call if noise_below is None else in_noise(call, noise, noise_below)) + silence(WRITING_S)
    write(out, whole)
    return len(whole) / RATE


async def aloud(paths: list[Path]) -> bool:
    """Plays them one after another with the pauses, and prints the line that is due. False when there is no device."""
    player = Player(candidates(), run, SoundTimes(), paths[0].parent, pactl=shutil.which("pactl"))
    if await player.probe() is not None:
        return False
    for place, path in enumerate(paths, start=1):
        print(place, flush=True)
        if await player.play(path, 60.0, lambda: None) is not None:
            return False
        await asyncio.sleep(WRITING_S)
    return True


async def main(chosen: argparse.Namespace) -> int:
    if chosen.answers:
        print(answers(chosen.seed))
        return 0
    async with rendered(chosen.seed, chosen.rate) as paths:
        if chosen.out is not None:
            print(f"{await into_file(paths, chosen.out, chosen.noise):.0f} s")
            return 0
        if await aloud(paths):
            return 0
    print("There is no sound device; write a file with --out F.wav and play it elsewhere.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="one WAV file with all calls and pauses, instead of playing them")
    parser.add_argument("--seed", type=int, default=SEED, help="other calls")
    parser.add_argument("--rate", type=int, default=VoiceSettings().rate, help="110 to 150 words a minute")
    parser.add_argument("--noise", type=float, help="hall noise so many dB below the voice; with --out only")
    parser.add_argument("--answers", action="store_true", help="what was called, and nothing else")
    sys.exit(asyncio.run(main(parser.parse_args())))
