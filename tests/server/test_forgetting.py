"""What officials typed about people is erased by age."""

import asyncio
from datetime import timedelta

import pytest

from server.config import Keeping
from server.domain.frozen import replace
from server.domain.note import Note
from server.forgetting import forget, keep_forgetting
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock

NAMES = ("note", "visitor:1", "letter:1", "announcement:1")


async def test_each_kind_is_erased_after_its_time_and_letters_are_left_alone() -> None:
    store, clock = MemoryStore(MemoryLog()), FalseClock()
    now = clock.now()
    for name in NAMES:
        await store.put_note(Note(name, "text", now.wall_ms))
    left = []
    for day in (29, 31, 89, 91):
        later = replace(now, local=now.local + timedelta(days=day))
        await forget(store, later, Keeping())
        left.append([name for name in NAMES if await store.note(name)])
    assert left == [list(NAMES), [*NAMES[:3]], [*NAMES[:3]], ["letter:1"]]


async def test_a_doubtful_clock_erases_nothing() -> None:
    store, clock = MemoryStore(MemoryLog()), FalseClock()
    await store.put_note(Note("note", "text", 0))
    clock.doubtful = True
    await forget(store, clock.now(), Keeping())
    assert await store.note("note") == "text"


async def test_a_medium_that_fails_once_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    asked, done = [], asyncio.Event()

    class Failing(MemoryStore):
        async def forget_notes(self, kind: str, before_ms: int) -> None:
            asked.append(kind)
            if len(asked) == 1:
                raise OSError("disk")
            if kind == "announcement":
                done.set()

    task = asyncio.create_task(keep_forgetting(Failing(MemoryLog()), FalseClock().now, Keeping(), every_s=0))
    await done.wait()
    task.cancel()
    assert asked[:4] == ["", "", "visitor", "announcement"]
    assert "old notes not erased" in caplog.text
