"""The real announcer, the real pyttsx3, the real player, a cold cache; and a recording of what came out."""

import asyncio
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from announcer import wav
from announcer.config import ASSETS
from announcer.process import run
from tests.sound.announcer_process import running
from tests.sound.null_sink import NullSink
from tests.sound.small_feed import SmallFeed
from tests.sound.spoken_phrase import phrase, phrases, samples

pytestmark = pytest.mark.sound

FIRST, SECOND = ("A012", "2"), ("B046", "3")
RIVALS = {
    FIRST: [("A013", "2"), ("A021", "2"), ("A112", "2"), ("B012", "2"), ("E012", "2"), ("H012", "2"), ("A012", "3")],
    SECOND: [("B045", "3"), ("B064", "3"), ("B146", "3"), ("D046", "3"), ("P046", "3"), ("E046", "3"), ("B046", "2")],
}
HEARD = 0.9
MARGIN = 0.05
READY = {"voice": "pyttsx3", "sound": "speech", "why": None}
NO_DEVICE = {"voice": "pyttsx3", "sound": "none", "why": "no_device"}


async def test_two_calls_at_once_are_both_heard_in_order_and_one_at_a_time(
    quick_sink: NullSink, small_feed: SmallFeed, recording: ModuleType, likeness: ModuleType, tmp_path: Path
) -> None:
    async with running(small_feed.url, tmp_path / "state", quick_sink.environment):
        await small_feed.told(READY)
        async with recording.recording("hall", quick_sink.environment, quick_sink.speed) as hall:
            first, second = await asyncio.gather(small_feed.call(*FIRST), small_feed.call(*SECOND))
            await small_feed.until(lambda _: len(small_feed.spoken) == 2)
        heard = hall.sound
    assert small_feed.spoken == [first, second]

    places = []
    for call in (FIRST, SECOND):
        found = likeness.occurrences(heard, await phrase(tmp_path, call), HEARD)
        assert len(found) == 2, f"{call} is said twice"
        places += found
        rivals = await phrases(tmp_path, RIVALS[call])
        (scores,) = likeness.scores([heard], list(rivals.values()))
        for rival, score in zip(rivals, scores, strict=True):
            assert score < found[0].score - MARGIN, f"{rival} sounds as much like it as {call}"
    for earlier, later in pairwise(places):
        assert earlier.end + 0.3 < later.start, "one after the other, with a pause"

    chimes = likeness.occurrences(heard, samples(wav.read(ASSETS / "chime.wav")), HEARD)
    assert len(chimes) == 2
    assert chimes[0].end <= places[0].start + 0.05
    assert places[1].end < chimes[1].start < chimes[1].end <= places[2].start + 0.05
    assert np.abs(heard).max() < 0.95, "nothing clips"


async def test_a_sink_pulled_in_mid_sentence_is_told_and_found_again(
    null_sink: NullSink, small_feed: SmallFeed, tmp_path: Path
) -> None:
    async with running(small_feed.url, tmp_path / "state", null_sink.environment):
        await small_feed.told(READY)
        cut = await small_feed.call(*FIRST)
        await small_feed.until(lambda ups: {"speaking": cut} in ups)
        await _until_playing(null_sink.environment)
        await null_sink.remove()
        await small_feed.until(lambda ups: {"unspoken": cut, "why": "no_device"} in ups)
        await small_feed.told(NO_DEVICE)
        await null_sink.add()
        await small_feed.told(READY)


async def _until_playing(environment: dict[str, str]) -> None:
    """Until the sound server has a stream to play."""
    async with asyncio.timeout(20):
        while not (await run(["pactl", "list", "short", "sink-inputs"], within=10, env=environment)).out:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)
