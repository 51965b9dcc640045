"""The noise of a full hall: pink, so that each octave is as strong as the next, as with talk and traffic."""

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]


def pink(length: int, rng: np.random.Generator) -> Sound:
    """That many samples, its root mean square 1."""
    spectrum = np.fft.rfft(rng.normal(size=length))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0.0
    noise = np.fft.irfft(spectrum, length)
    return noise / strength(noise)


def at_0_db(sound: Sound, rng: np.random.Generator) -> Sound:
    """The sound in noise that is as strong as the sound is where there is any."""
    heard = sound[np.abs(sound) > 0.01]
    return sound + pink(len(sound), rng) * strength(heard)


def strength(sound: Sound) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(sound**2)))
