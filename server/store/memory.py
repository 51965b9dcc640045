"""The log in memory: for tests and for trying things out. The same rules, by the same projections, without a medium."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from server.domain.access import AccountRow, DeviceRow, SessionRow
from server.domain.events import ClockConfirmed, DayOpened, OfficeConfigured
from server.domain.frozen import replace
from server.domain.note import Note
from server.domain.print_job import PrintJob
from server.domain.record import QUEUE, Head, Record
from server.domain.ticket_row import TicketRow
from server.store import append, erasable, schema
from server.store.backup import copy_checked
from server.store.base import Answer, Conflict, Document, Entry
from server.store.chain import check_rows
from server.store.failures import translated
from server.store.log_row import hash_of, to_row
from server.store.projections import as_text, changes
from server.store.tables import Tables


@dataclass(slots=True)
class MemoryLog:
    """What outlives a store. Several stores may share one, as several processes share a database."""

    epoch: str = "memory"
    records: dict[str, list[Record]] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    devices: dict[str, DeviceRow] = field(default_factory=dict)
    accounts: dict[str, AccountRow] = field(default_factory=dict)
    sessions: dict[str, SessionRow] = field(default_factory=dict)
    print_jobs: dict[str, PrintJob] = field(default_factory=dict)


class MemoryStore:
    """A store on a shared log. What its methods promise stands in `server.store.base.Store`; nothing of it ever waits."""

    def __init__(self, log: MemoryLog) -> None:
        self._log = log

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def epoch(self) -> str:
        return self._log.epoch

    async def head(self, stream: str = QUEUE) -> Head:
        records = self._stream(stream)
        return Head(records[-1].seq, records[-1].hash) if records else Head()

    async def append(self, entries: Sequence[Entry]) -> None:
        log = self._log
        records = {stream: list(stored) for stream, stored in log.records.items()}
        answers, documents, tables = dict(log.answers), dict(log.documents), log.tables.copy()
        for record in (record for entry in entries for record in entry.records):
            stream = records.setdefault(record.stream, [])
            before = Head(stream[-1].seq, stream[-1].hash) if stream else Head()
            if record.seq != before.seq + 1 or record.hash != hash_of(before.hash, to_row(record)):
                raise Conflict(f"{record.stream} {record.seq} does not follow {before.seq}")
            stream.append(record)
            if record.stream == QUEUE:
                _project(record, tables, answers)
        for answer in (entry.answer for entry in entries if entry.answer is not None):
            if (answer.actor, answer.key) in answers:
                raise Conflict(f"answered already: {answer.actor} {answer.key}")
            answers[answer.actor, answer.key] = answer
        for document in (document for entry in entries for document in entry.documents):
            documents.setdefault(document.digest, document.text)
        notes = {note.id: note for entry in entries for note in entry.notes}
        log.notes = {**log.notes, **notes}
        log.records, log.answers, log.documents, log.tables = records, answers, documents, tables

    async def try_out(self) -> None: ...

    async def read(self, after: int, limit: int = 1000, stream: str = QUEUE) -> list[Record]:
        # Numbers are dense and begin with 1, so a number is a place.
        return self._stream(stream)[max(after, 0) :][:limit]

    async def fold_base(self, stream: str = QUEUE) -> list[Record]:
        records = self._stream(stream)
        opening = max((record.seq for record in records if isinstance(record.event, DayOpened)), default=0)
        before = [record for record in records[: max(opening - 1, 0)] if isinstance(record.event, OfficeConfigured)]
        return [*before[-1:], *records[max(opening - 1, 0) :]]

    async def believed_ms(self) -> int:
        for record in reversed(self._stream(QUEUE)):
            if not record.doubtful or isinstance(record.event, ClockConfirmed):
                return record.stamp.wall_ms
        return 0

    async def answers(self) -> list[Answer]:
        return sorted(self._log.answers.values(), key=lambda answer: (answer.seq, answer.actor, answer.key))

    async def document(self, digest: str) -> str | None:
        return self._log.documents.get(digest)

    async def ticket(self, receipt: str) -> TicketRow | None:
        return self._log.tables.ticket(receipt)

    async def tickets(self, day: int) -> list[TicketRow]:
        return self._log.tables.tickets(day)

    async def days_on(self, date: str) -> list[int]:
        return self._log.tables.days_on(date)

    async def projections(self) -> str:
        return as_text(self._log.tables.values())

    async def rebuild(self) -> None:
        tables = Tables()
        for record in self._stream(QUEUE):
            for change in changes(record):
                tables.carry_out(change)
        self._log.tables = tables

    async def verify(self, after: int = 0, stream: str = QUEUE) -> int:
        records = self._stream(stream)
        before = Head(after, records[after - 1].hash) if 0 < after <= len(records) else Head()
        return check_rows(map(to_row, records[after:]), before).seq - before.seq

    async def backup(self, path: Path) -> None:
        await asyncio.to_thread(self._backup, path)

    async def note(self, note_id: str) -> str | None:
        note = self._log.notes.get(note_id)
        return None if note is None else note.text

    async def put_note(self, note: Note) -> None:
        self._log.notes[note.id] = note

    async def delete_note(self, note_id: str) -> None:
        self._log.notes.pop(note_id, None)

    async def forget_notes(self, kind: str, before_ms: int) -> None:
        def stays(note: Note) -> bool:
            return note.ms >= before_ms or (note.id.partition(":")[0] if ":" in note.id else "") != kind

        self._log.notes = {note.id: note for note in self._log.notes.values() if stays(note)}

    async def setting(self, name: str) -> str | None:
        return self._log.settings.get(name)

    async def put_setting(self, name: str, value: str) -> None:
        self._log.settings[name] = value

    async def devices(self) -> list[DeviceRow]:
        return sorted(self._log.devices.values(), key=lambda row: row.id)

    async def put_device(self, row: DeviceRow) -> None:
        self._log.devices[row.id] = row

    async def delete_device(self, device_id: str) -> None:
        self._log.devices.pop(device_id, None)
        self._log.sessions = {key: row for key, row in self._log.sessions.items() if row.device != device_id}

    async def accounts(self) -> list[AccountRow]:
        return sorted(self._log.accounts.values(), key=lambda row: row.id)

    async def put_account(self, row: AccountRow) -> None:
        self._log.accounts[row.id] = row

    async def delete_account(self, account_id: str) -> None:
        self._log.accounts.pop(account_id, None)
        self._log.sessions = {key: row for key, row in self._log.sessions.items() if row.account != account_id}

    async def sessions(self) -> list[SessionRow]:
        return sorted(self._log.sessions.values(), key=lambda row: row.id)

    async def put_session(self, row: SessionRow) -> None:
        self._log.sessions[row.id] = row

    async def delete_session(self, session_id: str) -> None:
        self._log.sessions.pop(session_id, None)

    async def print_jobs(self) -> list[PrintJob]:
        return list(self._log.print_jobs.values())

    async def put_print_job(self, row: PrintJob) -> None:
        known = self._log.print_jobs.get(row.id, row)
        self._log.print_jobs[row.id] = replace(known, printer=row.printer, state=row.state, why=row.why)

    async def forget_print_jobs(self, before_day: int) -> None:
        self._log.print_jobs = {key: row for key, row in self._log.print_jobs.items() if row.day >= before_day}

    def _stream(self, stream: str) -> list[Record]:
        return self._log.records.get(stream, [])

    def _backup(self, path: Path) -> None:
        """There is one kind of backup: a database, from which any store can be restored."""
        log = self._log
        entries = [
            *(Entry(tuple(records)) for records in log.records.values()),
            *(Entry(answer=answer) for answer in log.answers.values()),
            Entry(documents=tuple(Document(digest, text) for digest, text in log.documents.items())),
            Entry(notes=tuple(log.notes.values())),
        ]
        with translated(), tempfile.TemporaryDirectory() as directory:
            database = Path(directory) / schema.DATABASE_NAME
            schema.create(database, log.epoch)
            with closing(sqlite3.connect(database, isolation_level=None)) as connection:
                append.append(connection, entries)
                for name, value in log.settings.items():
                    erasable.put_setting(connection, name, value)
                for device in log.devices.values():
                    erasable.put_device(connection, device)
                for account in log.accounts.values():
                    erasable.put_account(connection, account)
                for session in log.sessions.values():
                    erasable.put_session(connection, session)
                for job in log.print_jobs.values():
                    erasable.put_print_job(connection, job)
            copy_checked(database, path)


def _project(record: Record, tables: Tables, answers: dict[tuple[str, str], Answer]) -> None:
    for change in changes(record):
        tables.carry_out(change)
    if isinstance(record.event, DayOpened):
        oldest = tables.newest_day_of_another_date(record.seq, record.event.date)
        for key in [key for key, answer in answers.items() if answer.seq < oldest]:
            del answers[key]
