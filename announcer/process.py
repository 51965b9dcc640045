"""One outside program at a time: started, watched, killed when it takes too long."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit code, None when it was killed for taking too long."""

    code: int | None
    out: bytes
    err: bytes


class Runner(Protocol):
    """Starts a program and waits for its end. Raises OSError when it cannot be started."""

    async def __call__(
        self,
        command: Sequence[str],
        *,
        within: float,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        started: Callable[[], None] | None = None,
    ) -> Ended: ...


async def run(
    command: Sequence[str],
    *,
    within: float,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    started: Callable[[], None] | None = None,
) -> Ended:
    """Runs `command` for at most `within` seconds; `env` adds to the environment; `started` is called once it runs.

    When the caller is cancelled the program is killed too. On Linux it also dies with this process, however that ends,
    so that a restarted announcer never speaks into the tail of its former life.
    """
    process = await asyncio.create_subprocess_exec(
        *_tied(command),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **env} if env else None,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if started is not None:
        started()
    try:
        async with asyncio.timeout(within):
            out, err = await process.communicate(stdin)
    except TimeoutError:
        await _kill(process)
        return Ended(None, b"", b"")
    except asyncio.CancelledError:
        await _kill(process)
        raise
    return Ended(process.returncode, out, err)


def _tied(command: Sequence[str]) -> Sequence[str]:
    if sys.platform != "linux" or (setpriv := shutil.which("setpriv")) is None:
        return command
    return [setpriv, "--pdeathsig", "KILL", *command]


async def _kill(process: asyncio.subprocess.Process) -> None:
    # It may have ended by itself in the meantime.
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
