"""One level for every phrase, and no clipping."""

from array import array
from math import pi, sin

import pytest

from announcer.level import TARGET_RMS, raised, trimmed, voiced_rms
from announcer.wav import RATE, Samples, silence


def tone(peak: float, seconds: float = 1.0) -> Samples:
    return array("h", (round(peak * 32_767 * sin(2 * pi * 300 * at / RATE)) for at in range(round(seconds * RATE))))


@pytest.mark.parametrize("peak", [0.1, 0.2, 0.5, 0.9])
def test_soft_and_loud_phrases_come_near_one_level(peak: float) -> None:
    assert voiced_rms(raised(tone(peak))) == pytest.approx(TARGET_RMS, rel=0.15)


def test_nothing_clips() -> None:
    spiky = tone(0.05)
    spiky[5000] = 32_767
    spiky[6000] = -32_768
    loud = raised(spiky)
    assert max(map(abs, loud)) <= 0.9 * 32_767
    assert loud[5000] > 0
    assert loud[6000] < 0


def test_a_whisper_is_not_blown_up_without_bound() -> None:
    assert voiced_rms(raised(tone(0.03))) < 2.6 * voiced_rms(tone(0.03))


def test_silence_stays_silence() -> None:
    assert raised(silence(0.1)) == silence(0.1)
    assert len(trimmed(silence(1))) == 0


def test_silence_at_both_ends_goes() -> None:
    short = trimmed(silence(1) + tone(0.5) + silence(2))
    assert 1.0 <= len(short) / RATE < 1.15
