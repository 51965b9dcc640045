"""Silence goes, peaks are bent before they clip, and nothing that is no speech is blown up."""

from array import array
from itertools import pairwise
from math import pi, sin

import pytest

from announcer.level import is_speech, raised, trimmed, voiced_rms
from announcer.limiter import CEILING, applied, slopes, true_peaks
from announcer.loudness import BLOCK, energies, loudness
from announcer.wav import RATE, Samples, silence


def tone(peak: float, seconds: float = 1.0, hertz: float = 300) -> Samples:
    return array("h", (round(peak * 32_767 * sin(2 * pi * hertz * at / RATE)) for at in range(round(seconds * RATE))))


@pytest.mark.parametrize("peak", [0.02, 0.1, 0.2, 0.5, 0.9])
def test_soft_and_loud_come_to_one_level(peak: float) -> None:
    assert loudness(energies(raised(tone(peak)))) == pytest.approx(-16, abs=0.2)


def test_even_half_a_second_does() -> None:
    assert loudness(energies(raised(tone(0.1, 0.2)))) == pytest.approx(-16, abs=0.2)


def test_nothing_clips() -> None:
    spiky = tone(0.05)
    spiky[5000] = 32_767
    spiky[6000] = -32_768
    loud = raised(spiky)
    assert max(map(abs, loud)) <= CEILING * 32_768 + 1
    assert loud[5000] > 0
    assert loud[6000] < 0


def test_a_peak_between_two_samples_is_seen() -> None:
    # A quarter of the sampling rate, sampled at 45 degrees: every sample is 3 dB below the wave's crest.
    crests = array("h", (round(20_000 * sin(pi / 4 + pi / 2 * at)) for at in range(30 * BLOCK)))
    assert true_peaks(crests, 0.5)[15] == pytest.approx(20_000 / 32_768, rel=0.01)
    assert max(crests) / 32_768 < 0.44


def test_the_gain_falls_before_the_peak_and_never_jumps() -> None:
    peaks = [0.3] * 40
    peaks[20] = 1.2
    ends = slopes(peaks, 1.0)
    assert ends[20] <= CEILING / 1.2
    assert ends[21] <= CEILING / 1.2
    assert ends[0] == ends[-1] == 1.0
    assert all(1 >= earlier >= later for earlier, later in pairwise(ends[:21]))
    assert max(abs(one - other) for one, other in pairwise(ends)) < 0.05


def test_a_slope_is_a_straight_line() -> None:
    flat = array("h", [10_000]) * BLOCK
    sound = applied(flat, 0.5, [1.0, 0.0])
    assert sound[0] == 5_000
    assert all(earlier - later in (79, 80) for earlier, later in pairwise(sound))


def test_hiss_is_not_blown_up() -> None:
    hiss = tone(0.001)
    assert not is_speech(hiss)
    assert voiced_rms(raised(hiss)) < 0.1


def test_silence_stays_silence() -> None:
    assert raised(silence(0.1)) == silence(0.1)
    assert raised(array("h")) == array("h")
    assert len(trimmed(silence(1))) == 0
    assert not is_speech(silence(1))


@pytest.mark.parametrize("peak", [0.5, 0.02])
def test_silence_at_both_ends_goes(peak: float) -> None:
    short = trimmed(silence(1) + tone(peak) + silence(2))
    assert 1.0 <= len(short) / RATE < 1.15
