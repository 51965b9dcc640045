"""The log in one file of SQLite."""

import asyncio
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from server.domain.access import AccountRow, DeviceRow, SessionRow
from server.domain.note import Note
from server.domain.print_job import PrintJob
from server.domain.record import QUEUE, Head, Record
from server.domain.ticket_row import TicketRow
from server.store import append, chain, erasable, log, projected, trial
from server.store.aside import utc_now
from server.store.backup import backup_directory
from server.store.base import Answer, Entry
from server.store.connection import Connection
from server.store.failures import translated
from server.store.lock import DirectoryLock
from server.store.schema import DATABASE_NAME
from server.store.start import begin, prepare


def _new_epoch() -> str:
    return secrets.token_hex(8)


class SqliteStore:
    """The store in `directory/silakan.db`. What its methods promise stands in `server.store.base.Store`.

    `exclusive=False` lets two stores share a directory, so that tests can race them; a server never does that.
    `new_epoch` names the first epoch of a new log, `utc_now` dates the directory in which a damaged one is kept, and `factory`
    is the class of the connection.
    """

    def __init__(
        self,
        directory: Path,
        *,
        exclusive: bool = True,
        new_epoch: Callable[[], str] = _new_epoch,
        utc_now: Callable[[], datetime] = utc_now,
        factory: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        self._directory = directory
        self._database = directory / DATABASE_NAME
        self._lock = DirectoryLock(directory) if exclusive else None
        self._new_epoch = new_epoch
        self._utc_now = utc_now
        self._connection = Connection(self._database, factory)

    async def open(self) -> None:
        if self._connection.is_open:
            raise RuntimeError("the store is open already")
        opening = asyncio.create_task(self._open())
        try:
            await asyncio.shield(opening)
        except asyncio.CancelledError:
            # A connection that was opened for nobody would keep its thread and the lock.
            await asyncio.wait([opening])
            if not opening.cancelled() and opening.exception() is None:
                await self.close()
            raise

    async def close(self) -> None:
        try:
            await self._connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    async def epoch(self) -> str:
        return await self._connection.run(log.epoch)

    async def head(self, stream: str = QUEUE) -> Head:
        return await self._connection.run(log.head, stream)

    async def append(self, entries: Sequence[Entry]) -> None:
        await self._connection.run(append.append, entries)

    async def try_out(self) -> None:
        await self._connection.run(trial.try_out)

    async def read(self, after: int, limit: int = 1000, stream: str = QUEUE) -> list[Record]:
        return await self._connection.run(log.read, after, limit, stream)

    async def fold_base(self, stream: str = QUEUE) -> list[Record]:
        return await self._connection.run(log.fold_base, stream)

    async def believed_ms(self) -> int:
        return await self._connection.run(log.believed_ms)

    async def answers(self) -> list[Answer]:
        return await self._connection.run(log.answers)

    async def document(self, digest: str) -> str | None:
        return await self._connection.run(log.document, digest)

    async def ticket(self, receipt: str) -> TicketRow | None:
        return await self._connection.run(projected.ticket, receipt)

    async def tickets(self, day: int) -> list[TicketRow]:
        return await self._connection.run(projected.tickets, day)

    async def days_on(self, date: str) -> list[int]:
        return await self._connection.run(projected.days_on, date)

    async def projections(self) -> str:
        return await self._connection.run(projected.projections)

    async def rebuild(self) -> None:
        await self._connection.run(projected.rebuild)

    async def verify(self, after: int = 0, stream: str = QUEUE) -> int:
        last = after
        # In parts, so that a press never waits behind the whole of a year.
        while (checked := await self._connection.run(chain.check_part, stream, last)) > last:
            last = checked
        return last - after

    async def backup(self, path: Path) -> None:
        # On a connection and a thread of its own: commits go on meanwhile.
        await self._connection.to_its_end(asyncio.to_thread(backup_directory, self._directory, path))

    async def note(self, note_id: str) -> str | None:
        return await self._connection.run(erasable.note, note_id)

    async def put_note(self, note: Note) -> None:
        await self._connection.run(erasable.put_note, note)

    async def delete_note(self, note_id: str) -> None:
        await self._connection.run(erasable.delete_note, note_id)

    async def forget_notes(self, kind: str, before_ms: int) -> None:
        await self._connection.run(erasable.forget_notes, kind, before_ms)

    async def setting(self, name: str) -> str | None:
        return await self._connection.run(erasable.setting, name)

    async def put_setting(self, name: str, value: str) -> None:
        await self._connection.run(erasable.put_setting, name, value)

    async def devices(self) -> list[DeviceRow]:
        return await self._connection.run(erasable.devices)

    async def put_device(self, row: DeviceRow) -> None:
        await self._connection.run(erasable.put_device, row)

    async def delete_device(self, device_id: str) -> None:
        await self._connection.run(erasable.delete_device, device_id)

    async def accounts(self) -> list[AccountRow]:
        return await self._connection.run(erasable.accounts)

    async def put_account(self, row: AccountRow) -> None:
        await self._connection.run(erasable.put_account, row)

    async def delete_account(self, account_id: str) -> None:
        await self._connection.run(erasable.delete_account, account_id)

    async def sessions(self) -> list[SessionRow]:
        return await self._connection.run(erasable.sessions)

    async def put_session(self, row: SessionRow) -> None:
        await self._connection.run(erasable.put_session, row)

    async def delete_session(self, session_id: str) -> None:
        await self._connection.run(erasable.delete_session, session_id)

    async def print_jobs(self) -> list[PrintJob]:
        return await self._connection.run(erasable.print_jobs)

    async def put_print_job(self, row: PrintJob) -> None:
        await self._connection.run(erasable.put_print_job, row)

    async def forget_print_jobs(self, before_day: int) -> None:
        await self._connection.run(erasable.forget_print_jobs, before_day)

    async def _open(self) -> None:
        try:
            await asyncio.to_thread(self._prepare)
            await self._connection.open()
            await self._connection.run(begin)
        except BaseException:
            await self.close()
            raise

    def _prepare(self) -> None:
        with translated():
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._lock is not None:
            self._lock.acquire()
        prepare(self._database, self._new_epoch, self._utc_now)
