"""A call's phrase as the voice says it, straight from the voice: what a recording is compared with."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from announcer import wav
from announcer.level import trimmed
from announcer.phrases import call_phrase
from announcer.process import run
from announcer.voices.pyttsx3 import Pyttsx3Voice

Call = tuple[str, str]
Sound = NDArray[np.float64]

_AT_ONCE = 2
"""Children: as many as a small machine has cores."""


async def phrases(folder: Path, calls: Sequence[Call]) -> dict[Call, Sound]:
    """The phrases of these calls; files in `folder` are used again."""
    room = asyncio.Semaphore(_AT_ONCE)
    voice = Pyttsx3Voice(run, rate=130, timeout=60)

    async def one(call: Call) -> Sound:
        path = folder / f"{'-'.join(call)}.wav"
        async with room:
            if not path.exists():
                await voice.render(call_phrase(*call), path)
        return samples(trimmed(wav.read(path)))

    found = await asyncio.gather(*map(one, calls))
    return dict(zip(calls, found, strict=True))


async def phrase(folder: Path, call: Call) -> Sound:
    """The phrase of one call."""
    return (await phrases(folder, [call]))[call]


def samples(sound: wav.Samples) -> Sound:
    """-1 to 1."""
    return np.array(sound, dtype=np.float64) / 32_768
