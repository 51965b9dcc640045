"""The complaints' office: one log, its folded state, and the only door to change it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from server.bus.base import Bell
from server.complaints.answer_book import AnswerBook, Asked
from server.complaints.erasures import erasures_of, forgotten_events, with_consequences
from server.complaints.kept import NOTHING, Kept
from server.complaints.log_store import Batch, ComplaintStore, Erased, Erasure, Hidden
from server.complaints.office_rows import OfficeRows
from server.complaints.outcomes import Done, KeyMisused, NotStored, Outcome, Refused
from server.complaints.sealed_answers import name_of, print_of
from server.complaints.streams import BOARD, COMPLAINTS, WORDINGS, about
from server.domain.board_events import BoardEvent
from server.domain.board_state import BoardState, fold_board
from server.domain.complaint_category import Rules
from server.domain.complaint_commands import Command
from server.domain.complaint_events import Event
from server.domain.complaints import ComplaintsState, decide, fold
from server.domain.day_record import DayRecord, chained_days
from server.domain.record import CLOCK, Head
from server.store.base import Conflict, Damaged, Newer, Unwritable

__all__ = ["ComplaintOffice", "Done", "KeyMisused", "NotStored", "OnBoard", "Outcome", "Refused"]

_log = logging.getLogger("silakan.complaints")
_TRIES = 50
T = TypeVar("T")


OnBoard = Callable[[BoardState, ComplaintsState], tuple[Sequence[BoardEvent], Kept]]


class ComplaintOffice(OfficeRows):
    """`do` decides on the newest committed state and answers after the commit. One command at a time: a village writes no faster.

    `trouble` is an Indonesian sentence while the complaints cannot be read, "" otherwise; then all is empty and nothing is stored.
    """

    def __init__(
        self,
        store: ComplaintStore,
        bell: Bell,
        *,
        rules: Callable[[], Rules],
        today: Callable[[], date],
        closed: Callable[[], Collection[date]],
    ) -> None:
        """`today`: the office's local date; `closed`: the dates on which it does not work, besides Saturdays and Sundays."""
        super().__init__(store)
        self._answers = AnswerBook(store)
        self.bell = bell
        self.rules = rules
        self.today = today
        self.closed = closed
        self.state = ComplaintsState()
        self.board = BoardState()
        self.epoch = ""
        self.trouble = ""
        self.newest_day = date.min
        self._heads: Mapping[str, Head] = {COMPLAINTS: Head(), BOARD: Head()}
        self._told = ""
        self._one_at_a_time = asyncio.Lock()
        self._flights: dict[tuple[str, bytes], tuple[bytes, asyncio.Task[Outcome]]] = {}
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def head(self) -> int:
        """The number of the last complaint record."""
        return self._heads[COMPLAINTS].seq

    @property
    def board_head(self) -> int:
        """The number of the last record of the board."""
        return self._heads[BOARD].seq

    async def open(self) -> None:
        """Read and fold the log. What is damaged leaves this office in `trouble`, and the rest of the server as it is."""
        try:
            await self.store.open()
            complaints = await self.store.fold(COMPLAINTS, fold)
            board = await self.store.fold(BOARD, lambda all_: fold_board(BoardState(), (event for event, _, _ in all_)))
            self.epoch = await self.store.epoch()
            self.state, self.board = complaints.made, board.made
            self._heads = {COMPLAINTS: complaints.head, BOARD: board.head}
            self.newest_day = max(complaints.newest, board.newest)
            await self._note_what_is_erased()
        except (Damaged, Newer, Unwritable) as error:
            self.trouble = str(error)
            self.state, self.board = ComplaintsState(), BoardState()
            _log.error("the complaints cannot be opened: %s", error)
        self.bell.ring(self.head + self.board_head)

    async def close(self) -> None:
        """Finish what has begun."""
        while self._running:
            await asyncio.wait(self._running)
        await self.store.close()

    async def do(
        self,
        command: Command,
        *,
        actor: str,
        key: str = "",
        fingerprint: str = "",
        kept: Kept = NOTHING,
        answer: bytes = b"",
    ) -> Outcome:
        """Carry out `command` once per `actor` and `key`; an empty key is not remembered.

        `answer` is kept for a repetition, locked under the key (22 characters or more, random), which is itself not stored.
        Returns after the commit; being cancelled takes nothing back.
        """
        if self.trouble:
            return NotStored()
        work = Asked(command, actor, key, fingerprint, kept, answer)
        if not key:
            return await self._to_its_end(self._carry_out(work))
        name = (actor, name_of(key))
        flight = self._flights.get(name)
        if flight is not None:
            same = flight[0] == print_of(key, fingerprint)
            return await asyncio.shield(flight[1]) if same else KeyMisused()
        task = self._begun(self._carry_out(work))
        self._flights[name] = (print_of(key, fingerprint), task)
        task.add_done_callback(lambda _: self._flights.pop(name, None))
        return await asyncio.shield(task)

    async def answered(self, actor: str, key: str, fingerprint: str = "") -> Done | KeyMisused | None:
        """What `do` would answer at once, because this key was used before; so that costly work is not done twice."""
        return await self._answers.known(actor, key, fingerprint)

    async def put_on_board(
        self, decide: OnBoard, *, actor: str = CLOCK, prepare: Callable[[Kept], object] | None = None
    ) -> Done | NotStored:
        """Commit what `decide` makes of the newest states: the board's events and the rows (cards, summaries) with them.

        `decide` runs in a thread. `prepare` is told the rows before they are committed.
        """
        if self.trouble:
            return NotStored()
        return await self._to_its_end(self._publish(decide, actor, prepare))

    async def keep(self, kept: Kept) -> Done | NotStored:
        """Store or erase rows that no event tells of: templates of the desk and the like."""
        if self.trouble:
            return NotStored()
        return await self._to_its_end(self._store(Batch(kept=kept)))

    async def forget_answers(self, before: date) -> None:
        """Erase what was kept under idempotency keys before that day."""
        await self._answers.forget(before)

    async def after(self, seq: int, stream: str = COMPLAINTS, limit: int = 1000) -> Sequence[DayRecord[Any]]:
        """Records of a stream with a number above `seq`, in order, at most `limit`."""
        return await self.store.read(stream, seq, limit)

    async def history(self, complaint: str) -> Sequence[DayRecord[Event]]:
        """All records about one complaint, in order."""
        return await self.store.history(COMPLAINTS, about(complaint))

    async def _carry_out(self, work: Asked) -> Outcome:
        async with self._one_at_a_time:
            return await self._answering(self._decided, work)

    async def _publish(self, decide: OnBoard, actor: str, prepare: Callable[[Kept], object] | None) -> Done | NotStored:
        async with self._one_at_a_time:
            return await self._answering(self._decided_board, decide, actor, prepare)

    async def _store(self, batch: Batch) -> Done | NotStored:
        async with self._one_at_a_time:
            return await self._answering(self._committed, batch)

    async def _decided(self, work: Asked) -> Outcome:
        for _ in range(_TRIES):
            if (known := await self.answered(work.actor, work.key, work.fingerprint)) is not None:
                return known
            decision = decide(self.state, work.command, work.actor, self.today(), self.rules())
            if not isinstance(decision, tuple):
                return Refused(decision)
            records = self._chained(COMPLAINTS, decision, work.actor)
            answer = self._answers.page(work, records, self.head + 1, self.today())
            kept = with_consequences(work.kept, decision, self.state)
            batch = Batch(records, kept, answer, erasures_of(decision))
            try:
                done = await self._committed(batch, work.answer)
            except Conflict:
                await self._read_on()
                continue
            if batch.erasures:
                await self._answering(self._note_what_is_erased)
            return done
        raise Unwritable(f"decided {_TRIES} times, and somebody else was always first")

    async def _decided_board(self, decide: OnBoard, actor: str, prepare: Callable[[Kept], object] | None) -> Done:
        for _ in range(_TRIES):
            # In a thread: with thousands of complaints it takes longer than a press of the queue may wait. It works on
            # states that nobody changes: others only make new ones, and none while it is this one's turn.
            events, kept = await asyncio.to_thread(decide, self.board, self.state)
            if prepare is not None:
                prepare(kept)
            if not events and kept == NOTHING:
                return Done(())
            try:
                return await self._committed(Batch(self._chained(BOARD, events, actor), kept))
            except Conflict:
                await self._read_on()
        raise Unwritable(f"decided {_TRIES} times, and somebody else was always first")

    async def _committed(self, batch: Batch, answer: bytes = b"") -> Done:
        if batch != Batch():
            await self.store.commit(batch)
            self._told = ""
            self._take(batch.records)
            if not self.epoch:
                self.epoch = await self.store.epoch()
            self._answers.committed(batch.answer, answer)
            self.bell.ring(self.head + self.board_head)
        return Done(tuple(record.event for record in batch.records), answer=answer)

    def _chained(self, stream: str, events: Sequence[Any], actor: str) -> tuple[DayRecord[Any], ...]:
        wording = WORDINGS[stream]
        return chained_days(
            events,
            self._heads[stream],
            stream=stream,
            actor=actor,
            day=self.today(),
            to_data=wording.to_data,
            subject_of=wording.subject_of,
        )

    def _take(self, records: Sequence[DayRecord[Any]]) -> None:
        """Fold what is committed."""
        complaints = [record for record in records if record.stream == COMPLAINTS]
        board = [record for record in records if record.stream == BOARD]
        if complaints:
            self.state = _folded(complaints, self.state)
        if board:
            self.board = fold_board(self.board, [record.event for record in board])
        if records:
            self._heads = {**self._heads, **{record.stream: Head(record.seq, record.hash) for record in records}}
            self.newest_day = records[-1].day

    async def _read_on(self) -> None:
        """Somebody else wrote first: what they wrote counts."""
        for stream in (COMPLAINTS, BOARD):
            while records := await self.store.read(stream, self._heads[stream].seq):
                self._take(records)

    async def _note_what_is_erased(self) -> None:
        """The events that the list of erasures knows and the log does not: it was restored from an older copy, or a commit failed."""
        listed = await self.store.erased()
        hiding = {one.complaint for one in listed if isinstance(one.what, Hidden)}
        told = Counter[Erasure]()
        for complaint in hiding:
            # Counted, for what was hidden may have been shown again by its sender since.
            told.update(erasures_of(record.event for record in await self.history(complaint)))
        for erasure in listed:
            if isinstance(erasure.what, Hidden) and told[erasure] > 0:
                told[erasure] -= 1
            elif events := forgotten_events(erasure, self.state):
                kept = with_consequences(NOTHING, events, self.state)
                again = tuple(one for one in erasures_of(events) if isinstance(one.what, Erased))
                await self._committed(Batch(self._chained(COMPLAINTS, events, CLOCK), kept, erasures=again))

    async def _answering(self, work: Callable[..., Coroutine[Any, Any, T]], *given: Any) -> T | NotStored:
        """What `work` comes to. Whatever goes wrong, nobody waits for ever, and no word of a complaint gets into a log file."""
        try:
            return await work(*given)
        except (Damaged, Newer, Unwritable) as error:
            why = str(error)
        except Exception as error:  # noqa: BLE001
            # Its text, and that of what caused it, could hold what it was given.
            why = type(error).__name__
        # Once, and not for every press, until something else is wrong or something has been stored.
        if why != self._told:
            self._told = why
            _log.error("not stored: %s", why)
        return NotStored()

    async def _to_its_end(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return await asyncio.shield(self._begun(coroutine))

    def _begun(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(coroutine, name="complaints office")
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task


def _folded(records: Sequence[DayRecord[Any]], state: ComplaintsState) -> ComplaintsState:
    return fold(((record.event, record.actor, record.day) for record in records), state)
