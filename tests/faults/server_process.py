"""A server as a process of its own, which a test may kill, freeze and start again."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx

from tests.faults.warm_start import WarmProcess
from tests.live_office import PATIENCE_S, TOKEN
from tests.near_line import NearLine

ROOT = Path(__file__).resolve().parents[2]


class ServerProcess:
    """One running process. `url` is where it says that it listens."""

    def __init__(self, process: WarmProcess, url: str, log: Path) -> None:
        self._process = process
        self.url = url
        self._log = log

    @classmethod
    @asynccontextmanager
    async def run(cls, data: Path, command: Sequence[str] = (), office: str = "") -> AsyncIterator["ServerProcess"]:
        """`silakan serve` on `data`, or another command that prints its address the same way."""
        log = data.with_name(f"{data.name}.log")
        process = await begin(data, log, command, office)
        try:
            url = ""
            async with asyncio.timeout(PATIENCE_S):
                while not url:
                    line = (await process.stdout.readline()).decode()
                    assert line, f"the server ended: {log.read_text()}"
                    found = re.match(r"Alamat: (http://127\.0\.0\.1:\d+)/$", line)
                    url = found[1] if found else ""
            yield cls(process, url, log)
        finally:
            with suppress(ProcessLookupError):
                if process.returncode is None:
                    os.kill(process.pid, signal.SIGCONT)
                    os.kill(process.pid, signal.SIGKILL)
            await process.communicate()

    @property
    def log(self) -> str:
        return self._log.read_text()

    def kill(self) -> None:
        """As a power cut does it, as far as a process can feel one."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it has ended already
            if self._process.returncode is None:
                os.kill(self._process.pid, number)

    async def ended(self) -> int:
        async with asyncio.timeout(PATIENCE_S):
            return await self._process.wait()

    def api(self, timeout: float = PATIENCE_S) -> httpx.AsyncClient:
        """Automation. To be closed by its user."""
        return httpx.AsyncClient(
            base_url=f"{self.url}/api/v1/",
            headers={"authorization": f"Bearer {TOKEN}"},
            transport=NearLine(),
            timeout=timeout,
        )


async def begin(data: Path, log: Path, command: Sequence[str] = (), office: str = "") -> WarmProcess:
    """Start the process; what it writes to stderr goes to `log`."""
    arguments = list(command) or ["-m", "server", "serve", "--data", str(data), "--port", "0"]
    if office:
        description = data.with_name(f"{data.name}.toml")
        description.write_text(office)
        arguments += ["--office", str(description)]
    environment = {**os.environ, "SILAKAN_API_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    return await WarmProcess.start(arguments, ROOT, environment, log)
