"""An office without a web: for what `Office` promises by itself."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from server.bus.memory import MemoryBell
from server.clock import Clock
from server.domain.commands import CallNext, ConfigureOffice, OpenDay, TakeTicket
from server.domain.structure import Structure
from server.office import Done, Office
from server.store.base import Entry, Store
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock
from tests.domain.village import VILLAGE


class Gate:
    """A place where something waits until a test opens it."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self._opened = asyncio.Event()

    async def passed(self) -> None:
        self.reached.set()
        await self._opened.wait()

    def open(self) -> None:
        self._opened.set()


class WatchedStore(MemoryStore):
    """Counts commits, holds them at a gate, and fails on demand: each of `failures` is raised by one commit or trial."""

    def __init__(self, log: MemoryLog | None = None) -> None:
        super().__init__(log or MemoryLog())
        self.commits: list[int] = []
        self.failures: list[Exception] = []
        self.trials = 0
        self.gate: Gate | None = None
        self.before_commit: Callable[[], Any] | None = None

    async def append(self, entries: Sequence[Entry]) -> None:
        if self.gate is not None:
            await self.gate.passed()
        if self.before_commit is not None:
            told, self.before_commit = self.before_commit, None
            await told()
        if self.failures:
            raise self.failures.pop(0)
        await super().append(entries)
        self.commits.append(len(entries))

    async def try_out(self) -> None:
        self.trials += 1
        if self.failures:
            raise self.failures.pop(0)
        await super().try_out()


@asynccontextmanager
async def an_office(
    store: Store | None = None, clock: Clock | None = None, structure: Structure | None = None
) -> AsyncIterator[Office]:
    """The village's office with its day open."""
    async with Office(store or WatchedStore(), clock or FalseClock(), MemoryBell()) as office:
        await done(office, ConfigureOffice("village", structure or VILLAGE.structure()))
        await done(office, OpenDay())
        yield office


async def done(office: Office, command: Any, key: str = "", actor: str = "tester") -> dict[str, Any]:
    """The reply of a command that must be carried out."""
    outcome = await office.do(command, actor=actor, key=key, fingerprint=repr(type(command)))
    assert isinstance(outcome, Done), outcome
    return dict(outcome.reply)


def taking(number: int, service: str = "A") -> TakeTicket:
    return TakeTicket(service, False, f"token-{service}-{number}", "kiosk")


def calling(counter: str = "1") -> CallNext:
    return CallNext(counter)
