"""The announcer as a child of the demo: started again when it dies, ended with us, its log lines passed on."""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

PREFIX = "penyuara | "


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. `first` and `longest` bound the wait before another start; a life of `healthy` starts it anew."""

    first: float = 0.5
    longest: float = 10.0
    healthy: float = 30.0
    farewell: float = 5.0
    """From SIGTERM to SIGKILL."""


async def keep_alive(
    command: Sequence[str],
    environment: Mapping[str, str],
    tell: Callable[[str], object],
    *,
    patience: Patience | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Run `command` again and again until cancelled; `tell` gets each line of its stderr."""
    patience = patience or Patience()
    time = asyncio.get_running_loop().time
    wait = patience.first
    while True:
        started = time()
        code = await _live(command, environment, tell, patience.farewell)
        if time() - started >= patience.healthy:
            wait = patience.first
        tell(f"{PREFIX}berhenti (kode {code}); dijalankan lagi setelah {wait:g} detik")
        await sleep(wait)
        wait = min(wait * 2, patience.longest)


async def _live(
    command: Sequence[str], environment: Mapping[str, str], tell: Callable[[str], object], farewell: float
) -> int:
    process = await asyncio.create_subprocess_exec(
        *_tied(command),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=dict(environment),
        # Ctrl-C is for us; the child is told to stop by us.
        start_new_session=True,
    )
    assert process.stderr is not None
    try:
        async for line in process.stderr:
            tell(PREFIX + line.decode(errors="replace").rstrip())
        return await process.wait()
    finally:
        if process.returncode is None:
            await _end(process, farewell)


async def _end(process: asyncio.subprocess.Process, farewell: float) -> None:
    # It may have ended by itself in the meantime.
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(farewell):
            await process.communicate()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def _tied(command: Sequence[str]) -> Sequence[str]:
    """On Linux the child ends with us, however that happens: an announcer without its demo would speak to nobody's call."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return command if setpriv is None else [setpriv, "--pdeathsig", "TERM", *command]
