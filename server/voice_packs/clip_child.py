"""Files from outside, looked into by a process of its own that is killed when it takes too long."""

import asyncio
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from server.domain.frozen import Frozen

_log = logging.getLogger("silakan.recordings")
CHECK_S = 20.0
BROKEN = "broken"


class Verdict(Frozen):
    """`problems` are codes, none when the file is good; `seconds` long, with a background `noise` dB below the voice."""

    problems: tuple[str, ...]
    seconds: float = 0.0
    noise: float = 0.0


class ClipChild:
    """`command` starts the process: it reads one JSON object and answers with one. At most one runs at a time."""

    def __init__(self, command: Sequence[str], *, within_s: float = CHECK_S) -> None:
        self._command = tuple(command)
        self._within_s = within_s
        self._running = asyncio.Lock()

    async def check(self, raw: Path, out: Path, most_s: float) -> Verdict:
        """Judge the WAV in `raw`; when it is good, the trimmed and level clip stands in `out`, else `out` is absent."""
        return await self._ask({"do": "check", "in": str(raw), "out": str(out), "most": most_s})

    async def unpack(self, raw: Path, folder: Path) -> Verdict:
        """Take the pack in `raw` apart into the new `folder`; when it is no pack, `folder` is absent."""
        return await self._ask({"do": "unpack", "in": str(raw), "out": str(folder)})

    async def _ask(self, request: dict[str, object]) -> Verdict:
        async with self._running:
            answer = await self._answer(json.dumps(request).encode())
        try:
            told = json.loads(answer or b"")
            return Verdict(tuple(map(str, told["problems"])), float(told["seconds"]), float(told["noise"]))
        except (ValueError, KeyError, TypeError):
            # It ran out of memory or time, or crashed: that is what it is for.
            return Verdict((BROKEN,))

    async def _answer(self, request: bytes) -> bytes | None:
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            _log.warning("check not started: %s", error.strerror)
            return None
        try:
            async with asyncio.timeout(self._within_s):
                answer, _ = await child.communicate(request)
        except TimeoutError:
            _log.warning("check killed after %g s", self._within_s)
            return None
        finally:
            if child.returncode is None:
                child.kill()
                await child.communicate()
        return answer if child.returncode == 0 else None
