"""The door to the complaints: they are loaded when somebody wants them, once, beside everything else."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import cast

import pytest

from server.complaints.complaints import Complaints
from server.complaints.door import FOLDER, ComplaintsDoor
from server.complaints.sqlite_erasing import DATABASE
from server.once import NotLoaded


class Kept:
    """What stands behind a door: tells how often it was loaded, on which thread, and what is open. Each of `failures` is raised once."""

    def __init__(self) -> None:
        self.complaints = cast(Complaints, object())
        self.threads: list[threading.Thread] = []
        self.open = 0
        self.failures: list[Exception] = []

    def load(self) -> AbstractAsyncContextManager[Complaints]:
        self.threads.append(threading.current_thread())
        if self.failures:
            raise self.failures.pop()
        return self._opening()

    @asynccontextmanager
    async def _opening(self) -> AsyncIterator[Complaints]:
        self.open += 1
        try:
            yield self.complaints
        finally:
            self.open -= 1


async def test_many_who_come_first_find_it_opened_once() -> None:
    kept = Kept()
    door = ComplaintsDoor(kept.load, lambda: False)
    assert door.opened is None

    assert await asyncio.gather(*(door.open() for _ in range(5))) == [kept.complaints] * 5
    assert await door.open() is door.opened is kept.complaints
    assert (kept.open, len(kept.threads)) == (1, 1)
    assert kept.threads[0] is not threading.current_thread()

    await door.close()
    assert (kept.open, door.opened) == (0, None)


async def test_one_who_goes_away_takes_it_from_nobody() -> None:
    kept = Kept()
    door = ComplaintsDoor(kept.load, lambda: False)
    first, second = asyncio.create_task(door.open()), asyncio.create_task(door.open())
    await asyncio.sleep(0)
    first.cancel()

    assert await second is kept.complaints
    await door.close()


async def test_an_office_without_any_is_not_made_to_load_them() -> None:
    kept = Kept()
    door = ComplaintsDoor(kept.load, lambda: False)

    assert await door.in_keeping() is None
    await door.keep_open()
    assert (door.opened, kept.threads) == (None, [])

    await door.open()
    assert await door.in_keeping() is kept.complaints
    await door.close()


async def test_an_office_that_has_some_opens_them_unasked() -> None:
    kept = Kept()
    door = ComplaintsDoor(kept.load, lambda: True)
    await door.keep_open()
    assert door.opened is kept.complaints
    await door.close()


async def test_what_failed_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    kept = Kept()
    kept.failures = [ImportError("no module for sealing")]
    door = ComplaintsDoor(kept.load, lambda: True)

    failed = await asyncio.gather(door.open(), door.in_keeping(), return_exceptions=True)
    assert [type(one) for one in failed] == [NotLoaded, NotLoaded]
    assert len(kept.threads) == 1
    assert "no module for sealing" in caplog.text

    kept.failures = [ImportError("still none")]
    await door.keep_open()  # says so in the log alone
    assert door.opened is None
    assert await door.open() is kept.complaints
    await door.close()


async def test_it_can_be_closed_before_it_is_open() -> None:
    going_on = threading.Event()
    kept = Kept()

    def load() -> AbstractAsyncContextManager[Complaints]:
        going_on.wait(20)
        return kept.load()

    door = ComplaintsDoor(load, lambda: True)
    waiting = asyncio.create_task(door.open())
    await asyncio.sleep(0)
    closing = asyncio.create_task(door.close())
    await asyncio.wait([closing])
    going_on.set()

    assert isinstance((await asyncio.gather(waiting, return_exceptions=True))[0], asyncio.CancelledError)
    assert kept.open == 0


def test_the_folder_is_the_one_of_the_database() -> None:
    assert DATABASE.startswith(f"{FOLDER}/")
