"""A free announcement that was heard before it was made lies as sound in the data folder; it goes as late as its words do."""

import asyncio
import os
from pathlib import Path

from server.config import Keeping
from server.forgetting import forget_sounds, keep_forgetting
from server.page_speech import SPEECH_FOLDER
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock

DAY_S = 86_400


def kept(folder: Path, clock: FalseClock) -> None:
    folder.mkdir()
    for name, days in (("old.wav", 31), ("new.wav", 29)):
        (folder / name).write_bytes(b"RIFF")
        os.utime(folder / name, (clock.now().wall_ms / 1_000 - days * DAY_S,) * 2)


def test_after_thirty_days_without_a_listener(tmp_path: Path) -> None:
    clock, folder = FalseClock(), tmp_path / SPEECH_FOLDER
    forget_sounds(folder, clock.now(), Keeping())
    kept(folder, clock)
    forget_sounds(folder, clock.now(), Keeping())
    assert [path.name for path in folder.iterdir()] == ["new.wav"]


def test_a_doubtful_clock_erases_nothing(tmp_path: Path) -> None:
    clock, folder = FalseClock(), tmp_path / SPEECH_FOLDER
    kept(folder, clock)
    clock.doubtful = True
    forget_sounds(folder, clock.now(), Keeping())
    assert len(list(folder.iterdir())) == 2


async def test_with_the_notes_and_again_and_again(tmp_path: Path) -> None:
    clock, folder, twice = FalseClock(), tmp_path / SPEECH_FOLDER, asyncio.Event()
    kept(folder, clock)

    class Watched(MemoryStore):
        async def forget_notes(self, kind: str, before_ms: int) -> None:
            if not (folder / "old.wav").exists():
                twice.set()

    task = asyncio.create_task(keep_forgetting(Watched(MemoryLog()), clock.now, Keeping(), every_s=0, sounds=folder))
    await twice.wait()
    task.cancel()
