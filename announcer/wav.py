"""WAV files of one kind: 16-bit, mono, 22,050 Hz. Read, written, and judged."""

import sys
import wave
from array import array
from math import sqrt
from operator import mul
from pathlib import Path
from typing import TypeAlias

RATE = 22_050
"""Samples a second: what espeak-ng makes."""

Samples: TypeAlias = "array[int]"

_HEADER = 44


class WavError(ValueError):
    """The file is not a whole WAV of our kind; the message says what is wrong, without its content."""


def read(path: Path) -> Samples:
    """The samples of a file, -32,768 to 32,767. Raises WavError; a missing file raises FileNotFoundError."""
    try:
        with wave.open(str(path), "rb") as file:
            kind = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            expected = file.getnframes()
            data = file.readframes(expected) if kind == (RATE, 1, 2) else b""
            samples = array("h", data)
    except (wave.Error, EOFError, ValueError) as error:
        raise WavError(f"{path.name}: {error}") from error
    if kind != (RATE, 1, 2):
        raise WavError(f"{path.name}: {kind[0]} Hz, {kind[1]} channels, {8 * kind[2]} bits")
    if len(samples) != expected:
        raise WavError(f"{path.name}: cut short")
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def write(path: Path, samples: Samples) -> None:
    """Writes the file whole or not at all: into a neighbour, then renamed."""
    part = path.with_name(path.name + ".part")
    data = samples
    if sys.byteorder == "big":
        data = samples[:]
        data.byteswap()
    with wave.open(str(part), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())
    part.replace(path)


def length(path: Path) -> float:
    """Seconds of sound in a file of ours, from its header and size alone, so that it costs next to nothing.

    Raises WavError when header and size disagree, as after a power cut in the middle of writing.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER)
    size = path.stat().st_size
    if len(header) < _HEADER or header[:4] != b"RIFF" or header[8:16] != b"WAVEfmt ":
        raise WavError(f"{path.name}: no WAV")
    data = int.from_bytes(header[40:44], "little")
    if data != size - _HEADER or not data:
        raise WavError(f"{path.name}: cut short")
    return data / 2 / RATE


def silence(seconds: float) -> Samples:
    """That many seconds of nothing."""
    return array("h", bytes(2 * round(seconds * RATE)))


def rms(samples: Samples) -> float:
    """Root mean square, 0 to 1 of full scale."""
    if not samples:
        return 0.0
    return sqrt(sum(map(mul, samples, samples)) / len(samples)) / 32_768
