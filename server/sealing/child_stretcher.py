"""The stretching process seen from the server: started when first needed, ended when nobody asks, killed when it hangs."""

import asyncio
import logging
import struct
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from server.sealing.cost import Cost
from server.sealing.stretch import STRETCHED_BYTES, Busy

_log = logging.getLogger("silakan.sealing")
# -P keeps the folder that the server was started in out of the child's path.
CHILD = (sys.executable, "-P", str(Path(__file__).with_name("stretch_child.py")))
_HEAD = ">HHII"


@dataclass(frozen=True, slots=True)
class StretchPatience:
    """Seconds: for one answer, until an idle process ends. `line`: how many may wait; `urgent` more of those who sit at the desk.

    Who steps back for everybody is slow on a busy computer: 9 s for half a second of work were seen, so a minute is no hanging yet.
    """

    answer_s: float = 60.0
    idle_s: float = 60.0
    line: int = 8
    urgent: int = 4


class ChildStretcher:
    """Secrets go through a pipe, never through arguments or environment, which others on the machine can see."""

    def __init__(self, patience: StretchPatience | None = None, child: Sequence[str] = CHILD) -> None:
        self._patience = patience or StretchPatience()
        self._command = tuple(child)
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._child: asyncio.subprocess.Process | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def process_id(self) -> int | None:
        """Of the process, while there is one."""
        return self._child.pid if self._child is not None and self._child.returncode is None else None

    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        """The port of `server.sealing.stretch`."""
        most = self._patience.line + (self._patience.urgent if urgent else 0)
        # One is at work; the others wait.
        if self._waiting > most:
            raise Busy
        question = struct.pack(_HEAD, len(secret), len(salt), cost.memory_kib, cost.passes) + secret + salt
        self._waiting += 1
        try:
            async with self._turn:
                return await self._ask(question)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            await asyncio.gather(self._ending, return_exceptions=True)
        async with self._turn:
            await self._end()

    async def _ask(self, question: bytes) -> bytes:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
        answered = False
        try:
            async with asyncio.timeout(self._patience.answer_s):
                child = await self._started()
                assert child.stdin is not None
                assert child.stdout is not None
                child.stdin.write(question)
                await child.stdin.drain()
                answer = await child.stdout.readexactly(STRETCHED_BYTES)
            answered = True
        except TimeoutError:
            _log.warning("stretching killed after %g s", self._patience.answer_s)
            raise Busy from None
        except (OSError, asyncio.IncompleteReadError):
            # Too little memory as a rule. The exception holds half an answer, so it goes no further.
            _log.warning("stretching failed: the process ended")
            raise Busy from None
        finally:
            # Also when whoever asked is gone: its answer must not be the next one's.
            if not answered:
                await asyncio.shield(self._end())
        self._ending = asyncio.create_task(self._end_when_idle(), name="stretching idle")
        return answer

    async def _started(self) -> asyncio.subprocess.Process:
        if self._child is None or self._child.returncode is not None:
            self._child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            )
        return self._child

    async def _end_when_idle(self) -> None:
        await asyncio.sleep(self._patience.idle_s)
        async with self._turn:
            self._ending = None
            await self._end()

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            # It may have ended by itself in the meantime.
            with suppress(ProcessLookupError):
                child.kill()
        assert child.stdin is not None
        child.stdin.close()
        await child.wait()
