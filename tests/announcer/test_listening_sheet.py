"""The listening sheet: its answers are what is played, and it holds what a listener may confuse."""

from array import array
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from announcer.loudness import energies, loudness
from announcer.wav import RATE, length, silence, write
from docs.listening import CALLS, MOST_S, SEED, WRITING_S, answers, forty_calls, in_noise, into_file, pink

SHEET = (Path(__file__).parents[2] / "docs/listening.md").read_text(encoding="utf-8")


def test_the_answers_in_the_document_are_those_of_its_seed() -> None:
    assert answers(SEED) in SHEET
    assert answers(SEED + 1) not in SHEET
    assert all(f"{place}. ______" in SHEET for place in range(1, CALLS + 1))


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_every_letter_is_called_and_every_digit_as_often(seed: int) -> None:
    calls = forty_calls(seed)
    assert len(set(calls)) == CALLS
    assert len({ticket[0] for ticket, _ in calls}) == 26
    assert set(Counter("".join(ticket[1:] for ticket, _ in calls)).values()) == {12}
    assert set(Counter(counter for _, counter in calls).values()) == {5}


async def test_forty_calls_and_time_to_write_take_less_than_ten_minutes(tmp_path: Path) -> None:
    # Six and a half seconds is the longest phrase at the usual rate.
    write(tmp_path / "call.wav", silence(6.5))
    seconds = await into_file([tmp_path / "call.wav"] * CALLS, tmp_path / "all.wav", None)
    assert seconds == pytest.approx(CALLS * (6.5 + WRITING_S))
    assert length(tmp_path / "all.wav") == seconds
    assert seconds <= MOST_S


def test_the_noise_is_as_far_below_the_voice_as_was_said() -> None:
    chance = Random(1)
    voice = array("h", (round(chance.uniform(-9_000, 9_000)) for _ in range(RATE)))
    noise = pink(RATE // 2, chance)
    mixed = in_noise(voice, noise, 6.0)
    only_noise = array("h", (both - round(one / 2) for both, one in zip(mixed, voice, strict=True)))
    halved = array("h", (round(one / 2) for one in voice))
    assert loudness(energies(halved)) - loudness(energies(only_noise)) == pytest.approx(6.0, abs=0.2)
