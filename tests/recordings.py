"""Recordings as microphones make them: a tone that swells like a voice, with a rest before and after, in a room with some noise."""

import io
import random
import wave
from array import array
from dataclasses import dataclass
from functools import cache
from math import pi, sin


@dataclass(frozen=True)
class Take:
    """Levels are of full scale; the tone may be louder than that and is then cut off. `rest` and `seconds` in seconds."""

    level: float = 0.3
    noise: float = 0.001
    rest: float = 0.4
    seconds: float = 0.6
    rate: int = 22_050
    channels: int = 1
    hertz: float = 180

    def samples(self) -> list[float]:
        noise, rest = random.Random(1), [0.0] * round(self.rest * self.rate)
        times = (at / self.rate for at in range(round(self.seconds * self.rate)))
        voice = [self.level * sin(2 * pi * self.hertz * at) * (0.6 + 0.4 * sin(8 * pi * at)) for at in times]
        return [sample + noise.gauss(0, self.noise) for sample in (*rest, *voice, *rest)]


def silence(seconds: float, rate: int = 8_000) -> bytes:
    """A WAV file in which nothing is heard: for tests that need a sound only to last."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(bytes(2 * round(seconds * rate)))
    return made.getvalue()


@cache
def wav(take: Take) -> bytes:
    """The take as a WAV file of 16 bits."""
    whole = (max(-32_768, min(32_767, round(sample * 32_767))) for sample in take.samples())
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(take.channels)
        file.setsampwidth(2)
        file.setframerate(take.rate)
        file.writeframes(array("h", (sample for sample in whole for _ in range(take.channels))).tobytes())
    return made.getvalue()
