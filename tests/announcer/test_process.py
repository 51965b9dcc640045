"""Outside programs: real exit status, killed in time, gone with us."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.process import run

PYTHON = sys.executable


async def test_exit_status_and_output_are_the_programs_own() -> None:
    ended = await run([PYTHON, "-c", "import sys; print(sys.stdin.read()); sys.exit(3)"], within=20, stdin=b"ya")
    assert (ended.code, ended.out.strip()) == (3, b"ya")


async def test_a_program_that_hangs_is_killed() -> None:
    ended = await run([PYTHON, "-c", "import time; time.sleep(600)"], within=0.2)
    assert ended.code is None


async def test_a_program_that_is_not_there() -> None:
    try:
        ended = await run(["/no/such/program"], within=20)
    except FileNotFoundError:
        return
    assert ended.code, "through setpriv a missing program is an exit status"


async def test_a_cancelled_caller_takes_its_program_along(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    started = asyncio.Event()
    script = f"import os,time; open({str(pid_file)!r},'w').write(str(os.getpid())); time.sleep(600)"
    task = asyncio.create_task(run([PYTHON, "-c", script], within=600, started=started.set))
    await started.wait()
    await _until(lambda: _pid(pid_file))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not _runs(_pid(pid_file))


@pytest.mark.skipif(sys.platform != "linux", reason="the tie of parent and child is Linux's")
async def test_a_killed_announcer_takes_its_player_along(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    player = f"import os,time; open({str(pid_file)!r},'w').write(str(os.getpid())); time.sleep(600)"
    parent = (
        "import asyncio, sys; from announcer.process import run; "
        f"asyncio.run(run([sys.executable, '-c', {player!r}], within=600))"
    )
    process = await asyncio.create_subprocess_exec(PYTHON, "-c", parent)
    await _until(lambda: _pid(pid_file))
    process.kill()
    await process.wait()
    await _until(lambda: not _runs(_pid(pid_file)))


async def _until(condition: Callable[[], object]) -> None:
    """For what another process does, of which nothing tells us."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.01)


def _pid(file: Path) -> int:
    return int(file.read_text() or 0) if file.exists() else 0


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
