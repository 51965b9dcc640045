"""Programs of ours as processes of their own that begin with their modules loaded: they are forked from one that has them, so that a
test which starts a server six times does not pay six times for reading it. `tests/console` starts `silakan` as people do.
"""

import asyncio
import multiprocessing
import os
import runpy
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO, Self

_LOADED = (
    "server.cli",
    "server.app",
    "server.web.site",
    "server.web.speaking.speaking",
    "server.paper.print_queue",
    "display.render",
    "tests.live_office",
)


class WarmProcess:
    """One process; `stdout` is what it tells. It can be waited for as one of asyncio's own."""

    def __init__(self, process: multiprocessing.process.BaseProcess, stdout: asyncio.StreamReader) -> None:
        self._process = process
        self.stdout = stdout
        assert process.pid is not None
        self.pid = process.pid

    @property
    def returncode(self) -> int | None:
        """Below 0: the signal that ended it. None: it runs."""
        return self._process.exitcode

    @classmethod
    async def start(cls, arguments: Sequence[str], folder: Path, environment: dict[str, str], log: Path) -> Self:
        """`arguments` as for `python`: a file, or `-m` and a module. What it complains of goes to the end of `log`."""
        process, told = begun(arguments, folder, environment, log)
        stdout = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), told)
        return cls(process, stdout)

    async def wait(self) -> int:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        assert self.returncode is not None
        return self.returncode

    async def communicate(self) -> bytes:
        """The rest of what it tells, once it has ended."""
        told = await self.stdout.read()
        await self.wait()
        return told


def begun(
    arguments: Sequence[str], folder: Path, environment: dict[str, str], log: Path
) -> tuple[multiprocessing.process.BaseProcess, BinaryIO]:
    """The process, and what it tells. It is gone at the end of the run at the latest."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *_LOADED])
    hearing, telling = context.Pipe(duplex=False)
    given = (tuple(arguments), str(folder), environment, str(log), telling)
    process = context.Process(target=_run, args=given, daemon=True)
    with hearing, telling:
        process.start()
        return process, os.fdopen(os.dup(hearing.fileno()), "rb", buffering=0)


def _run(arguments: Sequence[str], folder: str, environment: dict[str, str], log: str, telling: Connection) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout = os.fdopen(os.dup2(telling.fileno(), 1), "w")
    sys.stderr = os.fdopen(os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2), "w", buffering=1)
    telling.close()
    if arguments[0] == "-m":
        sys.argv = list(arguments[1:])
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(arguments)
        runpy.run_path(arguments[0], run_name="__main__")
