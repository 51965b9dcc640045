"""`silakan` in a process of its own, as a person starts it. Slow: for what cannot be seen from inside."""

import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.warm_start import begun

PATIENCE_S = 30.0
_ROOT = Path(__file__).parents[2]


@dataclass(eq=False)
class Started:
    """One process. `lines`: what it has told on stdout so far."""

    process: "subprocess.Popen[bytes] | Forked"
    lines: list[str] = field(default_factory=list)
    _rest: bytes = b""

    def until(self, pattern: str) -> re.Match[str]:
        """The first match in its lines, waited for."""
        seen, deadline = 0, time.monotonic() + PATIENCE_S
        while True:
            for line in self.lines[seen:]:
                seen += 1
                if found := re.search(pattern, line):
                    return found
            self._read(deadline - time.monotonic())

    def _read(self, within_s: float) -> None:
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            assert selector.select(max(within_s, 0)), f"nothing more after {self.lines}"
        chunk = os.read(self.process.stdout.fileno(), 65_536)
        assert chunk, f"ended after {self.lines}"
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        self.lines += [line.decode() for line in whole]

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Its exit code and everything it said, to stdout and to stderr."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, "\n".join(self.lines) + out.decode(), err.decode()


class Forked:
    """A process with its modules loaded (tests/faults/warm_start.py), as far as `Started` deals with one."""

    stderr = None

    def __init__(self, arguments: Sequence[str], folder: Path, environment: dict[str, str], log: Path) -> None:
        self._log = log
        self._process, self.stdout = begun(arguments, folder, environment, log)

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def communicate(self, timeout: float | None = None) -> tuple[bytes, bytes]:
        """What it has told and not been read yet, and what it complained of."""
        self._process.join(timeout)
        assert self._process.exitcode is not None, "it goes on"
        return self.stdout.read(), self._log.read_bytes()


@dataclass(eq=False)
class OwnProcess:
    """Starts processes in an environment without settings of the person who runs the tests."""

    folder: Path
    _started: list[Started] = field(default_factory=list)

    def start(self, *arguments: str, **environment: str) -> Started:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SILAKAN_")}
        told = {**kept, "PYTHONPATH": str(_ROOT), "XDG_STATE_HOME": str(self.folder / "state"), **environment}
        started = Started(self._process(("-m", "server", *arguments), told))
        self._started.append(started)
        return started

    def _process(self, arguments: Sequence[str], environment: dict[str, str]) -> "subprocess.Popen[bytes] | Forked":
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """Its exit code, stdout and stderr, when it has ended by itself."""
        process = self.start(*arguments, **environment).process
        out, err = process.communicate(timeout=PATIENCE_S)
        return process.returncode, out.decode(), err.decode()

    def end(self) -> None:
        for started in self._started:
            if started.process.poll() is None:
                started.process.kill()
                started.process.communicate()
            for pipe in (started.process.stdout, started.process.stderr):
                if pipe is not None:
                    pipe.close()


class WarmProcesses(OwnProcess):
    """The same, begun with their modules loaded: for tests that start `silakan` several times and are not about its start."""

    def _process(self, arguments: Sequence[str], environment: dict[str, str]) -> Forked:
        return Forked(arguments, self.folder, environment, self.folder / f"complaints-{len(self._started)}.log")
