"""Judging what people recorded: a child process that reads files from outside, which harm nothing but this process.

stdin: {"do": "check", "in": "raw.wav", "out": "clip.wav", "most": 2.5} (`most` in seconds): the WAV, trimmed and level, is written to
`out`, or what is wrong with it is told. {"do": "unpack", "in": "pack.zip", "out": "folder"}: the same for a whole pack.
stdout: {"ok", "problems", "seconds", "peak", "noise"}; `peak` is 0 to 1 of full scale, `noise` how far the background lies below the
voice, in dB. Exit code 0 answered, 1 failed, 2 wrong use. Whoever starts it holds the clock.
"""

import json
import shutil
import sys
import zipfile
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import log10, sqrt
from operator import mul
from pathlib import Path

from announcer.clip_wav import NotAWav, Recording, decoded, resampled
from announcer.packs import unpack
from announcer.voices.pack import PackError, load_pack
from announcer.wav import RATE, Samples, WavError, read, write

DONE, FAILED, WRONG_USE = 0, 1, 2
MOST_SECONDS = 20.0
"""Of the whole recording; a longer one is not even measured."""
LONGEST_CLIP_S = 12.0
"""Of a clip in a pack that comes from outside."""
MOST_MEMORY = 1024 * 1024 * 1024
MOST_PROCESSOR_S = 20

TARGET_LEVEL = 0.12
"""Root mean square of the voice in a finished clip, of full scale; the whole sentence is brought to its loudness later."""
CEILING = 0.89
MOST_GAIN = 16.0
FAINTEST = 0.008
"""A voice below this (-42 dB) has to be raised so far that the room is heard with it."""
SILENT = 0.004
LEAST_QUIET_DB = 18.0
"""The background must lie so far below the voice; in a quiet office it is 30 and more."""
SHORTEST_S = 0.08
FLAT = 0.985
FLAT_SAMPLES = 4
FLAT_PLACES = 2

_BLOCK = RATE // 50
_MARGIN = RATE // 25
_FADE = RATE // 200


