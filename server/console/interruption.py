"""SIGTERM as Ctrl-C: both end a command through its own cleaning up, also while it is still being loaded."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_ENDLESS = frozenset({"serve", "announce", "screen", "demo"})


@contextmanager
def sigterm_as_ctrl_c() -> Iterator[None]:
    """Within, SIGTERM raises KeyboardInterrupt. Only the main thread can ask for that; elsewhere nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def is_endless(arguments: Sequence[str]) -> bool:
    """Whether being stopped is the only way in which this command line ends."""
    return not _ENDLESS.isdisjoint(arguments[:1])
