"""The store's port: an append-only log per stream, its projections, and the rows that are allowed to be erased.

One commit holds any number of entries, all of them or none. Nobody is answered before the commit that holds the answer.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from server.domain.access import AccountRow, DeviceRow, SessionRow
from server.domain.frozen import Frozen
from server.domain.note import Note
from server.domain.print_job import PrintJob
from server.domain.record import QUEUE, Head, Record
from server.domain.ticket_row import TicketRow


class Answer(Frozen):
    """What one command was answered, kept under its idempotency key, per actor.

    `fingerprint` is a hash of what was asked; `body` the answer as JSON; `seq` the head when it was given.
    """

    actor: str
    key: str
    fingerprint: str
    body: str
    seq: int


class Document(Frozen):
    """A text that events name by its SHA-256: the office's description."""

    digest: str
    text: str


class Entry(Frozen):
    """All that one command leaves behind: committed together, or not at all."""

    records: tuple[Record, ...] = ()
    answer: Answer | None = None
    documents: tuple[Document, ...] = ()
    notes: tuple[Note, ...] = ()


class Conflict(Exception):
    """Somebody else wrote first: read on, fold, look for an answer under the command's key, and decide again."""


class Duplicate(Exception):
    """The last guard: the day has that ticket number already, or the log that receipt. A fault in the rules."""


class Unwritable(Exception):
    """The medium failed (disk full, read-only, I/O error). Nothing of the commit is stored."""


class Damaged(Exception):
    """The stored log cannot be trusted: corrupt pages, a broken hash chain, or a broken invariant. The message says which."""


class Newer(Exception):
    """The data was written by a newer version of the software."""


class Busy(Exception):
    """Another server has the data directory."""


class Store(Protocol):
    """All methods are safe to cancel: a commit that has begun ends on its own, wholly or not at all."""

    async def open(self) -> None:
        """Take the data for this process. Raises `Busy`, `Damaged`, `Newer` or `Unwritable`."""

    async def close(self) -> None: ...

    async def epoch(self) -> str:
        """Which life of the log this is. A restore starts a new one."""

    async def head(self, stream: str = QUEUE) -> Head: ...

    async def append(self, entries: Sequence[Entry]) -> None:
        """Commit all entries durably, in one transaction, with their projections.

        Raises `Conflict` when a record's number is taken or leaves a gap, when its hash does not continue the stored
        chain, or when the actor has an answer under that key already; `Duplicate` when a ticket's number or receipt is
        taken; `Unwritable` when the medium fails. Then nothing of any entry is stored.

        The commit that opens a service day also forgets the answers given before the newest day of another date.
        """

    async def try_out(self) -> None:
        """Commit about as much as a press does and take it back: no event, no number. Raises `Unwritable` when the medium fails."""

    async def read(self, after: int, limit: int = 1000, stream: str = QUEUE) -> list[Record]:
        """Records with a number above `after`, in order, at most `limit`."""

    async def fold_base(self, stream: str = QUEUE) -> list[Record]:
        """The records from which today's state is folded.

        The last configuration before the newest opening of a day, then everything from that opening on (all of the log
        where no day was ever opened).
        """

    async def believed_ms(self) -> int:
        """Wall time of the newest record of the queue whose clock was not doubted, or was confirmed by it; milliseconds since
        1970, UTC. 0: there is none.
        """

    async def answers(self) -> list[Answer]:
        """The answers that are kept: those given since the opening of the newest day of another date. Oldest first."""

    async def document(self, digest: str) -> str | None: ...

    async def ticket(self, receipt: str) -> TicketRow | None: ...

    async def tickets(self, day: int) -> list[TicketRow]:
        """All tickets of one service day, in order of arrival."""

    async def days_on(self, date: str) -> list[int]:
        """The numbers of the openings of the service days with that label, in order: more than one when a day was opened again."""

    async def projections(self) -> str:
        """Every projection as canonical text, for comparing byte for byte."""

    async def rebuild(self) -> None:
        """Drop the projections and make them anew from the log, in one transaction."""

    async def verify(self, after: int = 0, stream: str = QUEUE) -> int:
        """Check the hash chain of the records above `after`; the count of those checked. Raises `Damaged`."""

    async def backup(self, path: Path) -> None:
        """Write a consistent, checked copy to `path` while the office works. A half copy never has that name."""

    # Rows that may be changed and erased: no projection, no event.

    async def note(self, note_id: str) -> str | None:
        """The text, unless it was erased."""

    async def put_note(self, note: Note) -> None:
        """Keep a note that no event names, or change it: who a visitor was, who a letter is for."""

    async def delete_note(self, note_id: str) -> None: ...

    async def forget_notes(self, kind: str, before_ms: int) -> None:
        """Erase the notes of that kind that were written before a time (milliseconds since 1970, UTC).

        The kind is what stands before the colon of their ids, "" for those without one: the notes on tickets.
        """

    async def setting(self, name: str) -> str | None: ...

    async def put_setting(self, name: str, value: str) -> None: ...

    async def devices(self) -> list[DeviceRow]: ...

    async def put_device(self, row: DeviceRow) -> None: ...

    async def delete_device(self, device_id: str) -> None:
        """Forget the device and its sessions."""

    async def accounts(self) -> list[AccountRow]: ...

    async def put_account(self, row: AccountRow) -> None: ...

    async def delete_account(self, account_id: str) -> None:
        """Forget the person and their sessions. Events that name the id stay as they are."""

    async def sessions(self) -> list[SessionRow]: ...

    async def put_session(self, row: SessionRow) -> None: ...

    async def delete_session(self, session_id: str) -> None: ...

    async def print_jobs(self) -> list[PrintJob]:
        """In the order in which they were first put."""

    async def put_print_job(self, row: PrintJob) -> None:
        """Keep a job, or change printer, state and reason of the one that has its id."""

    async def forget_print_jobs(self, before_day: int) -> None:
        """Erase the jobs of service days that were opened before the event of this number, addresses of tickets and all."""