class Problem(StrEnum):
    """Codes; the server has a sentence for each."""

    NOT_WAV = "not_wav"
    SILENCE = "silence"
    FAINT = "faint"
    CLIPPED = "clipped"
    NOISE = "noise"
    CUT = "cut"
    SHORT = "short"
    LONG = "long"
    NOT_PACK = "not_pack"
    EMPTY_PACK = "empty_pack"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`problems` is empty when `ok`. Figures that could not be taken are 0."""

    ok: bool
    problems: tuple[Problem, ...]
    seconds: float = 0.0
    peak: float = 0.0
    noise: float = 0.0


def judged(content: bytes, most_s: float) -> tuple[Verdict, Samples]:
    """What is wrong with the recording, and the clip made of it (empty when something is)."""
    nothing: Samples = array("h")
    try:
        recording = decoded(content)
    except NotAWav:
        return Verdict(ok=False, problems=(Problem.NOT_WAV,)), nothing
    if len(recording.values) > MOST_SECONDS * recording.rate:
        return Verdict(ok=False, problems=(Problem.LONG,), seconds=len(recording.values) / recording.rate), nothing
    samples = resampled(recording)
    levels = _levels(samples)
    if max(levels, default=0.0) < SILENT:
        return Verdict(ok=False, problems=(Problem.SILENCE,), seconds=len(samples) / RATE), nothing
    floor, voice = _floor(levels), _voice(levels)
    first, last = _ends(levels, max(floor * 2, voice / 10))
    clip = samples[max(0, first * _BLOCK - _MARGIN) : (last + 1) * _BLOCK + _MARGIN]
    seconds, noise = (last + 1 - first) * _BLOCK / RATE, min(96.0, 20 * log10(voice / max(floor, 1e-6)))
    end = max(levels[0], levels[-1])
    # As loud as the voice, but no louder than the background is everywhere, is the background.
    cut = end > voice * 0.6 and end > floor * 1.5
    found = {
        Problem.CLIPPED: _is_clipped(recording),
        Problem.FAINT: voice < FAINTEST,
        # Without a rest at both ends there is no background to compare with.
        Problem.NOISE: noise < LEAST_QUIET_DB and not cut,
        Problem.CUT: cut,
        Problem.SHORT: seconds < SHORTEST_S,
        Problem.LONG: seconds > most_s,
    }
    if found[Problem.NOISE]:
        # In the noise nobody can tell where the voice begins or how loud it is.
        found |= {Problem.FAINT: False, Problem.SHORT: False}
    problems = tuple(problem for problem, there in found.items() if there)
    peak = max(map(abs, samples)) / 32_768
    verdict = Verdict(not problems, problems, round(seconds, 3), round(peak, 3), round(noise, 1))
    return verdict, nothing if problems else _faded(_levelled(clip, voice))


def _levels(samples: Samples) -> list[float]:
    """Root mean square of each whole 20 ms, 0 to 1."""
    blocks = (samples[at : at + _BLOCK] for at in range(0, len(samples) - _BLOCK + 1, _BLOCK))
    return [sqrt(sum(map(mul, block, block)) / _BLOCK) / 32_768 for block in blocks]


def _floor(levels: Sequence[float]) -> float:
    """The background: what the quietest seventh stays below."""
    return sorted(levels)[len(levels) // 7]


def _voice(levels: Sequence[float]) -> float:
    """The voice: the mean power of the blocks within 20 dB of the loudest."""
    loud = [level * level for level in levels if level > max(levels) / 10]
    return sqrt(sum(loud) / len(loud))


def _ends(levels: Sequence[float], least: float) -> tuple[int, int]:
    """First and last block of the voice; a click of a single block at an end is none of it."""
    loud = [number for number, level in enumerate(levels) if level > least]
    spoken = [number for number in loud if number - 1 in loud or number + 1 in loud] or loud or [0]
    return spoken[0], spoken[-1]


def _is_clipped(recording: Recording) -> bool:
    """Whether tops are cut flat, at the rate of the recording: there are several in a row at full scale, more than once."""
    run, places = 0, 0
    for value in recording.values:
        run = run + 1 if abs(value) >= FLAT else 0
        places += run == FLAT_SAMPLES
    return places >= FLAT_PLACES


def _levelled(clip: Samples, voice: float) -> Samples:
    peak = max(map(abs, clip)) / 32_768
    gain = min(TARGET_LEVEL / voice, CEILING / peak, MOST_GAIN)
    return array("h", (round(sample * gain) for sample in clip))


def _faded(clip: Samples) -> Samples:
    """5 ms in and out, so that no cut clicks."""
    for at in range(min(_FADE, len(clip) // 2)):
        clip[at] = round(clip[at] * at / _FADE)
        clip[-1 - at] = round(clip[-1 - at] * at / _FADE)
    return clip


def unpacked(content: bytes, folder: Path) -> Verdict:
    """Takes the pack apart into `folder`, which must not be there yet: whole, with every clip one of ours, or not at all.

    A pack that says nothing, or lists clips that it does not bring, would leave every call to another voice.
    """
    problem: Problem | None = None
    try:
        unpack(content, folder)
        listed = load_pack(folder).clips.values()
        short = all(len(read(clip)) <= LONGEST_CLIP_S * RATE for clip in folder.glob("*.wav"))
        if not listed:
            problem = Problem.EMPTY_PACK
        elif not short or not all(clip.is_file() for clip in listed):
            problem = Problem.NOT_PACK
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, PackError, WavError):
        problem = Problem.NOT_PACK
    if problem is None:
        return Verdict(ok=True, problems=())
    shutil.rmtree(folder, ignore_errors=True)
    return Verdict(ok=False, problems=(problem,))


def limit_this_process() -> None:
    """Memory and processor time, where the system can limit them (not on Windows: there only the parent's deadline holds)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_S, MOST_PROCESSOR_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Returns the exit code."""
    limit_this_process()
    try:
        request = json.load(sys.stdin)
        match request:
            case {"do": "check", "in": str(raw), "out": str(out), "most": int() | float() as most}:
                verdict, clip = judged(Path(raw).read_bytes(), float(most))
                if verdict.ok:
                    write(Path(out), clip)
            case {"do": "unpack", "in": str(raw), "out": str(out)}:
                verdict = unpacked(Path(raw).read_bytes(), Path(out))
            case _:
                return WRONG_USE
    except (OSError, ValueError, MemoryError) as error:
        print(type(error).__name__, file=sys.stderr)
        return FAILED
    print(json.dumps(asdict(verdict)))
    return DONE


if __name__ == "__main__":
    sys.exit(main())
