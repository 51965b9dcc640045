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
        self._news = asyncio.Event()

    @property
    def seconds(self) -> float:
        """How long it is by now."""
        return len(self._data) / 2 / RATE

    def since(self, second: float) -> Sound:
        """What was heard from that second on."""
        return self.sound[round(second * RATE) :]

    async def grown(self, seconds: float) -> None:
        """Wait until it is longer than that."""
        while self.seconds <= seconds:
            self._news.clear()
            await self._news.wait()

    @property
    def sound(self) -> Sound:
        whole = len(self._data) // 2 * 2
        return np.frombuffer(bytes(self._data[:whole]), dtype="<i2").astype(np.float64) / 32_768

    async def take(self, stream: asyncio.StreamReader) -> None:
        while data := await stream.read(65_536):
            self._data += data
            self._news.set()


@asynccontextmanager
async def recording(sink: str, environment: dict[str, str], speed: int = 1) -> AsyncIterator[Recording]:
    """Records from when the first sound data has come, so that no head is lost, to the end of the block.

    `speed` is the sink's; what it took quickly counts at its own pace.
    """
    recorder = await asyncio.create_subprocess_exec(
        "parec",
        *("-d", f"{sink}.monitor", "--raw", "--format=s16le", "--channels=1", "--latency-msec=50"),
        f"--rate={RATE * speed}",
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert recorder.stdout
    taken = Recording()
    taking = asyncio.create_task(taken.take(recorder.stdout))
    try:
        async with asyncio.timeout(20):
            await taken.grown(0)
        yield taken
    finally:
        if recorder.returncode is None:
            recorder.terminate()
        await recorder.wait()
        await taking
