"""The printer behind a child process: one for each slip, killed when the printer holds it up."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from server.description.printer import Printer
from server.domain.print_job import PrintState
from server.paper.printer import PrinterPatience, Request, Result, Trouble
from server.paper.slip import Paper, encoded

_log = logging.getLogger("silakan.printer")
# -P keeps the folder that the server was started in out of the child's path.
CHILD = (sys.executable, "-P", "-m", "server.paper.print_child")
_SENDING = b"sending\n"


class ChildPrinter:
    """The port of `server.paper.printer`. Nothing stays in memory between two slips."""

    def __init__(self, patience: PrinterPatience | None = None, child: Sequence[str] = CHILD) -> None:
        self._patience = patience or PrinterPatience()
        self._child = child

    async def look(self, printer: Printer) -> Trouble | None:
        return (await self._ask(Request(printer, self._patience, None))).trouble

    async def print(self, printer: Printer, paper: Paper) -> Result:
        return await self._ask(Request(printer, self._patience, encoded(paper)))

    async def _ask(self, request: Request) -> Result:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._child,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            _log.exception("print child not started")
            return Result(PrintState.FAILED, Trouble.BROKEN)
        said: list[bytes] = []
        complaint: list[bytes] = []
        try:
            async with asyncio.timeout(self._patience.whole_s):
                await asyncio.gather(
                    _tell(process, msgspec.json.encode(request)),
                    _hear(process.stdout, said),
                    _hear(process.stderr, complaint),
                )
                await process.wait()
        except TimeoutError:
            # How long a printer may hold it up is known only to the parent.
            return Result(PrintState.UNSURE if _SENDING in said else PrintState.FAILED, Trouble.NO_ANSWER)
        finally:
            await _end(process)
        return _result(said, complaint, process.returncode)


def _result(said: list[bytes], complaint: list[bytes], code: int | None) -> Result:
    try:
        return msgspec.json.decode(said[-1] if said else b"", type=Result)
    except msgspec.DecodeError:
        # Nothing of what was to be printed: complaints name lines of code.
        _log.error("print child ended with %s: %s", code, b"".join(complaint[-1:]).decode(errors="replace").strip())
        return Result(PrintState.UNSURE if _SENDING in said else PrintState.FAILED, Trouble.BROKEN)


async def _tell(process: asyncio.subprocess.Process, words: bytes) -> None:
    assert process.stdin is not None
    # A child that has ended already says so by its silence.
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(words)
        await process.stdin.drain()
    process.stdin.close()


async def _hear(stream: asyncio.StreamReader | None, lines: list[bytes]) -> None:
    assert stream is not None
    async for line in stream:
        lines.append(line)  # noqa: PERF401 - one by one: what was said before a time-out counts


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        # It may have ended by itself in the meantime.
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
