"""A PulseAudio server of the test's own with one sink that nobody hears and everybody can record.

It can be quick: at `speed` 8 it takes eight times as many samples a second, and its player tells it of each file that it is to
be played so. Every sample arrives as it is, order, pauses and overlaps stay; only the wait is shorter.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = "hall"
NEEDED = ("pulseaudio", "pactl", "paplay", "parec")
SPEEDS = (1, 2, 4, 8, 16)
"""Of 22,050 Hz; a sink takes at most 384,000."""
_PATIENCE = 30.0
_RATE = 22_050
# Bytes 24 to 27 of a WAV are its rate. The real player takes the place of the script, so that it is killed with it.
_QUICK_PLAYER = """#!/bin/sh
for path; do :; done
copy=$(mktemp "{folder}/quick-XXXXXX")
{{ head -c 24 "$path"; printf '{rate}'; tail -c +29 "$path"; }} > "$copy"
exec {paplay} "$copy"
"""


@dataclass(frozen=True, slots=True)
class NullSink:
    """`environment` leads a program to this server instead of the machine's own, and to a player of its `speed`."""

    environment: dict[str, str]
    speed: int = 1

    async def remove(self) -> None:
        """Takes the sink away, as when somebody pulls the plug; the server stays."""
        await _pactl(self.environment, "unload-module", "module-null-sink")

    async def add(self) -> None:
        """Brings the sink back.

        Without rewinding: a stream that begins would otherwise take back what the monitor has already told, and a busy machine
        loses the head of it. A sound server before 16 does not know the word.
        """
        module = ("load-module", "module-null-sink", f"sink_name={NAME}", f"rate={self._rate}", "channels=2")
        if await _pactl(self.environment, *module, "norewinds=1"):
            await _pactl(self.environment, *module)
        await _pactl(self.environment, "set-default-sink", NAME)

    @property
    def _rate(self) -> int:
        return 48_000 if self.speed == 1 else _RATE * self.speed


def missing() -> list[str]:
    """The programs this needs and the machine lacks."""
    return [program for program in NEEDED if shutil.which(program) is None]


@asynccontextmanager
async def null_sink(folder: Path, speed: int = 1) -> AsyncIterator[NullSink]:
    """Starts the server in `folder` and stops it; works as root and without D-Bus."""
    assert speed in SPEEDS
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
    if speed != 1:
        environment["PATH"] = f"{_quick_player(folder, speed)}:{environment['PATH']}"
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
        sink = NullSink(environment, speed)
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


def _quick_player(folder: Path, speed: int) -> Path:
    """A folder with a paplay that plays so many times as fast."""
    rate = "".join(f"\\{byte:03o}" for byte in (_RATE * speed).to_bytes(4, "little"))
    program = folder / "bin" / "paplay"
    program.parent.mkdir()
    program.write_text(_QUICK_PLAYER.format(folder=folder, rate=rate, paplay=shutil.which("paplay")))
    program.chmod(0o755)
    return program.parent
