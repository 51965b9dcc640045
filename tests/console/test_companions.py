"""What the demo keeps alive beside its server: the announcer as a child, and tasks that end with it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from server.console.announcer_child import PREFIX, Patience, keep_alive
from server.console.companions import Companions

ENVIRONMENT = {**os.environ, "SILAKAN_TOKEN": "rahasia"}


class Restarts:
    """A false sleep: notes how long, and gives up after some."""

    def __init__(self, most: int) -> None:
        self.waits: list[float] = []
        self._most = most

    async def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)
        if len(self.waits) == self._most:
            raise asyncio.CancelledError


async def test_a_child_that_dies_is_started_again_later_and_later() -> None:
    told: list[str] = []
    restarts = Restarts(4)
    command = (sys.executable, "-c", "import sys; print('gagal', file=sys.stderr); sys.exit(3)")
    patience = Patience(first=0.5, longest=2.0, healthy=1e9)
    with pytest.raises(asyncio.CancelledError):
        await keep_alive(command, ENVIRONMENT, told.append, patience=patience, sleep=restarts)
    assert restarts.waits == [0.5, 1.0, 2.0, 2.0]
    assert told.count(f"{PREFIX}gagal") == 4
    assert f"{PREFIX}berhenti (kode 3); dijalankan lagi setelah 0.5 detik" in told


async def test_a_child_that_lived_long_enough_is_started_again_soon() -> None:
    restarts = Restarts(3)
    with pytest.raises(asyncio.CancelledError):
        await keep_alive(
            (sys.executable, "-c", ""), ENVIRONMENT, lambda _: None, patience=Patience(healthy=0.0), sleep=restarts
        )
    assert restarts.waits == [0.5, 0.5, 0.5]


@pytest.mark.parametrize("stubborn", [False, True])
async def test_the_child_ends_with_us(tmp_path: Path, *, stubborn: bool) -> None:
    lines: asyncio.Queue[str] = asyncio.Queue()
    script = tmp_path / "penyuara.py"
    script.write_text(
        "import os, signal, sys, time\n"
        + ("signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" if stubborn else "")
        + "print(os.getpid(), os.environ['SILAKAN_TOKEN'], file=sys.stderr, flush=True)\n"
        "time.sleep(600)\n"
    )
    companions = Companions()
    companions.start(
        keep_alive((sys.executable, str(script)), ENVIRONMENT, lines.put_nowait, patience=Patience(farewell=0.2))
    )
    async with asyncio.timeout(20):
        pid, token = (await lines.get()).removeprefix(PREFIX).split()
        assert token == "rahasia"
        await companions.end()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), signal.SIG_DFL)


async def test_a_companion_that_fails_is_told_and_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise OSError("rusak")

    companions = Companions()
    companions.start(fail())
    await asyncio.sleep(0)
    await companions.end()
    assert "a companion of the demo failed" in caplog.text
