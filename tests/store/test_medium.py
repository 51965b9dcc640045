"""A medium that is full, read-only or failing: nothing is half stored, nothing is acknowledged falsely, and work goes on after it."""

# ruff: noqa: ASYNC240 -- nothing else runs on the loop of a test

import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from server.store.base import Answer, Entry, Unwritable
from server.store.lock import DirectoryLock
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.working_day import entries_of

NOBODY = 65534


class StopEverything(BaseException):
    """Nobody catches this by accident."""


class FailsAtStep(sqlite3.Connection):
    """Raises `failure` instead of its `fail_at`-th statement, once."""

    failure: BaseException | None = None
    fail_at = 0

    def _step(self) -> None:
        if self.fail_at:
            self.fail_at -= 1
            if not self.fail_at and self.failure is not None:
                raise self.failure

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        # A roll-back is what the failure must lead to; it is no step of the way there.
        if sql != "ROLLBACK":
            self._step()
        return super().execute(sql, *args)

    def executemany(self, sql: str, *args: Any) -> sqlite3.Cursor:
        self._step()
        return super().executemany(sql, *args)


def io_error() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


@pytest.mark.parametrize(("failure", "told"), [(io_error(), Unwritable), (StopEverything(), StopEverything)])
async def test_a_failure_at_every_step_leaves_nothing_behind(
    day: QueueLog, tmp_path: Path, failure: BaseException, told: type[BaseException]
) -> None:
    store = SqliteStore(tmp_path, factory=FailsAtStep)
    await store.open()
    entries = entries_of(day.records)
    first, rest = entries[:2], entries[2:]
    await store.append(first)
    before = await store.projections(), await store.answers(), await store.head()
    raw = await store._connection.run(lambda raw: raw)
    assert isinstance(raw, FailsAtStep)
    raw.failure = failure
    failed = 0
    for step in range(1, 1000):
        raw.fail_at = step
        try:
            await store.append(rest)
        except told:
            failed += 1
            raw.fail_at = 0
            assert not raw.in_transaction
            assert (await store.projections(), await store.answers(), await store.head()) == before
        else:
            break
    raw.fail_at = 0
    assert failed > len(day.records), "every statement had its turn"
    assert await store.read(0, 1000) == day.records
    assert await store.verify() == day.head.seq
    await store.close()


@pytest.fixture
def file_size_limit() -> Iterator[None]:
    """Lets a test forbid files to grow; Python already ignores the signal that would come with it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_write_that_really_fails_at_every_byte_of_the_way(
    day: QueueLog, tmp_path: Path, file_size_limit: None
) -> None:
    store = SqliteStore(tmp_path)
    await store.open()
    entries = entries_of(day.records)
    await store.append(entries[:1])
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (tmp_path / f"{DATABASE_NAME}-wal").stat().st_size
    failed = 0
    for room in range(0, 1_000_000, 1000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, most))
        try:
            await store.append(entries[1:])
        except Unwritable:
            failed += 1
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            assert (await store.head()).seq == entries[0].records[-1].seq
        else:
            break
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert failed > 5
    assert await store.read(0, 1000) == day.records
    await store.put_setting("name", "value")
    await store.close()
    again = SqliteStore(tmp_path)
    await again.open()
    assert await again.verify() == day.head.seq
    await again.close()


async def test_a_full_disk_is_said_reading_goes_on_and_so_does_writing_afterwards(
    sqlite: SqliteStore, day: QueueLog
) -> None:
    def no_more_pages(raw: sqlite3.Connection) -> None:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    def free_pages(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA max_page_count = 1000000").fetchone()

    await sqlite.append(entries_of(day.records)[:2])
    stored = (await sqlite.head()).seq
    await sqlite._connection.run(no_more_pages)
    long = Entry(tuple(day.records[stored:]), Answer("tablet", "long", "print", "x" * 100_000, day.head.seq))
    for _ in range(3):
        with pytest.raises(Unwritable, match="disk penuh"):
            await sqlite.append([long])
        assert (await sqlite.head()).seq == stored
        assert await sqlite.read(0, 1000) == day.records[:stored]
    await sqlite._connection.run(free_pages)
    await sqlite.append([long])
    assert await sqlite.head() == day.head


@contextmanager
def somebody_else() -> Iterator[None]:
    """The administrator may write everywhere, so be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


async def is_unwritable(directory: Path) -> str:
    store = SqliteStore(directory)
    with somebody_else(), pytest.raises(Unwritable) as caught:
        await store.open()
    return str(caught.value)


@pytest.fixture
def public_place() -> Iterator[Path]:
    """A directory that everybody may enter, unlike those of pytest."""
    place = Path(tempfile.mkdtemp(prefix="silakan-"))
    place.chmod(0o755)
    yield place
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(place)


@pytest.fixture
async def data(public_place: Path) -> Path:
    """The directory of a server that has stopped; everybody may read and write it."""
    store = SqliteStore(public_place / "data")
    await store.open()
    await store.close()
    (public_place / "data").chmod(0o777)
    for path in (public_place / "data").iterdir():
        path.chmod(0o666)
    return public_place / "data"


async def test_a_directory_that_is_read_only_is_refused(data: Path) -> None:
    with somebody_else():
        store = SqliteStore(data)
        await store.open()
        await store.close()
    for path in (data, *data.iterdir()):
        path.chmod(path.stat().st_mode & 0o555)
    assert str(data) in await is_unwritable(data)


async def test_a_directory_that_cannot_be_made_is_said(data: Path) -> None:
    data.parent.chmod(0o555)
    assert "another" in await is_unwritable(data.parent / "another")


async def test_a_log_that_is_read_only_is_found_by_the_first_commit(data: Path) -> None:
    """SQLite opens it without a word and even begins a transaction."""
    (data / DATABASE_NAME).chmod(0o444)
    assert "hanya dapat dibaca" in await is_unwritable(data)
    lock = DirectoryLock(data)
    lock.acquire()
    lock.release()
