"""The complaints in a file of SQLite of their own."""

import asyncio
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from server.complaints import sqlite_commit, sqlite_rows, sqlite_start
from server.complaints.kept import CardRow, PlainRow, ReceiptRow, SealedRow, StaffKeyRow, WrapRow
from server.complaints.log_store import Batch, Erasure, Folded, Happened, KeptAnswer
from server.complaints.sqlite_erasing import DATABASE, erased_complaints, leave_no_trace
from server.domain.day_record import DayRecord
from server.domain.record import Head
from server.store import log
from server.store.chain import check_part
from server.store.connection import Connection
from server.store.failures import translated

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")


def _new_epoch() -> str:
    return secrets.token_hex(8)


class SqliteComplaintStore:
    """The store in `data/aduan/aduan.db`; that file is made with the first thing that is stored.

    What its methods promise stands in `server.complaints.log_store.ComplaintStore`. It takes no lock: the server that has the data
    directory has the complaints too. `new_epoch` names the first epoch, and `factory` is the class of the connection.
    """

    def __init__(
        self,
        data: Path,
        *,
        new_epoch: Callable[[], str] = _new_epoch,
        factory: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        self._data = data
        self._new_epoch = new_epoch
        self._connection = Connection(data / DATABASE, factory)
        self._making = asyncio.Lock()
        self._traces = False

    async def open(self) -> None:
        # Shielded: a connection that was opened for nobody would keep its thread.
        await self._connection.to_its_end(self._open_if_there())

    async def close(self) -> None:
        await self._connection.close()

    async def epoch(self) -> str:
        return await self._asked(log.epoch) or ""

    async def head(self, stream: str) -> Head:
        return await self._asked(log.head, stream) or Head()

    async def commit(self, batch: Batch) -> None:
        clean = await self._told(sqlite_commit.commit, self._data, batch)
        self._traces = self._traces or not clean

    async def load(self, stream: str) -> list[DayRecord[Any]]:
        return await self._asked(sqlite_rows.load, stream) or []

    async def fold(self, stream: str, step: Callable[[Iterable[Happened]], S]) -> Folded[S]:
        if not self._connection.is_open:
            return Folded(step(()), Head(), date.min)
        return await self._connection.run(sqlite_rows.fold, stream, step)

    async def read(self, stream: str, after: int, limit: int = 1000) -> list[DayRecord[Any]]:
        return await self._asked(sqlite_rows.read, stream, after, limit) or []

    async def history(self, stream: str, subject: str) -> list[DayRecord[Any]]:
        return await self._asked(sqlite_rows.history, stream, subject) or []

    async def verify(self, stream: str) -> int:
        # In parts: whoever sends a complaint meanwhile does not wait behind the whole log.
        last = 0
        while (checked := await self._asked(check_part, stream, last) or 0) > last:
            last = checked
        return last

    async def answer(self, actor: str, key: bytes) -> KeptAnswer | None:
        return await self._asked(sqlite_rows.answer, actor, key)

    async def forget_answers(self, before: date) -> None:
        if await self._asked(sqlite_rows.forget_answers, before):
            await self._wipe()

    async def sealed(self, ref: str) -> bytes | None:
        return await self._asked(sqlite_rows.sealed, ref)

    async def rows(self, complaint: str, kind: str = "") -> list[SealedRow]:
        return await self._asked(sqlite_rows.rows, complaint, kind) or []

    async def wraps(self, complaint: str, to: str = "") -> list[WrapRow]:
        return await self._asked(sqlite_rows.wraps, complaint, to) or []

    async def wraps_to(self, to: str) -> list[WrapRow]:
        return await self._asked(sqlite_rows.wraps_to, to) or []

    async def put_wraps(self, wraps: Sequence[WrapRow]) -> None:
        await self._told(sqlite_rows.put_wraps, wraps)
        await self._wipe()

    async def plain(self, ref: str) -> str | None:
        return await self._asked(sqlite_rows.plain, ref)

    async def plains(self, kind: str) -> list[PlainRow]:
        return await self._asked(sqlite_rows.plains, kind) or []

    async def receipt(self, lookup: bytes) -> ReceiptRow | None:
        return await self._asked(sqlite_rows.receipt, lookup)

    async def touch_receipt(self, lookup: bytes, used: date) -> None:
        await self._asked(sqlite_rows.touch_receipt, lookup, used)

    async def forget_receipt(self, lookup: bytes) -> None:
        await self._asked(sqlite_rows.forget_receipt, lookup)
        await self._wipe()

    async def old_receipts(self, before: date) -> list[ReceiptRow]:
        return await self._asked(sqlite_rows.old_receipts, before) or []

    async def staff_keys(self) -> list[StaffKeyRow]:
        return await self._asked(sqlite_rows.staff_keys) or []

    async def put_staff_key(self, row: StaffKeyRow) -> None:
        await self._told(sqlite_rows.put_staff_key, row)
        # A key that was destroyed, or locked with a new password, must not be found under the old one.
        await self._wipe()

    async def cards(self) -> list[CardRow]:
        return await self._asked(sqlite_rows.cards) or []

    async def mark(self, card: str, kind: str, mark: bytes) -> bool:
        return await self._asked(sqlite_rows.mark, card, kind, mark) or False

    async def marks(self) -> Mapping[tuple[str, str], int]:
        return await self._asked(sqlite_rows.marks) or {}

    async def unmark(self, card: str, kind: str) -> None:
        await self._asked(sqlite_rows.unmark, card, kind)

    async def setting(self, name: str) -> bytes | None:
        return await self._asked(sqlite_rows.setting, name)

    async def put_setting(self, name: str, value: bytes) -> None:
        await self._told(sqlite_rows.put_setting, name, value)

    async def erased(self) -> list[Erasure]:
        return await self._asked(erased_complaints) or []

    async def tidy(self) -> None:
        if self._traces:
            await self._wipe()

    async def _wipe(self) -> None:
        self._traces = not await self._asked(leave_no_trace)

    async def _asked(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """What `work` finds; None while there is no database."""
        if not self._connection.is_open:
            return None
        return await self._connection.run(work, *args, **kwargs)

    async def _told(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same for what stores something: the database is made when there is none."""
        if not self._connection.is_open:
            await self._connection.to_its_end(self._make())
        return await self._connection.run(work, *args, **kwargs)

    async def _open_if_there(self) -> None:
        if await asyncio.to_thread(self._check):
            await self._begin()

    async def _make(self) -> None:
        async with self._making:
            if not self._connection.is_open:
                await asyncio.to_thread(self._create)
                await self._begin()

    async def _begin(self) -> None:
        try:
            await self._connection.open()
            self._traces = not await self._connection.run(sqlite_start.begin, self._data)
        except BaseException:
            await self._connection.close()
            raise

    def _check(self) -> bool:
        with translated():
            if not sqlite_start.there(self._data):
                return False
            sqlite_start.check(self._data / DATABASE)
            return True

    def _create(self) -> None:
        with translated():
            if not (self._data / DATABASE).exists():
                sqlite_start.create(self._data, self._new_epoch)
