"""One connection of SQLite on a thread of its own, through aiosqlite.

A whole transaction is one function: it takes one hop to the thread and one back, where statement by statement would take four to
six, and nobody can be cancelled in the middle of it.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import aiosqlite

from server.store.failures import translated
from server.store.pragmas import set_up_writer, uri

P = ParamSpec("P")
T = TypeVar("T")


class Connection:
    """Opened once, closed once. `factory` is the class of the connection below."""

    def __init__(self, database: Path, factory: type[sqlite3.Connection]) -> None:
        self._database = database
        self._factory = factory
        self._below: aiosqlite.Connection | None = None
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def is_open(self) -> bool:
        return self._below is not None

    async def open(self) -> None:
        """Open the database, which must exist, for writing."""
        with translated():
            # mode=rw: a file that is missing must never become an empty one here.
            below = await aiosqlite.connect(
                f"{uri(self._database)}?mode=rw", uri=True, isolation_level=None, factory=self._factory
            )
        self._below = below
        await self.run(set_up_writer)

    async def run(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns, called on the thread. Once asked for, it is done even if nobody waits any more."""
        below = self._below
        if below is None:
            raise RuntimeError("the store is not open")
        raw = below._conn

        # A closure, because aiosqlite writes what it is given to its debug log, arguments and all.
        def on_the_thread() -> T:
            with translated():
                return work(raw, *args, **kwargs)

        # aiosqlite has no public door for a function of one's own; tests/store/test_aiosqlite.py guards this one.
        # It lines the function up before it first waits, so no task of its own is needed to see it done.
        execute = cast(Callable[[Callable[[], T]], Coroutine[Any, Any, T]], below._execute)
        return await execute(on_the_thread)

    async def to_its_end(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Await the coroutine in a task that goes on when the caller is cancelled."""
        task = asyncio.create_task(coroutine)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Finish what was asked for, write the write-ahead log back and end the thread. Does nothing when closed."""
        below, self._below = self._below, None
        if below is not None:
            await self.to_its_end(_closed(below.close()))


async def _closed(closing: Awaitable[None]) -> None:
    with translated():
        await closing
