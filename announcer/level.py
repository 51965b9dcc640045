"""Makes speech evenly loud without clipping: trimmed, raised to one level, its peaks bent instead of cut."""

from array import array
from functools import lru_cache
from math import tanh

from announcer.wav import RATE, Samples, rms

TARGET_RMS = 0.16
"""Of the voiced part; about 4 dB above what espeak-ng makes."""
MOST_GAIN = 2.5
QUIET = 0.01
"""Of full scale: below this is silence."""

_KNEE = 0.65
_CEILING = 0.89
_BLOCK = RATE // 50
_MARGIN = RATE // 40


def trimmed(samples: Samples) -> Samples:
    """Without the silence at both ends, save 25 ms."""
    limit = QUIET * 32_768
    loud = [at for at in range(0, len(samples), _BLOCK) if max(map(abs, samples[at : at + _BLOCK])) > limit]
    if not loud:
        return array("h")
    return samples[max(0, loud[0] - _MARGIN) : loud[-1] + _BLOCK + _MARGIN]


def voiced_rms(samples: Samples) -> float:
    """Root mean square of the 20 ms blocks that are not silent, 0 to 1; 0 when all is silent."""
    blocks = (samples[at : at + _BLOCK] for at in range(0, len(samples), _BLOCK))
    squares = [level * level for level in map(rms, blocks) if level > QUIET]
    return float((sum(squares) / len(squares)) ** 0.5) if squares else 0.0


def raised(samples: Samples) -> Samples:
    """At one level for every phrase; no sample beyond 0.89 of full scale (-1 dB)."""
    level = voiced_rms(samples)
    gain = min(MOST_GAIN, TARGET_RMS / level) if level else 1.0
    curve = _curve(round(gain, 2))
    # A negative sample counts from the end of the table, which is where its value stands.
    return array("h", map(curve.__getitem__, samples))


@lru_cache(maxsize=2)
def _curve(gain: float) -> Samples:
    """What each of the 65,536 sample values becomes: straight up to the knee, then towards the ceiling."""
    room = _CEILING - _KNEE

    def bent(sample: int) -> int:
        value = abs(sample) / 32_768 * gain
        if value > _KNEE:
            value = _KNEE + room * tanh((value - _KNEE) / room)
        return round(value * 32_767) * (1 if sample >= 0 else -1)

    return array("h", (bent(at if at < 32_768 else at - 65_536) for at in range(65_536)))
