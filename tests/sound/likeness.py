"""Whether and where a recording holds a phrase: normalised correlation of waveforms, by FFT.

Measured elsewhere and here: the phrase that was played scores above 0.9, one with another digit or letter about 0.8 and
less. It tells which of several synthetic phrases was played, not whether people understand it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft

RATE = 22_050
Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """`score` 0 to 1; `start` and `end` in seconds of the recording."""

    score: float
    start: float
    end: float


def likeness(recording: Sound, phrase: Sound) -> Sound:
    """For each place in the recording the correlation with the phrase begun there, -1 to 1."""
    if len(recording) < len(phrase):
        return np.zeros(1)
    template = phrase - phrase.mean()
    template = template / np.linalg.norm(template)
    size = 1 << (len(recording) + len(phrase)).bit_length()
    spectrum = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(template, size))
    places = len(recording) - len(phrase) + 1
    products = np.fft.irfft(spectrum, size)[:places]
    sums = np.concatenate(([0.0], np.cumsum(recording**2)))
    energy = np.sqrt(np.maximum(sums[len(phrase) :] - sums[: -len(phrase)], 0.0))
    # Where there is next to nothing, anything would seem alike.
    quiet = energy < 0.05 * np.linalg.norm(phrase)
    return np.where(quiet, 0.0, products / np.where(quiet, 1.0, energy))


def scores(recordings: Sequence[Sound], phrases: Sequence[Sound]) -> list[list[float]]:
    """For each recording, how well each phrase fits where it fits best: as `best`, for many at a small part of the cost."""
    size = next_fast_len(max(map(len, recordings)) + max(map(len, phrases)), real=True)
    spectra = [rfft(recording.astype(np.float32), size) for recording in recordings]
    sums = [np.concatenate(([0.0], np.cumsum(recording**2))) for recording in recordings]
    found: list[list[float]] = [[] for _ in recordings]
    for phrase in phrases:
        template = phrase - phrase.mean()
        strength = np.linalg.norm(template)
        wanted = np.conj(rfft((template / strength).astype(np.float32), size))
        for place, spectrum in enumerate(spectra):
            products = irfft(spectrum * wanted, size)[: max(0, len(recordings[place]) - len(phrase) + 1)]
            energy = np.sqrt(np.maximum(sums[place][len(phrase) :] - sums[place][: -len(phrase)], 0.0))
            loud = energy >= 0.05 * strength
            found[place].append(float((products[loud] / energy[loud]).max(initial=0.0)))
    return found


def best(recording: Sound, phrase: Sound) -> Found:
    """The place where the phrase fits best."""
    scores = likeness(recording, phrase)
    at = int(np.argmax(scores))
    return Found(float(scores[at]), at / RATE, (at + len(phrase)) / RATE)


def occurrences(recording: Sound, phrase: Sound, threshold: float) -> list[Found]:
    """Every place where the phrase fits at least so well, in order; overlapping ones count as one, the best."""
    scores = likeness(recording, phrase).copy()
    found: list[Found] = []
    while scores.size and (score := float(scores.max())) >= threshold:
        at = int(np.argmax(scores))
        found.append(Found(score, at / RATE, (at + len(phrase)) / RATE))
        scores[max(0, at - len(phrase) + 1) : at + len(phrase)] = 0.0
    return sorted(found, key=lambda place: place.start)
