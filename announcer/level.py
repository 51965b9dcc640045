"""Makes speech evenly loud: trimmed, brought to one loudness, its peaks held below a ceiling."""

from array import array
from math import log2

from announcer.limiter import CEILING, applied, slopes, true_peaks
from announcer.loudness import energies, factor, loudness
from announcer.wav import RATE, Samples, rms

SPEECH = -16.0
"""LUFS of a finished phrase."""
FAINTEST = -50.0
"""LUFS: what is softer is no speech but the hiss of a recording, and is not raised further."""
QUIET = 0.01
"""Of full scale: below this is silence; in a soft recording the thirtieth part of its loudest moment."""

_HALVING = -10.0
_ROUNDS = 6
_CLOSE = 0.05
_BLOCK = RATE // 50
_MARGIN = RATE // 40


def trimmed(samples: Samples) -> Samples:
    """Without the silence at both ends, save 25 ms."""
    blocks = [samples[at : at + _BLOCK] for at in range(0, len(samples), _BLOCK)]
    peaks = [max(max(block), -min(block)) for block in blocks]
    limit = min(QUIET * 32_768, max(peaks, default=0) / 30)
    loud = [number * _BLOCK for number, peak in enumerate(peaks) if peak > limit]
    if not loud:
        return array("h")
    return samples[max(0, loud[0] - _MARGIN) : loud[-1] + _BLOCK + _MARGIN]


def voiced_rms(samples: Samples) -> float:
    """Root mean square of the 20 ms blocks that are not silent, 0 to 1; 0 when all is silent."""
    blocks = (samples[at : at + _BLOCK] for at in range(0, len(samples), _BLOCK))
    squares = [level * level for level in map(rms, blocks) if level > QUIET]
    return float((sum(squares) / len(squares)) ** 0.5) if squares else 0.0


def raised(samples: Samples, target: float = SPEECH) -> Samples:
    """At `target` LUFS, its true peak at most -1 dBTP. What is softer than -50 LUFS stays as soft as it is beside that.

    Holding the peaks costs loudness, so the gain is sought: a few rounds over the blocks' energies, none over the samples.
    """
    if not samples:
        return samples
    blocks = energies(samples)
    found = loudness(blocks)
    gain = factor(target - max(found, FAINTEST))
    peaks = true_peaks(samples, CEILING / gain)
    ends = slopes(peaks, gain)
    for _ in range(_ROUNDS):
        held = [
            energy * (gain * (first + last) / 2) ** 2
            for energy, first, last in zip(blocks, ends, ends[1:], strict=False)
        ]
        missing = target - loudness(held) if found > FAINTEST else 0.0
        if abs(missing) < _CLOSE:
            break
        gain *= factor(missing)
        ends = slopes(peaks, gain)
    return applied(samples, gain, ends)


def is_speech(samples: Samples) -> bool:
    """Whether there is anything to hear: about -50 LUFS and more. Judged without the weighting, which costs 20 times as much."""
    return rms(samples) > factor(FAINTEST)


def softened(samples: Samples, volume: int) -> Samples:
    """At `volume` percent, 0 to 100: half of it sounds half as loud, which is 10 dB less; 0 is silence."""
    if volume >= 100:
        return samples
    if volume <= 0:
        return array("h", bytes(2 * len(samples)))
    gain = factor(_HALVING * log2(100 / volume))
    softer = array("h")
    for at in range(0, len(samples), RATE):
        # In seconds, because a list of numbers takes twenty times the room of the sound.
        softer.extend([round(value * gain) for value in samples[at : at + RATE]])
    return softer
