"""The folder of finished sound: bounded, the oldest first, nothing broken is used."""

import os
from pathlib import Path

from announcer.cache import Cache
from announcer.wav import silence, write


def fill(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.wav" for number in range(count)]
    for number, path in enumerate(paths):
        write(path, silence(0.1))
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    return paths


def test_the_same_parts_make_the_same_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10, 10**6)
    assert cache.path("full", "a", "b") == cache.path("full", "a", "b")
    assert len({cache.path("full", "a", "b"), cache.path("short", "a", "b"), cache.path("full", "ab")}) == 3


def test_too_many_files_lose_the_oldest(tmp_path: Path) -> None:
    fill(tmp_path, 6)
    assert Cache(tmp_path, 4, 10**6).prune() == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.wav", "3.wav", "4.wav", "5.wav"]


def test_too_many_bytes_lose_the_oldest(tmp_path: Path) -> None:
    size = fill(tmp_path, 6)[0].stat().st_size
    assert Cache(tmp_path, 100, 3 * size).prune() == 3


def test_what_was_used_stays(tmp_path: Path) -> None:
    oldest, *_ = fill(tmp_path, 6)
    cache = Cache(tmp_path, 4, 10**6)
    assert cache.seconds(oldest)
    cache.prune()
    assert oldest.exists()


def test_a_broken_file_is_as_good_as_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 4, 10**6)
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    assert cache.seconds(tmp_path / "a.wav") is None
    assert cache.seconds(tmp_path / "b.wav") is None


def test_a_file_that_goes_while_the_folder_is_looked_at_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", silence(1))
    (tmp_path / "b.wav.part").symlink_to(tmp_path / "renamed meanwhile")
    assert Cache(tmp_path, 9, 10**6).prune() == 0
    assert (tmp_path / "a.wav").exists()
