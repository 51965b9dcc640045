"""WAV files: written whole, measured cheaply, refused when they are cut short or of another kind."""

import wave
from array import array
from pathlib import Path

import pytest

from announcer.wav import RATE, WavError, length, read, rms, silence, write


def test_what_is_written_is_read(tmp_path: Path) -> None:
    samples = array("h", [-32_768, -1, 0, 1, 32_767])
    write(tmp_path / "a.wav", samples)
    assert read(tmp_path / "a.wav") == samples
    assert length(tmp_path / "a.wav") == len(samples) / RATE
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize("keep", [0, 10, 43, 44, 45, 1000])
def test_a_file_cut_short_is_no_file(tmp_path: Path, keep: int) -> None:
    write(tmp_path / "a.wav", silence(1))
    (tmp_path / "a.wav").write_bytes((tmp_path / "a.wav").read_bytes()[:keep])
    with pytest.raises(WavError):
        length(tmp_path / "a.wav")
    with pytest.raises(WavError):
        read(tmp_path / "a.wav")


def test_zeros_after_a_power_cut_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(bytes(5000))
    with pytest.raises(WavError):
        length(tmp_path / "a.wav")


def test_another_kind_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(800))
    with pytest.raises(WavError, match="44100 Hz, 2 channels"):
        read(tmp_path / "a.wav")


def test_loudness() -> None:
    assert rms(array("h")) == 0
    assert rms(silence(1)) == 0
    assert rms(array("h", [16_384, -16_384])) == 0.5
