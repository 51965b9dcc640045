"""The announcer as an office starts it: a process of its own, the real voice, the player that its environment leads to."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import announcer

ROOT = Path(announcer.__file__).parent.parent


@asynccontextmanager
async def running(
    server: str, state: Path, environment: Mapping[str, str], *, token: str = "secret", log: Path | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Ends with the block. An announcer that ends by itself fails the test at once; one that the test kills does not.

    `log` is where its stderr goes; without it, to the test's own.
    """
    with (log or Path("/dev/stderr")).open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "announcer", "--server", server, "--state", str(state)),
            cwd=ROOT,
            env={**environment, "SILAKAN_TOKEN": token},
            stderr=errors if log else None,
        )
    try:
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(_lives(process))
            try:
                yield process
            finally:
                watching.cancel()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _lives(process: asyncio.subprocess.Process) -> None:
    code = await process.wait()
    assert code == -signal.SIGKILL, f"the announcer ended by itself, exit code {code}"
