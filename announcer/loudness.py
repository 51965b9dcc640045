"""How loud a sound is to people: ITU-R BS.1770-5, mono, at our one rate.

The two filters of the recommendation are given for 48 kHz; here they are made anew for 22,050 Hz from the same analogue
shapes (a shelf of +4 dB above 1.7 kHz for the head, a high-pass at 38 Hz), as EBU Tech 3341 allows.
"""

from array import array
from collections.abc import Sequence
from math import log10, pi, tan
from operator import mul
from typing import TypeAlias

from announcer.wav import RATE, Samples

SILENT = -70.0
"""LUFS: the absolute gate. What is softer does not count, and a sound with nothing else is reported as this."""
BLOCK = 63
"""Samples: 2.9 ms, the grain in which energies are kept; 35 of them are a step of 100 ms."""

_STEP = 35
_WINDOW = 4 * _STEP
"""400 ms, moved on by a quarter of its length."""
_RELATIVE_GATE = -10.0
_OFFSET = -0.691

Energies: TypeAlias = "array[float]"


def energies(samples: Samples) -> Energies:
    """The energy of each block after the K-weighting: its sum of squares, full scale being 1."""
    weighted = _weighted(samples)
    parts = (weighted[at : at + BLOCK] for at in range(0, len(weighted), BLOCK))
    return array("d", [sum(map(mul, part, part)) for part in parts])


def loudness(blocks: Sequence[float]) -> float:
    """LUFS of a sound whose blocks have these energies, gated; a sound shorter than 400 ms is one window. -70 for silence."""
    steps = [sum(blocks[at : at + _STEP]) for at in range(0, len(blocks), _STEP)]
    if len(blocks) <= _WINDOW:
        windows = [sum(steps) / max(1, len(blocks) * BLOCK)]
    else:
        whole = len(blocks) // _STEP
        windows = [sum(steps[at : at + 4]) / (_WINDOW * BLOCK) for at in range(whole - 3)]
    heard = [power for power in windows if _lufs(power) > SILENT]
    if not heard:
        return SILENT
    gate = _lufs(sum(heard) / len(heard)) + _RELATIVE_GATE
    # The loudest window is always above the gate.
    above = [power for power in heard if _lufs(power) > gate]
    return _lufs(sum(above) / len(above))


def _lufs(power: float) -> float:
    return _OFFSET + 10 * log10(power) if power > 0 else -200.0


def _weighted(samples: Samples) -> "array[float]":
    """Shelf and high-pass in one loop, transposed direct form II: the one place where every sample costs Python time."""
    (b0, b1, b2), (a1, a2) = _shelf()
    (h0, h1, h2), (c1, c2) = _high_pass()
    s1 = s2 = t1 = t2 = 0.0
    out = array("d")
    put = out.append
    scale = 1 / 32_768
    for sample in samples:
        x = sample * scale
        y = b0 * x + s1
        s1 = b1 * x - a1 * y + s2
        s2 = b2 * x - a2 * y
        z = h0 * y + t1
        t1 = h1 * y - c1 * z + t2
        t2 = h2 * y - c2 * z
        put(z)
    return out


Coefficients: TypeAlias = tuple[tuple[float, float, float], tuple[float, float]]


def _shelf() -> Coefficients:
    """Stage 1: +4 dB above about 1.7 kHz; by the bilinear transform of the shape that fits the table for 48 kHz."""
    k = _warped(1681.974450955533)
    quality = 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    whole = 1 + k / quality + k * k
    numerator = (
        (high + middle * k / quality + k * k) / whole,
        2 * (k * k - high) / whole,
        (high - middle * k / quality + k * k) / whole,
    )
    return numerator, (2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole)


def _high_pass() -> Coefficients:
    """Stage 2: below 38 Hz."""
    k = _warped(38.13547087602444)
    quality = 0.5003270373238773
    whole = 1 + k / quality + k * k
    return (1.0, -2.0, 1.0), (2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole)


def _warped(hertz: float) -> float:
    return tan(pi * hertz / RATE)


def factor(decibels: float) -> float:
    """The amplitude that many decibels stand for."""
    return float(10 ** (decibels / 20))
