"""Finished announcements on their way to a TV: kept in memory, a few at a time, each under an address that nobody can guess."""

import io
import wave
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_BYTES = 8 * 1024 * 1024
"""Of one sound: three minutes at 22,050 Hz, where an announcement has half of one."""
MOST_KEPT = 12
"""As many as an office may have rooms, each with one that sounds, and a few more: an announcement for all rooms comes to all at once."""
_LEAST_HZ, _MOST_HZ = 8_000, 48_000


class NoSound(ValueError):
    """These bytes are no sound that every TV plays: a whole WAV file, 16-bit PCM, one or two channels, 8 to 48 kHz."""


@dataclass(frozen=True, slots=True)
class Sound:
    """`token` is the secret part of its address; `ms` its length."""

    token: str
    body: bytes
    ms: int


class Sounds:
    """The newest few; an older one is forgotten with its address. `new_token` makes the secret."""

    def __init__(self, new_token: Callable[[], str], most: int = MOST_KEPT) -> None:
        self._new_token = new_token
        self._most = most
        self._kept: OrderedDict[str, Sound] = OrderedDict()

    def keep(self, body: bytes) -> Sound:
        """Raises `NoSound`."""
        sound = Sound(self._new_token(), body, length_ms(body))
        self._kept[sound.token] = sound
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return sound

    def find(self, token: str) -> Sound | None:
        return self._kept.get(token)

    def forget(self, token: str) -> None:
        self._kept.pop(token, None)


def length_ms(body: bytes) -> int:
    """How long the sound is. Raises `NoSound`."""
    try:
        with wave.Wave_read(io.BytesIO(body)) as file:
            channels, width, rate, frames, *_ = file.getparams()
            whole = len(file.readframes(frames)) == frames * channels * width
    except (wave.Error, EOFError, RuntimeError) as error:
        raise NoSound(str(error)) from error
    if not (whole and frames and width == 2 and channels in {1, 2} and _LEAST_HZ <= rate <= _MOST_HZ):
        raise NoSound(f"{channels} channels, {8 * width} bit, {rate} Hz, {frames} frames")
    return frames * 1_000 // rate
