"""From the press to the start of the player, with the announcement made already, on a null sink of PulseAudio."""

import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.child import ROOT, Failed
from bench.finding import Finding, alone
from bench.ours import TOKEN, Setting
from bench.plan import Plan
from bench.press import Presser
from bench.process_facts import resident_bytes
from bench.sides import office

_TOOLS = ("pulseaudio", "paplay", "pactl", "timeout")
_SINK = """
load-module module-null-sink sink_name=bench rate=48000 channels=2
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/pulse.sock
"""
# Named like the real one, so that the announcer looks for the device in the same way.
_PLAYER = '#!/bin/sh\ntimeout 0.2 {paplay} "$1"\nexit 0\n'
_STARTED = re.compile(rb"announce seq=(\d+) player started")
_ENDED = re.compile(rb"announce seq=([\d,]+) (spoken|unspoken.*)")
_REST_S = 3.0


def missing() -> str:
    return ", ".join(tool for tool in _TOOLS if shutil.which(tool) is None)


def spoken(plan: Plan) -> Iterator[Finding]:
    calls = max(20, plan.rounds * plan.events // 4)
    took_ms = []
    with (
        _null_sink() as sound,
        office(Setting(plan.data("office-spoken"))) as server,
        Presser(server.port) as presser,
        _announcer(plan, server.port, sound) as announcer,
    ):
        server.fill(1)
        presser.post("/api/v1/counters/1/next", {"version": None})
        announcer.wait(_ENDED)  # synthesised and kept: from here on the same words are ready
        for _ in range(calls):
            pressed = time.monotonic()
            presser.post("/api/v1/counters/1/recall", {"version": None})
            took_ms.append((announcer.wait(_STARTED) - pressed) * 1_000)
            announcer.wait(_ENDED)
            time.sleep(0.05)
        time.sleep(_REST_S)
        rest = resident_bytes(announcer.pid) / 1e6
    yield alone("spoken", took_ms)
    yield alone("memory-announcer", [rest])


class _Log:
    """The announcer's log, line by line, with the time when each line came."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.pid = process.pid
        self._process = process
        self._waiting = b""
        self._all = b""

    def wait(self, pattern: "re.Pattern[bytes]", patience_s: float = 40.0) -> float:
        """The monotonic time, in seconds, when the next line came that matches."""
        assert self._process.stderr is not None
        deadline = time.monotonic() + patience_s
        while True:
            while b"\n" in self._waiting:
                line, _, self._waiting = self._waiting.partition(b"\n")
                if b"unspoken" in line:
                    raise Failed(line.decode())
                if pattern.search(line):
                    return time.monotonic()
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stderr], [], [], left)[0]:
                raise Failed(f"the announcer did not say {pattern.pattern!r}:\n{self._all.decode()[-2_000:]}")
            read = os.read(self._process.stderr.fileno(), 65_536)
            if not read:
                raise Failed(f"the announcer ended:\n{self._all.decode()[-2_000:]}")
            self._waiting += read
            self._all += read


@contextmanager
def _announcer(plan: Plan, port: int, sound: Mapping[str, str]) -> Iterator[_Log]:
    folder = plan.folder / "player"
    folder.mkdir()
    player = folder / "paplay"
    player.write_text(_PLAYER.format(paplay=shutil.which("paplay")))
    player.chmod(0o755)
    given = (f"http://127.0.0.1:{port}", TOKEN, plan.data("announcer"), str(player))
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.announcing", msgspec.json.encode(given).decode()],
        cwd=ROOT,
        env={**os.environ, **sound},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        yield _Log(process)
    finally:
        process.terminate()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


@contextmanager
def _null_sink() -> Iterator[Mapping[str, str]]:
    """A sound server of our own whose only device is one that nobody hears; the environment that leads to it."""
    with tempfile.TemporaryDirectory(prefix="bench-pulse-") as name:
        folder = Path(name)
        script = folder / "sink.pa"
        script.write_text(_SINK.format(folder=folder))
        environment = {
            "XDG_RUNTIME_DIR": name,
            "HOME": name,
            "PULSE_RUNTIME_PATH": name,
            "PULSE_SERVER": f"unix:{folder}/pulse.sock",
        }
        command = ["pulseaudio", "-n", "-F", str(script), "--daemonize=no", "--exit-idle-time=-1"]
        process = subprocess.Popen(
            [*command, "--use-pid-file=no", "--disable-shm=yes"],
            env={**os.environ, **environment, "PULSE_SERVER": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for_sink(process, environment)
            yield environment
        finally:
            process.terminate()
            process.wait()


def _wait_for_sink(process: "subprocess.Popen[bytes]", environment: Mapping[str, str]) -> None:
    deadline = time.monotonic() + 15
    while subprocess.run(
        ["pactl", "info"], env={**os.environ, **environment}, capture_output=True, check=False
    ).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise Failed("pulseaudio did not start")
        time.sleep(0.1)
