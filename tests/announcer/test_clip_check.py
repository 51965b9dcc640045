"""Recordings from outside, judged in a process of its own: what is good is trimmed and level, what is bad is told."""

import json
import struct
import subprocess
import sys
from math import log10
from pathlib import Path

import pytest

from announcer.clip_check import CEILING, DONE, FAILED, TARGET_LEVEL, WRONG_USE, Problem, judged
from announcer.clip_wav import NotAWav, decoded, resampled
from announcer.level import voiced_rms
from announcer.wav import RATE, read, rms
from tests.recordings import Take, wav

MOST_S = 2.5


def asked(request: object) -> tuple[int, dict[str, object]]:
    """Exit code and answer of the child."""
    child = [sys.executable, "-P", "-m", "announcer.clip_check"]
    ended = subprocess.run(child, input=json.dumps(request).encode(), capture_output=True, timeout=60)
    return ended.returncode, json.loads(ended.stdout or b"{}")


@pytest.mark.parametrize(
    "take",
    [Take(), Take(rate=48_000), Take(rate=44_100, channels=2), Take(rate=16_000), Take(level=0.05), Take(level=0.9)],
    ids=["ours", "48 kHz", "stereo", "16 kHz", "soft", "loud"],
)
def test_a_good_recording_is_trimmed_and_brought_to_one_level(take: Take) -> None:
    verdict, clip = judged(wav(take), MOST_S)
    assert (verdict.ok, verdict.problems) == (True, ())
    assert verdict.seconds == pytest.approx(take.seconds, abs=0.05)
    # The voice with 40 ms on either side.
    assert len(clip) / RATE == pytest.approx(take.seconds + 0.08, abs=0.05)
    assert voiced_rms(clip) == pytest.approx(TARGET_LEVEL, rel=0.15)
    assert max(map(abs, clip)) <= CEILING * 32_768
    assert verdict.noise > 20
    assert abs(clip[0]) + abs(clip[-1]) < 100, "no click"


@pytest.mark.parametrize(
    ("take", "problem"),
    [
        (Take(level=0.0), Problem.SILENCE),
        (Take(level=0.012, noise=0.0002), Problem.FAINT),
        (Take(level=2.0), Problem.CLIPPED),
        (Take(noise=0.04), Problem.NOISE),
        (Take(noise=0.1), Problem.NOISE),
        (Take(rest=0.0), Problem.CUT),
        (Take(seconds=0.03), Problem.SHORT),
        (Take(seconds=3.0), Problem.LONG),
        (Take(seconds=25.0, rate=8_000), Problem.LONG),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(take: Take, problem: Problem) -> None:
    verdict, clip = judged(wav(take), MOST_S)
    assert (verdict.ok, verdict.problems, len(clip)) == (False, (problem,), 0)


def test_a_loud_recording_that_is_not_cut_off_is_not_called_so() -> None:
    assert judged(wav(Take(level=0.98)), MOST_S)[0].ok


def header(kind: int = 1, channels: int = 1, rate: int = RATE, bits: int = 16, block: int | None = None) -> bytes:
    size = channels * bits // 8 if block is None else block
    return b"fmt " + struct.pack("<IHHIIHH", 16, kind, channels, rate, rate * size, size, bits)


def riff(form: bytes, data: bytes) -> bytes:
    chunks = b"WAVE" + b"LIST" + struct.pack("<I", 3) + b"abc\0" + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


@pytest.mark.parametrize(
    ("form", "data"),
    [
        (header(bits=8), bytes([128, 192, 64])),
        (header(), struct.pack("<3h", 0, 16_384, -16_384)),
        (header(bits=24), b"\0\0\0" + b"\0\0\x40" + b"\0\0\xc0"),
        (header(bits=32), struct.pack("<3i", 0, 2**30, -(2**30))),
        (header(kind=3, bits=32), struct.pack("<3f", float("nan"), 0.5, -0.5)),
        (header(channels=2), struct.pack("<6h", 0, 0, 32_767, 1, -32_767, -1)),
        (
            b"fmt " + struct.pack("<IHHIIHHHHI", 40, 0xFFFE, 1, RATE, RATE * 2, 2, 16, 22, 16, 4)
            + struct.pack("<H", 1) + bytes(14),
            struct.pack("<3h", 0, 16_384, -16_384),
        ),
    ],
    ids=["8 bits", "16", "24", "32", "floats", "stereo", "extensible"],
)  # fmt: skip
def test_every_plain_kind_of_wav_is_read(form: bytes, data: bytes) -> None:
    assert decoded(riff(form, data)).values == pytest.approx([0, 0.5, -0.5], abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"ID3" + bytes(100),
        riff(b"", b""),
        riff(header(kind=2), bytes(8)),
        riff(header(bits=12), bytes(8)),
        riff(header(channels=0), bytes(8)),
        riff(header(channels=9), bytes(8)),
        riff(header(rate=1), bytes(8)),
        riff(header(rate=400_000_000), bytes(8)),
        riff(header(block=7), bytes(14)),
    ],
)
def test_what_is_no_wav_is_refused(content: bytes) -> None:
    with pytest.raises(NotAWav):
        decoded(content)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_resampling_keeps_tone_and_level_and_folds_nothing_back(rate: int) -> None:
    ours, tone = (Take(0.5, noise=0, rest=0, seconds=0.3, rate=at, hertz=1_000) for at in (RATE, rate))
    assert rms(resampled(decoded(wav(tone)))) == pytest.approx(rms(resampled(decoded(wav(ours)))), rel=0.02)
    if rate > 2 * RATE:
        above = Take(0.5, noise=0, rest=0, seconds=0.3, rate=rate, hertz=15_000)
        assert 20 * log10(rms(resampled(decoded(wav(above))))) < -50


def test_the_child_answers_for_one_recording_and_writes_it(tmp_path: Path) -> None:
    raw, clip = tmp_path / "raw.wav", tmp_path / "clip.wav"
    raw.write_bytes(wav(Take(rate=48_000)))
    code, answer = asked({"do": "check", "in": str(raw), "out": str(clip), "most": MOST_S})
    assert (code, answer["ok"], answer["problems"]) == (DONE, True, [])
    assert len(read(clip)) / RATE == pytest.approx(0.68, abs=0.05)

    raw.write_bytes(wav(Take(level=0)))
    clip.unlink()
    code, answer = asked({"do": "check", "in": str(raw), "out": str(clip), "most": MOST_S})
    assert (code, answer["problems"], clip.exists()) == (DONE, ["silence"], False)


def test_the_child_says_when_it_is_used_wrongly_or_finds_nothing(tmp_path: Path) -> None:
    assert asked({"do": "dance"})[0] == WRONG_USE
    missing = {"do": "check", "in": str(tmp_path / "no.wav"), "out": str(tmp_path / "x"), "most": 1}
    assert asked(missing)[0] == FAILED


def test_the_check_runs_with_limits() -> None:
    source = Path("announcer/clip_check.py").read_text("utf-8")
    assert "resource.setrlimit(resource.RLIMIT_AS" in source
    assert "resource.setrlimit(resource.RLIMIT_CPU" in source
