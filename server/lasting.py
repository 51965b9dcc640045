"""What is made to stay as long as the process is not searched for garbage: not while it is made, and never again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def made_to_last() -> Iterator[None]:
    """Around imports. Python looks through everything it has again and again while modules pile up, and through all of
    them each time when the server runs: a tenth of a start, and a pause in the middle of a press.

    What is garbage at the end, of whatever thread, stays as well. Inside another one it does nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()  # not what a failed import leaves behind: it is tried again
    finally:
        gc.enable()
