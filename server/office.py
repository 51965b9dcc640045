"""The office: one log, its folded state, and the only door to change it."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import msgspec

from server.bus.base import Bell
from server.clock import Clock
from server.domain.commands import Command
from server.domain.decide import decide
from server.domain.events import DayOpened
from server.domain.evolve import fold
from server.domain.frozen import Frozen
from server.domain.note import Note
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.queue import QueueState
from server.domain.record import Head, Record, chained, unbroken_end
from server.domain.refusals import Refusal
from server.domain.replies import reply
from server.medium import Medium
from server.store.base import Answer, Conflict, Document, Entry, Store, Unwritable

_log = logging.getLogger("silakan.office")
_RECENT = 4_096
_AT_ONCE = 1_000


class Done(Frozen):
    """Committed (or nothing was to change). `replayed`: the answer of an earlier command with the same key."""

    reply: Mapping[str, object]
    replayed: bool = False


class Refused(Frozen):
    refusal: Refusal


class KeyMisused(Frozen):
    """The idempotency key was used before, for something else."""


class NotStored(Frozen):
    """The medium failed; nothing has changed."""


Outcome = Done | Refused | KeyMisused | NotStored


@dataclass(slots=True, eq=False)
class _Work:
    """A command on its way to the log. Whoever waits for it has a future of their own, and may go away alone."""

    command: Command
    actor: str
    key: str
    fingerprint: str
    entry: Entry
    reply: Mapping[str, object] = field(default_factory=dict)
    waiters: list[asyncio.Future[Outcome]] = field(default_factory=list)
    landed: bool = False

    def landing(self) -> asyncio.Future[Outcome]:
        """What it comes to."""
        self.waiters.append(waiter := asyncio.get_running_loop().create_future())
        return waiter


class _Position(Frozen):
    """A head and the state folded up to it."""

    head: Head
    state: QueueState


class Office:
    """`do` decides on the newest state, committed or not; the writer commits in groups and only then answers.

    When a commit fails, everything decided on top of it is thrown away with it.
    """

    def __init__(self, store: Store, clock: Clock, bell: Bell, patience: Patience = DEFAULT_PATIENCE) -> None:
        self._patience = patience
        self.store = store
        self.clock = clock
        self.bell = bell
        self.epoch = ""
        self._committed = _Position(Head(), QueueState())
        self._ahead = self._committed
        self._staged: list[_Work] = []
        self._under_way: list[_Work] = []  # what the writer has taken from there and not yet answered
        self._flights: dict[tuple[str, str], _Work] = {}
        self._answers: dict[tuple[str, str], Answer] = {}
        self._recent: deque[Record] = deque(maxlen=_RECENT)
        self._wake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self.medium = Medium()

    @property
    def state(self) -> QueueState:
        """The state as committed."""
        return self._committed.state

    @property
    def head(self) -> int:
        return self._committed.head.seq

    async def __aenter__(self) -> Self:
        self.epoch = await self.store.epoch()
        records = await self.store.fold_base()
        self._recent.extend(unbroken_end(records))
        # The head of exactly these records, not the store's: another server may have written in between.
        head = Head(records[-1].seq, records[-1].hash) if records else Head()
        self._committed = self._ahead = _Position(head, fold(records))
        await self._read_answers()
        self._writer = asyncio.create_task(self._write_groups(), name="office writer")
        self.bell.ring(self.head)
        return self

    async def __aexit__(self, *_: object) -> None:
        while waiting := [work.landing() for work in (*self._under_way, *self._staged) if not work.landed]:
            # Whoever waits for an answer gets it before the log is closed.
            await asyncio.wait(waiting)
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer

    async def do(
        self,
        command: Command,
        *,
        actor: str,
        key: str = "",
        fingerprint: str = "",
        documents: tuple[Document, ...] = (),
        notes: tuple[Note, ...] = (),
    ) -> Outcome:
        """Carry out `command` once per `actor` and `key`; an empty key is not remembered.

        `fingerprint` tells whether a repeated key asks for the same. Returns after the commit; being cancelled takes nothing back.
        """
        known = self._known(actor, key, fingerprint)
        if isinstance(known, _Work):
            return await known.landing()
        if known is not None:
            return known
        beside = Entry(documents=documents, notes=notes)
        work = _Work(command, actor, key, fingerprint, beside)
        if (refusal := self._stage(work)) is not None:
            return Refused(refusal)
        if key:
            self._flights[actor, key] = work
        return await work.landing()

    async def after(self, seq: int, limit: int = _AT_ONCE) -> Sequence[Record]:
        """Committed records with a number above `seq`, in order, at most `limit`."""
        if seq >= self.head:
            return ()
        if self._recent and self._recent[0].seq <= seq + 1:
            start = seq + 1 - self._recent[0].seq
            return [self._recent[i] for i in range(start, min(len(self._recent), start + limit))]
        return await self.store.read(seq, limit)

    def _known(self, actor: str, key: str, fingerprint: str) -> _Work | Outcome | None:
        if not key:
            return None
        flight = self._flights.get((actor, key))
        if flight is not None:
            return flight if flight.fingerprint == fingerprint else KeyMisused()
        return self._answered(actor, key, fingerprint)

    def _answered(self, actor: str, key: str, fingerprint: str) -> Outcome | None:
        answer = self._answers.get((actor, key))
        if answer is None:
            return None
        if answer.fingerprint != fingerprint:
            return KeyMisused()
        return Done(msgspec.json.decode(answer.body, type=dict[str, object]), replayed=True)

    def _stage(self, work: _Work) -> Refusal | None:
        """Decide on the newest state and line the result up for the next commit."""
        now = self.clock.now()
        decision = decide(self._ahead.state, work.command, now, self._patience)
        if not isinstance(decision, tuple):
            return decision
        head = self._ahead.head
        records = chained(decision, head, actor=work.actor, key=work.key, now=now)
        state = fold(records, self._ahead.state)
        if records:
            head = Head(records[-1].seq, records[-1].hash)
        work.reply = reply(work.command, decision, state)
        answer = None
        if work.key:
            body = msgspec.json.encode(work.reply).decode()
            answer = Answer(work.actor, work.key, work.fingerprint, body, head.seq)
        work.entry = Entry(records, answer, work.entry.documents, work.entry.notes)
        self._ahead = _Position(head, state)
        self._staged.append(work)
        self._wake.set()
        return None

    async def _write_groups(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._staged:
                self._under_way, self._staged = self._staged, []
                await self._commit(self._under_way, self._ahead)
                self._under_way = []

    async def _commit(self, group: list[_Work], reached: _Position) -> None:
        entries = [work.entry for work in group if work.entry.records or work.entry.answer or work.entry.documents]
        try:
            try:
                if entries:
                    await self.store.append(entries)
            except Conflict:
                await self._decide_again()
                return
        except Exception as error:  # noqa: BLE001
            # Whatever it was, nobody may wait for ever and the next press must find a working office.
            self.medium.failed(error)
            self._throw_away()
            return
        self._committed = reached
        if entries:
            self.medium.stored()
        for work in group:
            self._recent.extend(work.entry.records)
            if work.entry.answer is not None:
                self._answers[work.actor, work.key] = work.entry.answer
        if any(isinstance(record.event, DayOpened) for work in group for record in work.entry.records):
            # Before anybody is answered: whoever has heard of the new day must not meet an answer that the store has forgotten.
            await self._forget_old_answers()
        for work in group:
            self._land(work, Done(work.reply))
        self.bell.ring(self.head)

    async def _decide_again(self) -> None:
        """Somebody else wrote first: read on, fold, and decide everything that was lined up on the state that is true.

        What has been answered meanwhile under the same key is answered the same, and not done twice.
        """
        before = self.head
        read_all = False
        while not read_all and (records := await self.store.read(self.head, _AT_ONCE)):
            head = Head(records[-1].seq, records[-1].hash)
            self._recent.extend(records)
            self._committed = _Position(head, fold(records, self.state))
            read_all = len(records) < _AT_ONCE
        if any(work.key for work in (*self._under_way, *self._staged)):
            await self._read_answers()
        self._under_way = waiting = [*self._under_way, *self._staged]
        self._staged = []
        self._ahead = self._committed
        outcomes = [self._answered(work.actor, work.key, work.fingerprint) for work in waiting]
        if self.head == before and not any(outcomes):
            raise Unwritable(f"the store refuses record {before + 1} although nothing follows {before}")
        for work, answered in zip(waiting, outcomes, strict=True):
            if answered is not None:
                self._land(work, answered)
            elif (refusal := self._stage(work)) is not None:
                self._land(work, Refused(refusal))
        self.bell.ring(self.head)

    async def _read_answers(self) -> None:
        self._answers = {(answer.actor, answer.key): answer for answer in await self.store.answers()}

    async def _forget_old_answers(self) -> None:
        """The store forgets old answers when a day is opened; what it has kept is what counts, also after a restart."""
        try:
            await self._read_answers()
        except Exception:  # noqa: BLE001
            # Too many answers in memory do no harm until the next opening.
            _log.exception("answers not read again")

    def _throw_away(self) -> None:
        lost = [*self._under_way, *self._staged]
        self._staged = []
        self._ahead = self._committed
        for work in lost:
            self._land(work, NotStored())

    def _land(self, work: _Work, outcome: Outcome) -> None:
        self._flights.pop((work.actor, work.key), None)
        work.landed = True
        for waiter in work.waiters:
            if not waiter.done():
                waiter.set_result(outcome)
