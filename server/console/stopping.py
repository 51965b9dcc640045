"""Running until somebody says stop: Ctrl-C, SIGTERM or a closed terminal, each of them a clean end."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType

# SIGBREAK is Ctrl-Break on Windows, SIGHUP a closed terminal elsewhere.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


def run_until_stopped(work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run `work` to its end, or until a signal cancels it; the cancellation is the signal's doing and no failure."""
    stopped = False

    async def live() -> None:
        task = asyncio.current_task()
        loop = asyncio.get_running_loop()
        assert task is not None

        def stop() -> None:
            nonlocal stopped
            # Once: uvicorn raises the signal it has caught again when it is done, and cleaning up must not be cut off.
            if not stopped:
                stopped = True
                task.cancel()
            # The loop may be asleep; a signal alone does not wake it.
            loop.call_soon_threadsafe(lambda: None)

        with _on_signals(stop):
            await work()

    try:
        asyncio.run(live())
    except asyncio.CancelledError:
        if not stopped:
            raise


@contextmanager
def _on_signals(stop: Callable[[], None]) -> Iterator[None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    # What is ignored stays so: nohup asks that a closed terminal end nothing.
    heeded = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    former = {number: signal.signal(number, handle) for number in heeded}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
