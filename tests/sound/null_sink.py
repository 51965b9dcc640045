"""A PulseAudio server of the test's own with one sink that nobody hears and everybody can record."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = "hall"
NEEDED = ("pulseaudio", "pactl", "paplay", "parec")
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class NullSink:
    """`environment` leads a program to this server instead of the machine's own."""

    environment: dict[str, str]

    async def remove(self) -> None:
        """Takes the sink away, as when somebody pulls the plug; the server stays."""
        await _pactl(self.environment, "unload-module", "module-null-sink")

    async def add(self) -> None:
        """Brings the sink back."""
        await _pactl(
            self.environment, "load-module", "module-null-sink", f"sink_name={NAME}", "rate=48000", "channels=2"
        )
        await _pactl(self.environment, "set-default-sink", NAME)


def missing() -> list[str]:
    """The programs this needs and the machine lacks."""
    return [program for program in NEEDED if shutil.which(program) is None]


@asynccontextmanager
async def null_sink(folder: Path) -> AsyncIterator[NullSink]:
    """Starts the server in `folder` and stops it; works as root and without D-Bus."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    socket = runtime / "pulse.sock"
    script = folder / "server.pa"
    script.write_text(f"load-module module-native-protocol-unix auth-anonymous=1 socket={socket}\n")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "PULSE_SERVER": f"unix:{socket}",
        "PULSE_COOKIE": str(folder / "cookie"),
    }
    server = await asyncio.create_subprocess_exec(
        "pulseaudio",
        *("-n", "-F", str(script), "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"),
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            while await _pactl(environment, "info"):  # noqa: ASYNC110 - no event to wait for
                await asyncio.sleep(0.05)
        sink = NullSink(environment)
        await sink.add()
        yield sink
    finally:
        server.terminate()
        await server.wait()


async def _pactl(environment: dict[str, str], *arguments: str) -> int:
    process = await asyncio.create_subprocess_exec(
        "pactl",
        *arguments,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait()
