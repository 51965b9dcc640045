"""In a hall as loud as the voice, the number that was called is the one that was heard: among it and 46 that are nearly the same."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from random import Random
from types import ModuleType

import numpy as np
import pytest

from announcer.announcement import Announcements, Form
from announcer.cache import Cache
from announcer.config import ASSETS, SoundTimes
from announcer.phrases import call_phrase
from announcer.process import run
from announcer.voices.pyttsx3 import Pyttsx3Voice
from tests.sound.hall_noise import at_0_db, pink, strength
from tests.sound.neighbours import RIVALS, neighbourhood, random_call
from tests.sound.null_sink import NullSink
from tests.sound.recording import Recording
from tests.sound.spoken_phrase import Call, Sound, phrases

pytestmark = pytest.mark.sound

SEED = 20261123
SAMPLE = 5
"""Calls of one neighbourhood: what `make test` has time for."""
WHOLE = (10, 10)
"""Neighbourhoods, and calls of each: the hundred."""
HEARD = 0.9
"""Without the noise: below this the machine was too busy to record the call whole, and it is played again."""
TRIES = 4
TAIL = 0.8
"""Seconds of the recording: what the recorder has not handed out yet when the player ends."""


class Hall:
    """Plays calls on the sink, one after another, and hands out what was heard of each."""

    def __init__(self, sink: NullSink, recording: ModuleType, likeness: ModuleType, folder: Path) -> None:
        self._sink = sink
        self._recording = recording
        self._likeness = likeness
        voice = Pyttsx3Voice(run, rate=130, timeout=60)
        self._announcements = Announcements(voice, Cache(folder, 9_999, 10**10), ASSETS / "chime.wav", SoundTimes())

    async def heard(self, calls: Mapping[Call, Sound]) -> list[Sound]:
        """Short announcements as the null sink took them; `calls` with their phrases."""
        room = asyncio.Semaphore(2)

        async def make(call: Call) -> Path:
            async with room:
                return (await self._announcements.make(call_phrase(*call), Form.SHORT)).path

        paths = await asyncio.gather(*map(make, calls))
        async with self._recording.recording("hall", self._sink.environment, self._sink.speed) as hall:
            return [await self._whole(hall, path, said) for path, said in zip(paths, calls.values(), strict=True)]

    async def _whole(self, hall: Recording, path: Path, said: Sound) -> Sound:
        for _ in range(TRIES):
            begin = hall.seconds
            ended = await run(["paplay", str(path)], within=60, env=self._sink.environment)
            assert ended.code == 0, ended.err
            await hall.grown(hall.seconds + TAIL)
            part = hall.since(begin)
            if self._likeness.best(part, said).score > HEARD:
                return part
        pytest.fail(f"{path.name} was not heard whole in {TRIES} tries")


async def listen(
    hall: Hall, likeness: ModuleType, folder: Path, chance: Random, rng: np.random.Generator, count: int
) -> list[tuple[Call, Call, float]]:
    """Some calls of a random neighbourhood: what was called, what it sounds like most, and by how much it beats the next."""
    near = neighbourhood(random_call(chance), chance)
    assert len(near) == RIVALS + 1
    called = chance.sample(near, count)
    said = await phrases(folder, near)
    heard = [at_0_db(sound, rng) for sound in await hall.heard({call: said[call] for call in called})]
    found = []
    for call, scores in zip(called, likeness.scores(heard, list(said.values())), strict=True):
        order = np.argsort(scores)[::-1]
        found.append((call, near[order[0]], scores[order[0]] - scores[order[1]]))
    return found


async def test_some_calls_in_noise(
    quick_sink: NullSink, recording: ModuleType, likeness: ModuleType, tmp_path: Path
) -> None:
    hall = Hall(quick_sink, recording, likeness, tmp_path / "cache")
    found = await listen(hall, likeness, tmp_path, Random(SEED), np.random.default_rng(SEED), SAMPLE)
    assert [call for call, heard, _ in found if call != heard] == [], found


@pytest.mark.soak
async def test_a_hundred_calls_in_noise(
    quick_sink: NullSink, recording: ModuleType, likeness: ModuleType, tmp_path: Path
) -> None:
    chance, rng = Random(SEED + 1), np.random.default_rng(SEED + 1)
    found = []
    hall = Hall(quick_sink, recording, likeness, tmp_path / "cache")
    for _ in range(WHOLE[0]):
        found += await listen(hall, likeness, tmp_path, chance, rng, WHOLE[1])
    margins = sorted(margin for _, _, margin in found)
    print(f"{len(found)} calls; by {margins[0]:.3f} at least, {margins[len(margins) // 2]:.3f} in the median")
    assert [(call, heard) for call, heard, _ in found if call != heard] == []
    assert len(found) == 100


def test_the_noise_is_as_strong_as_the_voice_and_pink() -> None:
    rng = np.random.default_rng(SEED)
    noise = pink(2**16, rng)
    assert strength(noise) == pytest.approx(1)
    power = np.abs(np.fft.rfft(noise)) ** 2
    octaves = [power[2**place : 2 ** (place + 1)].sum() for place in range(6, 14)]
    assert max(octaves) < 2 * min(octaves)
    tone = np.sin(np.arange(22_050) / 10)
    assert strength(at_0_db(tone, rng) - tone) == pytest.approx(strength(tone), rel=0.01)
