"""Any plain WAV file as samples of our own kind: mono, 22,050 Hz. For files that people bring along."""

import struct
import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd, pi, sin
from operator import mul

from announcer.wav import RATE, Samples

LEAST_RATE, MOST_RATE = 8_000, 192_000
MOST_CHANNELS = 8
_EXTENSIBLE = 0xFFFE
_HALF_WIDTH = 16
"""Zero crossings of the resampling filter on each side."""


class NotAWav(ValueError):
    """The file is no WAV that we can read."""


@dataclass(frozen=True, slots=True)
class Recording:
    """`values` at `rate`, from -1 to 1, all channels as one."""

    values: Sequence[float]
    rate: int


def decoded(content: bytes) -> Recording:
    """The sound in a RIFF WAV of 8, 16, 24 or 32 bits or of floats. Raises NotAWav.

    (Multimedia Programming Interface and Data Specifications 1.0, and WAVEFORMATEXTENSIBLE.)
    """
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise NotAWav("no RIFF WAVE")
    form, data = _chunks(content)
    if form is None or data is None or len(form) < 16:
        raise NotAWav("no format or no data")
    kind, channels, rate, _, block, bits = struct.unpack("<HHIIHH", form[:16])
    if kind == _EXTENSIBLE and len(form) >= 26:
        (kind,) = struct.unpack("<H", form[24:26])
    read = _reader(kind, bits)
    if read is None or not 1 <= channels <= MOST_CHANNELS or not LEAST_RATE <= rate <= MOST_RATE:
        raise NotAWav(f"format {kind}, {bits} bits, {channels} channels, {rate} Hz")
    if block != channels * bits // 8:
        raise NotAWav("a format that contradicts itself")
    values = read(data[: len(data) // block * block])
    if channels > 1:
        values = [sum(values[at : at + channels]) / channels for at in range(0, len(values), channels)]
    return Recording(values, rate)


def resampled(recording: Recording) -> Samples:
    """At 22,050 Hz, through a windowed sinc whose passband ends below both half rates."""
    values, rate = recording.values, recording.rate
    if rate != RATE:
        values = _resampled(values, rate)
    return array("h", (max(-32_768, min(32_767, round(value * 32_767))) for value in values))


def _resampled(values: Sequence[float], rate: int) -> list[float]:
    common = gcd(rate, RATE)
    step, phases = rate // common, RATE // common
    cutoff = min(1.0, RATE / rate) * 0.95
    reach = int(_HALF_WIDTH / cutoff) + 1
    kernels = [_kernel(phase / phases, reach, cutoff) for phase in range(phases)]
    padded = [0.0] * reach + list(values) + [0.0] * (reach + 1)
    made = []
    for number in range(len(values) * phases // step):
        at, phase = divmod(number * step, phases)
        made.append(sum(map(mul, kernels[phase], padded[at : at + 2 * reach + 1])))
    return made


def _kernel(shift: float, reach: int, cutoff: float) -> list[float]:
    taps = [_sinc((tap - shift) * cutoff) * _window((tap - shift) / (reach + 1)) for tap in range(-reach, reach + 1)]
    total = sum(taps)
    return [tap / total for tap in taps]


def _sinc(x: float) -> float:
    return 1.0 if x == 0 else sin(pi * x) / (pi * x)


def _window(x: float) -> float:
    """Hann, as a sine squared, over -1 to 1."""
    return sin(pi * (x + 1) / 2) ** 2 if -1 < x < 1 else 0.0


def _chunks(content: bytes) -> tuple[bytes | None, bytes | None]:
    """The format and the data; a recorder that was cut off leaves a size that is too large, or none, and we take what is there."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content) and not {b"fmt ", b"data"} <= found.keys():
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        found.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found.get(b"fmt "), found.get(b"data")


def _reader(kind: int, bits: int) -> Callable[[bytes], list[float]] | None:
    # 1 is PCM, 3 is IEEE floats.
    match kind, bits:
        case 1, 8:
            return _eight_bits
        case 1, 16:
            return _whole("h", 32_768)
        case 1, 24:
            return _twenty_four_bits
        case 1, 32:
            return _whole("i", 2_147_483_648)
        case 3, 32:
            return _floats
        case _:
            return None


def _whole(typecode: str, scale: float) -> Callable[[bytes], list[float]]:
    def read(data: bytes) -> list[float]:
        values = array(typecode, data)
        if sys.byteorder == "big":
            values.byteswap()
        return [value / scale for value in values]

    return read


def _eight_bits(data: bytes) -> list[float]:
    return [(value - 128) / 128 for value in data]


def _twenty_four_bits(data: bytes) -> list[float]:
    return [int.from_bytes(data[at : at + 3], "little", signed=True) / 8_388_608 for at in range(0, len(data), 3)]


def _floats(data: bytes) -> list[float]:
    values = array("f", data)
    if sys.byteorder == "big":
        values.byteswap()
    # What is not a number is silence, and what is beyond full scale is cut off there, as a loudspeaker would.
    return [max(-1.0, min(1.0, value)) if value == value else 0.0 for value in values]
