"""The stretching process: the right bytes, one at a time, bounded, niced, and gone when it hangs or idles. No secret where others look."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.sealing.child_stretcher import CHILD, ChildStretcher, StretchPatience
from server.sealing.cost import Cost, Costs, unpacked
from server.sealing.stretch import Busy, HereStretcher, argon2id

SMALL = Cost(8, 1)
SALT = b"s" * 16
ON_LINUX = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc")
# Answers nothing, whatever it is asked.
DEAF = (sys.executable, "-c", "import sys; sys.stdin.buffer.read()")
# Half an answer, and gone.
BROKEN = (sys.executable, "-c", "import sys; sys.stdin.buffer.read(1); sys.stdout.buffer.write(b'half')")


@asynccontextmanager
async def stretcher(child: tuple[str, ...] = CHILD, **patience: float) -> AsyncIterator[ChildStretcher]:
    made = ChildStretcher(StretchPatience(**patience), child)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        await made.close()


async def test_the_child_gives_what_argon2id_gives() -> None:
    async with stretcher() as child:
        assert await child.stretch(b"secret", SALT, SMALL) == argon2id(b"secret", SALT, SMALL)
        assert await child.stretch(b"secret", b"t" * 16, SMALL) != argon2id(b"secret", SALT, SMALL)
        assert await child.stretch(b"secret", SALT, Cost(16, 2)) == argon2id(b"secret", SALT, Cost(16, 2))
        assert await HereStretcher().stretch(b"secret", SALT, SMALL) == argon2id(b"secret", SALT, SMALL)


async def test_the_child_starts_when_it_is_needed_and_stays_for_the_next() -> None:
    async with stretcher() as child:
        assert child.process_id is None
        await child.stretch(b"secret", SALT, SMALL)
        first = child.process_id
        await child.stretch(b"other", SALT, SMALL)
        assert child.process_id == first is not None
    assert child.process_id is None


async def test_many_at_once_each_get_their_own_answer() -> None:
    async with stretcher() as child:
        answers = await asyncio.gather(*(child.stretch(b"%d" % n, SALT, SMALL) for n in range(8)))
    assert answers == [argon2id(b"%d" % n, SALT, SMALL) for n in range(8)]


async def test_who_comes_when_the_line_is_full_is_told_so_at_once() -> None:
    async with stretcher(DEAF, line=1, urgent=1, answer_s=30) as child:

        async def came(*, urgent: bool = False) -> asyncio.Task[bytes]:
            task = asyncio.create_task(child.stretch(b"x", SALT, SMALL, urgent=urgent))
            await asyncio.sleep(0)  # one turn: it stands in line now, or has been turned away
            return task

        at_work, waiting, turned_away = await came(), await came(), await came()
        # An official at the desk still gets a place; the next one does not.
        official, next_official = await came(urgent=True), await came(urgent=True)
        tasks = (at_work, waiting, turned_away, official, next_official)
        assert [task.done() for task in tasks] == [False, False, True, False, True]
        assert isinstance(turned_away.exception(), Busy)
        assert isinstance(next_official.exception(), Busy)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_child_that_hangs_is_killed_and_the_next_one_works(caplog: pytest.LogCaptureFixture) -> None:
    async with stretcher(DEAF, answer_s=0.05) as child:
        with pytest.raises(Busy):
            await child.stretch(b"canary-secret", SALT, SMALL)
        assert child.process_id is None
        # The next process is a good one, and has all the time that a busy computer takes.
        child._command, child._patience = CHILD, StretchPatience()
        assert await child.stretch(b"secret", SALT, SMALL) == argon2id(b"secret", SALT, SMALL)
    assert "killed after 0.05 s" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize("command", [BROKEN, ("/nowhere/python",)])
async def test_a_child_that_breaks_is_busy_and_says_no_secret(
    command: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    async with stretcher(command) as child:
        with pytest.raises(Busy) as caught:
            await child.stretch(b"canary-secret", SALT, SMALL)
    assert str(caught.value) == ""
    assert caught.value.__suppress_context__
    assert "canary" not in caplog.text


async def test_too_little_memory_is_busy() -> None:
    async with stretcher() as child:
        with pytest.raises(Busy):
            await child.stretch(b"secret", SALT, Cost(4 * 1024 * 1024, 1))
        assert await child.stretch(b"secret", SALT, SMALL) == argon2id(b"secret", SALT, SMALL)


async def test_who_gives_up_leaves_no_answer_for_the_next() -> None:
    async with stretcher() as child:
        leaving = asyncio.create_task(child.stretch(b"mine", SALT, Cost(16_384, 3)))
        while child.process_id is None:  # noqa: ASYNC110 - the turns of the loop until it is at work
            await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        assert await child.stretch(b"yours", SALT, SMALL) == argon2id(b"yours", SALT, SMALL)


async def test_an_idle_child_ends() -> None:
    async with stretcher(idle_s=0.0) as child:
        await child.stretch(b"secret", SALT, SMALL)
        while child.process_id is not None:  # noqa: ASYNC110 - the turns of the loop until it has ended
            await asyncio.sleep(0)


@ON_LINUX
async def test_the_child_steps_back_and_carries_no_secret_where_others_look() -> None:
    async with stretcher() as child:
        await child.stretch(b"canary-secret", b"canary-salt-16by", SMALL)
        folder = Path(f"/proc/{child.process_id}")
        assert os.getpriority(os.PRIO_PROCESS, child.process_id or 0) - os.getpriority(os.PRIO_PROCESS, 0) == 10
        assert b"canary" not in (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        limits = (folder / "limits").read_text()
        assert limits.splitlines()[5].split()[:5] == ["Max", "core", "file", "size", "0"]


def test_a_cost_is_kept_and_read_again() -> None:
    for cost in (SMALL, Costs().receipt, Costs().staff):
        assert unpacked(cost.packed()) == cost
    for wrong in (
        b"",
        SMALL.packed()[:-1],
        b"\x02" + SMALL.packed()[1:],
        Cost(1 << 30, 1).packed(),
        Cost(8, 0).packed(),
    ):
        assert unpacked(wrong) is None


def test_a_real_cost_is_not_less_than_the_blueprint() -> None:
    assert Costs().receipt == Cost(64 * 1024, 3)
    assert Costs().staff == Cost(128 * 1024, 4)
