"""Finished phrases and whole announcements by a meter that is not ours: -16 LUFS give or take 1, true peak at most -1 dBTP."""

import asyncio
from array import array
from pathlib import Path
from random import Random

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import resample_poly

from announcer import chime, wav
from announcer.announcement import Announcements, Form
from announcer.cache import Cache
from announcer.config import ASSETS, SoundTimes
from announcer.level import raised, softened, trimmed
from announcer.loudness import SILENT, energies, loudness
from announcer.phrases import call_phrase
from announcer.process import run
from announcer.settings import VoiceSettings
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.wav import RATE, Samples, silence

CALLS = (("A012", "2"), ("S466", "12"))
RATES = (110, 130, 150)
WITHIN = 1.0


def lufs(samples: Samples) -> float:
    return float(pyloudnorm.Meter(RATE).integrated_loudness(np.array(samples) / 32_768))


def true_peak(samples: Samples) -> float:
    """dBTP, interpolated 8 times by somebody else's filter."""
    return float(20 * np.log10(np.abs(resample_poly(np.array(samples) / 32_768, 8, 1)).max()))


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], Samples]:
    """Some calls as espeak-ng says them, at every rate; two children at a time."""
    folder = tmp_path_factory.mktemp("phrases")
    orders = [(rate, call) for rate in RATES for call in CALLS]

    async def render() -> None:
        room = asyncio.Semaphore(2)

        async def one(rate: int, call: tuple[str, str]) -> None:
            async with room:
                voice = Pyttsx3Voice(run, rate=rate, timeout=60)
                await voice.render(call_phrase(*call), folder / f"{rate}-{call[0]}.wav")

        await asyncio.gather(*(one(*order) for order in orders))

    asyncio.run(render())
    return {(rate, call[0]): trimmed(wav.read(folder / f"{rate}-{call[0]}.wav")) for rate, call in orders}


def uneven(phrase: Samples, seed: int) -> Samples:
    """As clips that were recorded on different days: each fifth of the phrase at a level of its own, over 20 dB."""
    chance = Random(seed)
    length = len(phrase) // 5
    sound = array("h")
    for start in range(0, len(phrase), length):
        level = 10 ** (-chance.uniform(0, 20) / 20)
        sound.extend(round(value * level) for value in phrase[start : start + length])
    return sound


@pytest.mark.parametrize("ticket", [call[0] for call in CALLS])
@pytest.mark.parametrize("rate", RATES)
def test_every_phrase_has_one_loudness(phrases: dict[tuple[int, str], Samples], rate: int, ticket: str) -> None:
    finished = raised(phrases[rate, ticket])
    assert lufs(finished) == pytest.approx(-16, abs=WITHIN)
    assert true_peak(finished) <= -1


@pytest.mark.parametrize("seed", range(3))
def test_clips_of_uneven_level_too(phrases: dict[tuple[int, str], Samples], seed: int) -> None:
    finished = raised(uneven(phrases[130, "A012"], seed))
    assert lufs(finished) == pytest.approx(-16, abs=WITHIN)
    assert true_peak(finished) <= -1


@pytest.mark.parametrize("level", [0.05, 0.2, 1.0])
def test_soft_and_loud_recordings_too(phrases: dict[tuple[int, str], Samples], level: float) -> None:
    finished = raised(array("h", (round(value * level) for value in phrases[130, "A012"])))
    assert lufs(finished) == pytest.approx(-16, abs=WITHIN)
    assert true_peak(finished) <= -1


def test_hiss_near_half_the_sampling_rate_stays_below_the_peak_too() -> None:
    chance = Random(1)
    noise = array("h", (round(32_000 * chance.uniform(-1, 1) ** 5) * (-1) ** at for at in range(2 * RATE)))
    assert true_peak(raised(noise)) <= -1


@pytest.mark.parametrize(("volume", "softer"), [(100, 0), (50, 10), (25, 20), (71, 5)])
def test_half_the_volume_is_10_db_less(phrases: dict[tuple[int, str], Samples], volume: int, softer: float) -> None:
    finished = raised(phrases[130, "A012"])
    assert lufs(softened(finished, volume)) == pytest.approx(lufs(finished) - softer, abs=0.1)


def test_no_volume_is_silence() -> None:
    assert softened(array("h", [9, -9]), 0) == array("h", [0, 0])


def test_the_chime_is_3_db_softer_and_clips_nowhere() -> None:
    kept = wav.read(ASSETS / "chime.wav")
    assert lufs(kept) == pytest.approx(-19, abs=0.3)
    assert lufs(kept) == pytest.approx(chime.LEVEL, abs=0.3)
    assert true_peak(kept) <= -1


async def test_the_whole_announcement(tmp_path: Path) -> None:
    voice = Pyttsx3Voice(run, rate=130, timeout=60)
    announcements = Announcements(voice, Cache(tmp_path, 100, 10**8), ASSETS / "chime.wav", SoundTimes())
    announcements.use("espeak", VoiceSettings(repeat=3))
    made = wav.read((await announcements.make(call_phrase("B046", "3"), Form.FULL)).path)
    assert lufs(made) == pytest.approx(-16, abs=WITHIN)
    assert true_peak(made) <= -1


def test_our_meter_agrees_with_theirs(phrases: dict[tuple[int, str], Samples]) -> None:
    for phrase in phrases.values():
        padded = silence(1) + phrase + silence(2)
        assert loudness(energies(padded)) == pytest.approx(lufs(padded), abs=0.2)


def test_silence_has_no_loudness() -> None:
    assert loudness(energies(silence(1))) == SILENT
    assert loudness(energies(silence(0))) == SILENT
