"""A process of the bench that answers one line of JSON with one line of JSON."""

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[1]
Answer = dict[str, Any]


class Failed(Exception):
    """A process of the bench died, fell silent or said that something went wrong."""


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs a module of the bench with this Python."""
    return [sys.executable, "-m", name, *arguments]


class Child:
    """Started at once, killed at the end of the `with` block. Every answer must come within `patience_s` seconds."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        patience_s: float = 60.0,
    ) -> None:
        self._patience_s = patience_s
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self._waiting = b""

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, **request: object) -> Answer:
        self.tell(**request)
        return self.answer()

    def tell(self, **request: object) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise Failed(self._last_words()) from error

    def answer(self, patience_s: float | None = None) -> Answer:
        """The next line. Raises `Failed` when none comes in time."""
        answer = self.answer_within(self._patience_s if patience_s is None else patience_s)
        if answer is None:
            raise Failed(f"no answer from {self._process.args!r}\n{self._last_words()}")
        return answer

    def answer_within(self, seconds: float) -> Answer | None:
        """The next line, or None when none comes in that time."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + seconds
        while b"\n" not in self._waiting:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                return None
            read = os.read(self._process.stdout.fileno(), 1 << 20)
            if not read:
                raise Failed(self._last_words())
            self._waiting += read
        line, _, self._waiting = self._waiting.partition(b"\n")
        answer: Answer = json.loads(line)
        if "failed" in answer:
            raise Failed(f"{answer['failed']}\n{self._last_words()}")
        return answer

    def wait(self) -> None:
        """Until it has ended by itself."""
        self._process.wait(self._patience_s)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                # What was not sent yet is of no use to a dead process.
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _last_words(self) -> str:
        self._errors.seek(0)
        words = self._errors.read().decode(errors="replace")[-2_000:]
        return f"{self._process.args!r} said last:\n{words}"
