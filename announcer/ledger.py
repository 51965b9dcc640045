"""The one owner of what the announcer knows: who changes it goes through here, who waits for a change waits here."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from announcer.agenda import Agenda
from announcer.lease import Lease
from announcer.messages import Chosen, Ready, Soon, TvReady, TvSound
from announcer.place import save

log = logging.getLogger("announcer")

MOST_TOLD = 20
"""Older ones are not said again in any case."""


class Ledger:
    """Holds the agenda, what the room can hear and what the server said last; keeps the agenda's memory at `path`.

    `chosen` is what the office wants of its voice, None as long as no server said so; `tv` whether the room's TV can be heard and
    `sound` what it last told of a sound. `told`: withdrawals and letters that this life has said, for the server to remember.
    """

    def __init__(self, agenda: Agenda, path: Path, write: Callable[[Path, Agenda], None] = save) -> None:
        self.agenda = agenda
        self.ready: Ready | None = None
        self.lease = Lease()
        self.chosen: Chosen | None = None
        self.soon = Soon(())
        self.tv: TvReady | None = None
        self.sound: TvSound | None = None
        self.told: tuple[int, ...] = ()
        self.version = 0
        self._path = path
        self._write = write
        self._bell = asyncio.Event()
        self._writing = asyncio.Lock()
        self._kept: Agenda | None = None
        self._complained = False

    def update(self, change: Callable[[Agenda], Agenda]) -> None:
        """Applies a change and wakes those who wait, unless nothing changed."""
        changed = change(self.agenda)
        if changed != self.agenda:
            _log_outcomes(self.agenda, changed)
            self.agenda = changed
            self.wake()

    def said(self, seqs: tuple[int, ...]) -> None:
        """Withdrawals or letters were said to their end."""
        self.told = (*self.told, *seqs)[-MOST_TOLD:]
        self.wake()

    def tell(self, ready: Ready) -> None:
        """Sets what the room can hear."""
        if ready != self.ready:
            self.ready = ready
            self.wake()

    def lay(self, lease: Lease) -> None:
        """Sets what is known of our right to speak. Who waits is woken, but not by a mere sign of life of the server."""
        before, self.lease = self.lease, lease
        if (lease.standing, lease.room, lease.fence) != (before.standing, before.room, before.fence):
            log.info("room %r %s%s", lease.room or "", lease.standing, "" if lease.fence is None else f" {lease.fence}")
        elif lease.rivals == before.rivals:
            return
        self.wake()

    def note(self, message: Chosen | Soon | TvReady | TvSound) -> None:
        """Sets what the server said last of that kind."""
        match message:
            case Chosen():
                self.chosen = message
            case Soon():
                self.soon = message
            case TvReady():
                self.tv = message
            case TvSound():
                self.sound = message
        self.wake()

    async def changed(self, version: int) -> None:
        """Returns once something changed after `version`."""
        while self.version == version:
            await self._bell.wait()

    async def until(self, condition: Callable[[], object]) -> None:
        """Returns once the condition holds."""
        while not condition():
            await self.changed(self.version)

    async def keep(self) -> None:
        """The agenda as it is now lies on disk when this returns; or, with a broken disk, the log says so and we go on."""
        async with self._writing:
            agenda = self.agenda
            if self._kept is not None and _memory(agenda) == _memory(self._kept):
                return
            try:
                await asyncio.to_thread(self._write, self._path, agenda)
            except OSError as error:
                # The office must hear its calls even when the disk is full; what is lost is only the memory of a restart.
                if not self._complained:
                    log.warning("place not written to disk: %s", error.strerror)
                self._complained = True
            else:
                self._kept = agenda
                self._complained = False

    async def run(self) -> None:
        """Keeps what changed besides the utterances: acknowledgements the server has, calls dropped as stale."""
        while True:
            version = self.version
            await self.keep()
            await self.changed(version)

    def wake(self) -> None:
        """Wakes those who wait for a change."""
        self.version += 1
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()


def _log_outcomes(before: Agenda, after: Agenda) -> None:
    for ack in after.outbox:
        if ack.step != "speaking" and ack not in before.outbox:
            level = logging.INFO if ack.why is None else logging.WARNING
            log.log(level, "announce seq=%d %s", ack.seq, f"{ack.step} {ack.why or ''}".rstrip())


def _memory(agenda: Agenda) -> tuple[object, ...]:
    """What a restart must not forget. The number last seen alone is not worth a write: a replay tells it again."""
    return (agenda.epoch, agenda.room, agenda.fresh, dict(agenda.attempts), dict(agenda.settled), agenda.outbox)
