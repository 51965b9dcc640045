"""The chime in the repository is the one the script makes."""

from announcer.chime import LENGTH, chime
from announcer.config import ASSETS
from announcer.wav import RATE, read, rms


def test_the_file_is_what_the_script_makes() -> None:
    computed, kept = chime(), read(ASSETS / "chime.wav")
    assert len(computed) == len(kept)
    assert max(abs(one - other) for one, other in zip(computed, kept, strict=True)) <= 1


def test_it_begins_and_ends_softly() -> None:
    samples = chime()
    assert len(samples) / RATE == LENGTH
    assert rms(samples[:40]) < 0.05
    assert rms(samples[-400:]) < 0.005
    assert 0.3 < max(map(abs, samples)) / 32_767 < 0.5
