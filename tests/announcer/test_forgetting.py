"""The sound of what officials typed does not outlive its words."""

import asyncio
import os
from pathlib import Path

import pytest

from announcer.cache import Cache
from announcer.forgetting import EVERY_S, keep_forgetting
from announcer.wav import silence, write

DAY_S = 86_400.0
NOW = 100 * DAY_S


def kept(folder: Path, name: str, days: float) -> None:
    write(folder / name, silence(0.1))
    os.utime(folder / name, (NOW - days * DAY_S,) * 2)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class Day:
    """Passes when the work sleeps; ends it after so many."""

    def __init__(self, naps: int) -> None:
        self.now = NOW
        self.left = naps

    async def sleep(self, seconds: float) -> None:
        assert seconds == EVERY_S
        self.left -= 1
        if not self.left:
            raise asyncio.CancelledError
        self.now += DAY_S


async def ended(cache: Cache, day: Day) -> None:
    with pytest.raises(asyncio.CancelledError):
        await keep_forgetting(cache, 30, lambda: day.now, sleep=day.sleep)


async def test_what_was_not_used_for_thirty_days_goes_at_the_start_and_later(tmp_path: Path) -> None:
    for name, days in (("old.wav", 30.1), ("tomorrow.wav", 29.5), ("new.wav", 0)):
        kept(tmp_path, name, days)
    cache = Cache(tmp_path, 99, 10**8)

    await ended(cache, Day(1))
    assert names(tmp_path) == ["new.wav", "tomorrow.wav"]
    await ended(cache, Day(2))
    assert names(tmp_path) == ["new.wav"]


async def test_a_folder_that_is_not_there_yet_is_no_trouble(tmp_path: Path) -> None:
    await ended(Cache(tmp_path / "none", 99, 10**8), Day(2))


async def test_a_folder_that_cannot_be_read_is_tried_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "file"
    file.write_text("")
    await ended(Cache(file, 99, 10**8), Day(2))
    assert caplog.text.count("old sound not erased") == 2
