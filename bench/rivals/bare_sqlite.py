"""Rivals of the commit: the standard library's sqlite3, called directly, and on a thread of its own with one commit a caller."""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import count as numbers
from pathlib import Path

from bench.answering import Request, answer_all, say

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS series (service TEXT PRIMARY KEY, next INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, data TEXT NOT NULL, at INTEGER NOT NULL);
INSERT OR IGNORE INTO series VALUES ('A', 1);
"""
READ_NEXT = "SELECT next FROM series WHERE service = 'A'"
UPDATE = "UPDATE series SET next = ? WHERE service = 'A'"
INSERT = "INSERT INTO event (kind, data, at) VALUES ('ticket_taken', ?, ?)"


def take(connection: sqlite3.Connection) -> int:
    """Read next, update, insert an event: the least that a ticket needs to be durable."""
    connection.execute("BEGIN IMMEDIATE")
    (number,) = connection.execute(READ_NEXT).fetchone()
    connection.execute(UPDATE, (number + 1,))
    connection.execute(INSERT, (data_of(number), time.time_ns() // 1_000_000))
    connection.execute("COMMIT")
    return int(number)


def data_of(number: int) -> str:
    return f'{{"channel":"api","priority":false,"receipt":"{"0" * 64}","service":"A","ticket":"A{number:03d}"}}'


def _in_turn(connection: sqlite3.Connection, count: int) -> list[float]:
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        take(connection)
        taken.append(time.perf_counter() - began)
    return taken


async def _at_once(thread: ThreadPoolExecutor, connection: sqlite3.Connection, count: int, callers: int) -> float:
    loop = asyncio.get_running_loop()
    left = numbers(count, -1)

    async def caller() -> None:
        while next(left) > 0:
            await loop.run_in_executor(thread, take, connection)

    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(callers)))
    return count / (time.perf_counter() - began)


async def main(folder: Path) -> None:
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None, check_same_thread=False)
    connection.executescript(TABLES)
    with ThreadPoolExecutor(1) as thread:

        async def handle(request: Request) -> Mapping[str, object]:
            if request["do"] == "commits in turn":
                return {"seconds": _in_turn(connection, request["count"])}
            return {"per_second": await _at_once(thread, connection, request["count"], request["callers"])}

        say(ready=1)
        await answer_all(handle)
    connection.close()


if __name__ == "__main__":
    directory = Path(sys.argv[1])
    directory.mkdir()
    asyncio.run(main(directory))
