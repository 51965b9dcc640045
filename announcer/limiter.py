"""Keeps peaks below a ceiling without cutting them: the gain goes down before the peak comes and up again after it.

A peak is the true one, between the samples too: interpolated four times, as annex 2 of ITU-R BS.1770 does.
"""

from array import array
from collections.abc import Sequence
from math import cos, pi, sin
from operator import mul

from announcer.loudness import BLOCK
from announcer.wav import Samples

CEILING = 10 ** (-1.3 / 20)
"""Of full scale. The promise is -1 dBTP; the rest is for other people's interpolation and for the gain's own slope."""

_REACH = 4
"""Blocks (11 ms): so early the gain begins to fall, so long it is held. Longer than the distance of two pulses of a voice,
so that the gain follows the syllable and not its wave.
"""
_SIDE = 8
_PHASES = (1, 2, 3)
_NEAR = 0.45
"""Samples below this part of the limit have no peak beside them; only hiss near half the sampling rate could."""


def true_peaks(samples: Samples, limit: float) -> "array[float]":
    """The true peak of each block, full scale being 1. Exact where it can reach `limit`, elsewhere the highest sample."""
    filters = _filters()
    near = round(min(1.0, limit * _NEAR) * 32_768)
    padded = array("h", bytes(2 * _SIDE)) + samples + array("h", bytes(2 * _SIDE))
    peaks = array("d")
    for start in range(0, len(samples), BLOCK):
        part = samples[start : start + BLOCK]
        peak: float = max(max(part), -min(part))
        if peak >= near:
            for at, value in enumerate(part, start):
                if value >= near or value <= -near:
                    # From 8 samples before this one to 8 after it: the curve on both of its sides.
                    left, right = padded[at : at + 2 * _SIDE], padded[at + 1 : at + 1 + 2 * _SIDE]
                    for taps in filters:
                        peak = max(peak, abs(sum(map(mul, taps, left))), abs(sum(map(mul, taps, right))))
        peaks.append(peak / 32_768)
    return peaks


def slopes(peaks: Sequence[float], gain: float) -> "array[float]":
    """What each block's two ends are to be multiplied with besides `gain`, at most 1: one more value than there are blocks."""
    needed = [min(1.0, CEILING / (peak * gain)) if peak else 1.0 for peak in peaks]
    count = len(needed)
    if min(needed, default=1.0) == 1.0:
        return array("d", [1.0]) * (count + 1)
    # Lowest of the blocks around, then their mean: never above what any of them needs, and without a corner.
    held = [min(needed[max(0, at - _REACH) : at + _REACH]) for at in range(count + 1)]
    around = ((max(0, at - _REACH + 1), min(count + 1, at + _REACH)) for at in range(count + 1))
    return array("d", [sum(held[first:last]) / (last - first) for first, last in around])


def applied(samples: Samples, gain: float, ends: Sequence[float]) -> Samples:
    """The samples times `gain` and times the slope between the ends of their block."""
    sound = array("h")
    for number, start in enumerate(range(0, len(samples), BLOCK)):
        part = samples[start : start + BLOCK]
        first, last = gain * ends[number], gain * ends[number + 1]
        if first == last:
            sound.extend([round(value * first) for value in part])
        else:
            rise = (last - first) / BLOCK
            sound.extend([round(value * (first + rise * at)) for at, value in enumerate(part)])
    return sound


def _filters() -> tuple["array[float]", ...]:
    return tuple(_interpolation(phase / 4) for phase in _PHASES)


def _interpolation(offset: float) -> "array[float]":
    """What tells the value `offset` of the way from the eighth of 16 samples to the ninth: a sinc under a Hann window."""
    taps = array("d")
    for place in range(-_SIDE + 1, _SIDE + 1):
        away = offset - place
        taps.append(sin(pi * away) / (pi * away) * (0.5 + 0.5 * cos(pi * away / _SIDE)))
    return taps
