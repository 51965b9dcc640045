"""Plays one file through an outside program and believes its exit status, and the device that is still there afterwards."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from announcer.config import SoundTimes
from announcer.process import Runner
from announcer.wav import silence, write
from announcer.why import Why

ALSA_DEVICE = "SILAKAN_ALSA_DEVICE"
"""Environment: the ALSA device to play on, for machines with several and no sound server: `plughw:CARD=vc4hdmi0` is the HDMI
socket of a Raspberry Pi, `plughw:CARD=Headphones` its jack; `aplay -L` lists them.
"""

# A process of its own, so that a sound that hangs can be killed; without a device winsound raises, which is exit code 1.
_WINDOWS = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME | winsound.SND_NODEFAULT)"
_PULSE = ("paplay", "pw-play")
_DUMMY_SINK = b"auto_null"
"""What PulseAudio and PipeWire offer when there is no device: it accepts everything and nobody hears it."""


class Output(Protocol):
    """Where announcements sound: a program with a device behind it, or something else that keeps to the same order."""

    async def play(self, path: Path, seconds: float, started: Callable[[], None]) -> Why | None:
        """Plays the file to its end and calls `started` when sound begins. None when it was played, else why not."""
        ...

    async def probe(self) -> Why | None:
        """Looks, without a sound, whether it could play. None when it could."""
        ...


def candidates(
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
) -> list[tuple[str, ...]]:
    """The player programs of this machine, best first; the file's path is appended to one.

    With SILAKAN_ALSA_DEVICE it is aplay on that device and nothing else: whoever names a device means that one.
    """
    if platform == "win32":
        return [(sys.executable, "-c", _WINDOWS)]
    if platform == "darwin":
        return [(path,) for path in [which("afplay")] if path]
    aplay = which("aplay")
    if device := environ.get(ALSA_DEVICE):
        return [(aplay, "-q", "-D", device)] if aplay else []
    players = [(which("paplay"),), (which("pw-play"),), (aplay, "-q")]
    return [tuple(str(part) for part in player) for player in players if player[0]]


class Player:
    """One file at a time. `commands` are tried in this order by `probe`; the first that works is kept."""

    def __init__(
        self,
        commands: Sequence[tuple[str, ...]],
        runner: Runner,
        times: SoundTimes,
        scratch: Path,
        *,
        pactl: str | None = None,
    ) -> None:
        self._commands = tuple(commands)
        self._runner = runner
        self._times = times
        self._scratch = scratch
        self._pactl = pactl
        self._command = self._commands[0] if self._commands else None

    async def play(self, path: Path, seconds: float, started: Callable[[], None]) -> Why | None:
        """Plays to the end. None when it was played, else why not; killed when it takes 8 s longer than the file.

        A sound server whose device is pulled out moves the sound to its dummy and calls it played: so the device is looked for
        once more.
        """
        if self._command is None:
            return Why.NO_DEVICE
        limit = seconds + self._times.player_margin
        try:
            ended = await self._runner((*self._command, str(path)), within=limit, started=started)
        except OSError:
            # The program is gone or cannot be started: as good as none.
            return Why.NO_DEVICE
        if ended.code is None:
            return Why.PLAYER_TIMEOUT
        if ended.code != 0:
            return Why.PLAYER_FAILED
        if self._pactl and _asks_pulse(self._command) and not await self._pulse_has_device(self._pactl):
            return Why.NO_DEVICE
        return None

    async def probe(self) -> Why | None:
        """Looks for a player with a device behind it, without a sound. None when there is one."""
        for command in self._commands:
            if await self._works(command):
                self._command = command
                return None
        return Why.NO_DEVICE

    async def _works(self, command: tuple[str, ...]) -> bool:
        if self._pactl and _asks_pulse(command):
            return await self._pulse_has_device(self._pactl)
        quiet = self._scratch / "probe.wav"
        try:
            self._scratch.mkdir(parents=True, exist_ok=True)
            if not quiet.exists():
                write(quiet, silence(0.1))
            ended = await self._runner((*command, str(quiet)), within=self._times.probe)
        except OSError:
            # Not started, or no room for the file: the next candidate may do.
            return False
        return ended.code == 0

    async def _pulse_has_device(self, pactl: str) -> bool:
        try:
            ended = await self._runner((pactl, "list", "short", "sinks"), within=self._times.probe)
        except OSError:
            # Not started: the next candidate may be.
            return False
        sinks = [line.split(b"\t") for line in ended.out.splitlines()]
        return ended.code == 0 and any(len(sink) > 1 and sink[1] != _DUMMY_SINK for sink in sinks)


def _asks_pulse(command: Sequence[str]) -> bool:
    return Path(command[0]).name in _PULSE
