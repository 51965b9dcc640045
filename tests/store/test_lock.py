"""One server a data directory, however the other one was started and however it ended."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.store.base import Busy
from server.store.lock import DirectoryLock
from server.store.sqlite import SqliteStore

ROOT = Path(__file__).parents[2]
HOLD = """
import asyncio, sys
from pathlib import Path
from server.store.sqlite import SqliteStore

async def hold():
    store = SqliteStore(Path(sys.argv[1]))
    await store.open()
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await store.close()

asyncio.run(hold())
"""


@pytest.fixture
async def other_server(tmp_path: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Another process that has the directory, until its input ends or it is killed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLD, str(tmp_path)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == b"open\n"
    yield process
    if process.returncode is None:
        await process.communicate(b"")


async def test_a_second_server_is_refused_at_once(other_server: asyncio.subprocess.Process, tmp_path: Path) -> None:
    with pytest.raises(Busy, match="sedang dipakai"):
        await SqliteStore(tmp_path).open()


@pytest.mark.parametrize("killed", [False, True])
async def test_the_next_server_starts_once_the_first_has_ended(
    other_server: asyncio.subprocess.Process, tmp_path: Path, killed: bool
) -> None:
    if killed:
        other_server.kill()
    await other_server.communicate(b"")
    store = SqliteStore(tmp_path)
    await store.open()
    await store.close()


async def test_a_second_server_in_the_same_process_is_refused_too(sqlite: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(Busy):
        await SqliteStore(tmp_path / "data").open()
    await sqlite.put_setting("name", "value")


def test_a_lock_is_free_again_after_its_release(tmp_path: Path) -> None:
    first, second = DirectoryLock(tmp_path), DirectoryLock(tmp_path)
    first.acquire()
    with pytest.raises(Busy):
        second.acquire()
    first.release()
    second.acquire()
    second.release()
    second.release()
