"""What a microphone in the hall would have heard: a recording of the null sink's monitor."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
Sound = NDArray[np.float64]


class Recording:
    """Grows while it runs; `sound` is what there is so far, -1 to 1 at 22,050 Hz."""

    def __init__(self) -> None:
        self._data = bytearray()
        self.running = asyncio.Event()

    @property
    def sound(self) -> Sound:
        whole = len(self._data) // 2 * 2
        return np.frombuffer(bytes(self._data[:whole]), dtype="<i2").astype(np.float64) / 32_768

    async def take(self, stream: asyncio.StreamReader) -> None:
        while data := await stream.read(65_536):
            self._data += data
            self.running.set()


@asynccontextmanager
async def recording(sink: str, environment: dict[str, str]) -> AsyncIterator[Recording]:
    """Records from when the first sound data has come, so that no head is lost, to the end of the block."""
    recorder = await asyncio.create_subprocess_exec(
        "parec",
        *("-d", f"{sink}.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=50"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert recorder.stdout
    taken = Recording()
    taking = asyncio.create_task(taken.take(recorder.stdout))
    try:
        async with asyncio.timeout(20):
            await taken.running.wait()
        yield taken
    finally:
        if recorder.returncode is None:
            recorder.terminate()
        await recorder.wait()
        await taking
