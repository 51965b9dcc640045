"""The two notes before an announcement, computed. `python -m announcer.chime assets/chime.wav` writes the file anew."""

import sys
from array import array
from math import exp, pi, sin
from pathlib import Path

from announcer.level import SPEECH, raised
from announcer.wav import RATE, Samples, write

LENGTH = 1.2
"""Seconds."""
LEVEL = SPEECH - 3
"""LUFS: 3 dB softer than the voice that follows."""

# Hertz and seconds: E5, then C5, the falling third of a door bell; the second rings into the silence.
_NOTES = ((659.26, 0.0), (523.25, 0.38))
# Multiple of the note, strength, seconds to fall to 1/e: a soft bell. The odd one is the strike, gone at once.
_PARTIALS = ((1.0, 1.0, 0.42), (2.0, 0.22, 0.26), (3.01, 0.07, 0.16), (4.2, 0.05, 0.05))
_ATTACK = 0.012
_FADE = 0.25
_DRAFT = 0.4
"""Of full scale, before the level is set."""


def chime() -> Samples:
    """The chime's samples; the same on every machine, save the last bit."""
    count = round(LENGTH * RATE)
    sound = [0.0] * count
    for pitch, start in _NOTES:
        first = round(start * RATE)
        for at in range(first, count):
            time = (at - first) / RATE
            rise = min(1.0, time / _ATTACK)
            ring = sum(
                strength * exp(-time / fall) * sin(2 * pi * pitch * many * time) for many, strength, fall in _PARTIALS
            )
            sound[at] += rise * ring
    fading = round(_FADE * RATE)
    for back in range(fading):
        sound[count - 1 - back] *= (back / fading) ** 1.5
    loudest = max(map(abs, sound))
    return raised(array("h", (round(value / loudest * _DRAFT * 32_767) for value in sound)), LEVEL)


if __name__ == "__main__":
    write(Path(sys.argv[1]), chime())
