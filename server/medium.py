"""Whether the medium takes what is committed: said in the log once when it stops and once when it does again."""

import asyncio
import logging
from collections.abc import Callable

from server.store.base import Damaged, Newer, Store, Unwritable

__all__ = ["Medium", "Unwritable", "keep_trying"]

_log = logging.getLogger("silakan.medium")


class Medium:
    """`storing`: the last commit was stored; `changed` is told when that changes. `failures`: how many were not, since the start."""

    def __init__(self) -> None:
        self.changed: Callable[[bool], object] = _nobody
        self.storing = True
        self.failures = 0
        self._refused = 0
        self._causes: set[str] = set()
        self._at_fault = False  # not, or not only, the medium

    def failed(self, error: Exception) -> None:
        """A commit was not stored. One line for each cause until it is over; what nobody foresaw is told with where it happened."""
        self.failures += 1
        self._refused += 1
        self._at_fault = self._at_fault or not isinstance(error, Unwritable)
        self._note(error)

    async def suspected(self, error: Exception, store: Store) -> None:
        """Rows beside the log were not stored, maybe in another database: a trial tells whether this one is to blame."""
        try:
            await store.try_out()
        except Exception:  # noqa: BLE001
            # Whatever the trial says: the press that failed said it first.
            self.failed(error)
        else:
            _log.error("not stored elsewhere: %s", error)

    def stored(self) -> None:
        """A commit was stored."""
        if not self.storing:
            _log.warning("stored again; commits refused: %d", self._refused)
        self._at_fault, self._refused = False, 0
        self._causes.clear()
        self._is(storing=True)

    async def try_out(self, store: Store) -> None:
        """Find out whether a medium that was full, read-only or failing takes a commit again.

        Of anything else that went wrong only a press that is stored is the proof.
        """
        if self.storing or self._at_fault:
            return
        before = self.failures
        try:
            await store.try_out()
        except Exception as error:  # noqa: BLE001
            # Whatever it was, it is noted, and one bad trial must not end all later ones; but a damaged log does not mend itself.
            self._at_fault = isinstance(error, Damaged | Newer)
            self._note(error)
            return
        # A press may have failed meanwhile, and it knows better.
        if self.failures == before:
            self.stored()

    def _is(self, *, storing: bool) -> None:
        if storing != self.storing:
            self.storing = storing
            self.changed(storing)

    def _note(self, error: Exception) -> None:
        self._is(storing=False)
        if not isinstance(error, Unwritable | Damaged | Newer):
            _log.error("commit failed", exc_info=error)
        elif str(error) not in self._causes:
            self._causes.add(str(error))
            _log.error("nothing can be stored: %s", error)


def _nobody(_storing: bool) -> None:
    """Nobody is told as long as there is no screen to show it."""


async def keep_trying(medium: Medium, store: Store, every_s: float) -> None:
    """Try it out again and again while nothing can be stored, until cancelled."""
    while True:
        await asyncio.sleep(every_s)
        await medium.try_out(store)
