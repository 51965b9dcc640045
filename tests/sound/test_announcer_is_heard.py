"""The real announcer, the real pyttsx3, the real player, a cold cache; and a recording of what came out."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import announcer
from announcer import wav
from announcer.config import ASSETS
from announcer.level import trimmed
from announcer.phrases import call_phrase
from announcer.process import run
from announcer.voices.pyttsx3 import Pyttsx3Voice

pytestmark = pytest.mark.sound

ROOT = Path(announcer.__file__).parent.parent
FIRST, SECOND = ("A012", "2"), ("B046", "3")
RIVALS = {
    FIRST: [("A013", "2"), ("A021", "2"), ("A112", "2"), ("B012", "2"), ("E012", "2"), ("H012", "2"), ("A012", "3")],
    SECOND: [("B045", "3"), ("B064", "3"), ("B146", "3"), ("D046", "3"), ("P046", "3"), ("E046", "3"), ("B046", "2")],
}
HEARD = 0.9
MARGIN = 0.05


@asynccontextmanager
async def running(server: str, state: Path, environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "announcer", "--server", server, "--state", str(state)),
        cwd=ROOT,
        env={**os.environ, **environment, "SILAKAN_TOKEN": "secret"},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def expected(folder: Path, call: tuple[str, str]) -> np.ndarray:
    """The phrase as the voice says it, straight from the voice."""
    path = folder / f"{'-'.join(call)}.wav"
    await Pyttsx3Voice(run, rate=130, timeout=60).render(call_phrase(*call), path)
    return samples(trimmed(wav.read(path)))


def samples(sound: wav.Samples) -> np.ndarray:
    return np.array(sound, dtype=np.float64) / 32_768


def spoken(ups: list[dict[str, object]]) -> list[object]:
    return [up["spoken"] for up in ups if "spoken" in up]


async def test_two_calls_at_once_are_both_heard_in_order_and_one_at_a_time(
    null_sink, small_feed, recording, likeness, tmp_path: Path
) -> None:
    async with running(small_feed.url, tmp_path / "state", null_sink.environment):
        await small_feed.until(lambda ups: any("ready" in up for up in ups))
        async with recording.recording("hall", null_sink.environment) as hall:
            first, second = await asyncio.gather(small_feed.call(*FIRST), small_feed.call(*SECOND))
            await small_feed.until(lambda ups: len(spoken(ups)) == 2)
        heard = hall.sound
    assert spoken(small_feed.ups) == [first, second]

    places = []
    for call in (FIRST, SECOND):
        found = likeness.occurrences(heard, await expected(tmp_path, call), HEARD)
        assert len(found) == 2, f"{call} is said twice"
        places += found
        for rival in RIVALS[call]:
            score = likeness.best(heard, await expected(tmp_path, rival)).score
            assert score < found[0].score - MARGIN, f"{rival} sounds as much like it as {call}"
    for earlier, later in pairwise(places):
        assert earlier.end + 0.3 < later.start, "one after the other, with a pause"

    chimes = likeness.occurrences(heard, samples(wav.read(ASSETS / "chime.wav")), HEARD)
    assert len(chimes) == 2
    assert chimes[0].end <= places[0].start + 0.05
    assert places[1].end < chimes[1].start < chimes[1].end <= places[2].start + 0.05
    assert np.abs(heard).max() < 0.95, "nothing clips"


async def test_a_sink_pulled_in_mid_sentence_is_told_and_found_again(null_sink, small_feed, tmp_path: Path) -> None:
    async with running(small_feed.url, tmp_path / "state", null_sink.environment):
        await small_feed.until(lambda ups: {"voice": "pyttsx3", "sound": "speech", "why": None} in _told(ups))
        cut = await small_feed.call(*FIRST)
        await small_feed.until(lambda ups: {"speaking": cut} in ups)
        await _until_playing(null_sink.environment)
        await null_sink.remove()
        await small_feed.until(lambda ups: {"unspoken": cut, "why": "no_device"} in ups)
        await small_feed.until(lambda ups: _told(ups)[-1] == {"voice": "pyttsx3", "sound": "none", "why": "no_device"})
        await null_sink.add()
        await small_feed.until(lambda ups: _told(ups)[-1] == {"voice": "pyttsx3", "sound": "speech", "why": None})


def _told(ups: list[dict[str, object]]) -> list[object]:
    return [up["ready"] for up in ups if "ready" in up]


async def _until_playing(environment: dict[str, str]) -> None:
    """Until the sound server has a stream to play."""
    async with asyncio.timeout(20):
        while not (await run(["pactl", "list", "short", "sink-inputs"], within=10, env=environment)).out:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)
