"""Speech, made in a process of its own that is killed when it takes too long."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

_log = logging.getLogger("silakan.aloud")
CHECK_S = 20.0
MAKE_S = 45.0


class SpeechChild:
    """`command` starts the process; it reads one JSON object and ends with 0 when it could do what was asked."""

    def __init__(self, command: Sequence[str], *, check_s: float = CHECK_S, make_s: float = MAKE_S) -> None:
        self._command = tuple(command)
        self._check_s = check_s
        self._make_s = make_s

    async def check(self) -> bool:
        """Whether this machine has an Indonesian voice."""
        return await self._ask({"do": "check"}, self._check_s)

    async def make(self, order: Mapping[str, object], out: Path) -> bool:
        """Write what was ordered as WAV to `out`; False when that was not possible, and then `out` is absent."""
        return await self._ask({**order, "out": str(out)}, self._make_s)

    async def _ask(self, request: dict[str, object], within_s: float) -> bool:
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )
        except OSError as error:
            _log.warning("speech not started: %s", error.strerror)
            return False
        try:
            async with asyncio.timeout(within_s):
                _, complaint = await child.communicate(json.dumps(request).encode())
        except TimeoutError:
            _log.warning("speech killed after %g s", within_s)
            return False
        finally:
            if child.returncode is None:
                child.kill()
                await child.communicate()
        if child.returncode != 0:
            last = complaint.decode(errors="replace").strip().splitlines()[-1:]
            _log.warning("no speech, code %s: %s", child.returncode, *(last or ["no reason given"]))
        return child.returncode == 0
