"""The bell: it wakes everybody who waits, and forgets nobody."""

import asyncio

import pytest

from server.bus.memory import MemoryBell


async def hearing(bell: MemoryBell, after: int) -> asyncio.Task[int]:
    task = asyncio.create_task(bell.heard(after))
    await asyncio.sleep(0)
    return task


async def test_everybody_who_waits_hears_the_newest_head() -> None:
    bell = MemoryBell()
    listeners = [await hearing(bell, after) for after in (0, 3, 4)]

    bell.ring(5)

    async with asyncio.timeout(5):
        assert await asyncio.gather(*listeners) == [5, 5, 5]


async def test_who_is_behind_does_not_wait() -> None:
    bell = MemoryBell()
    bell.ring(5)

    async with asyncio.timeout(5):
        assert await bell.heard(4) == 5


async def test_a_ring_for_what_was_heard_already_wakes_nobody_for_good() -> None:
    bell = MemoryBell()
    bell.ring(5)
    listener = await hearing(bell, 5)
    bell.ring(5)
    bell.ring(4)
    await asyncio.sleep(0)
    assert not listener.done()

    bell.ring(6)

    assert await listener == 6


async def test_a_listener_that_leaves_takes_nobody_with_it() -> None:
    bell = MemoryBell()
    leaving, staying = await hearing(bell, 0), await hearing(bell, 0)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving

    bell.ring(1)

    assert await staying == 1


async def test_a_ring_with_nobody_there_is_kept() -> None:
    bell = MemoryBell()
    bell.ring(3)
    bell.ring(2)

    assert await bell.heard(0) == 3
