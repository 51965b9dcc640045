"""The port of the complaints' store: two chained logs, and rows that can be erased."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from server.complaints.kept import NOTHING, CardRow, Kept, PlainRow, ReceiptRow, SealedRow, StaffKeyRow, WrapRow
from server.domain.day_record import DayRecord
from server.domain.record import Head


class Erased(StrEnum):
    """How much of a complaint left the disk; the words of the list outside of the database."""

    IDENTITY = "identitas"
    TEXT = "isi"
    ALL = "semua"


class Hidden(StrEnum):
    """What a press took out of sight, so that no restore may show it again; rows stay, and the same may happen more than once."""

    ANONYMOUS = "kelas-anonim"
    SECRET = "kelas-rahasia"  # noqa: S105 -- a class
    WITHDRAWN = "ditarik"
    DECLINED = "ringkasan-ditolak"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One line of the list outside of the database. `ref`: which public words were declined, "" for all else."""

    complaint: str
    what: Erased | Hidden
    ref: str = ""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What one command was answered. `key`, `fingerprint` and `sealed` can be told only by whoever holds the idempotency key.

    The events are those of `stream` from number `first` on, `count` of them.
    """

    actor: str
    key: bytes
    fingerprint: bytes
    stream: str
    first: int
    count: int
    complaint: str
    sealed: bytes
    day: date


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one command leaves behind: committed together, or not at all."""

    records: tuple[DayRecord[Any], ...] = ()
    kept: Kept = NOTHING
    answer: KeptAnswer | None = None
    erasures: tuple[Erasure, ...] = ()

    @property
    def erases(self) -> bool:
        return bool(self.erasures) or self.kept.erases


Happened = tuple[Any, str, date]
"""An event, its actor, and the office's day."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folded(Generic[T]):
    """`made` of the records up to `head`, of which the last is of the day `newest` (the first of all days for none)."""

    made: T
    head: Head
    newest: date


class ComplaintStore(Protocol):
    """Until something is stored there may be no database at all: then everything is empty.

    Safe to cancel: a commit that has begun ends on its own, wholly or not at all. Besides what is said below, every method raises
    `server.store.base.Unwritable` when the medium fails and `Damaged` when what is stored cannot be read.
    """

    async def open(self) -> None:
        """Open what there is, and erase again what the list of erasures names. Raises `Damaged`, `Newer` or `Unwritable`."""

    async def close(self) -> None: ...

    async def epoch(self) -> str:
        """Which life of the log this is; a restore starts a new one. "" while nothing was ever stored."""

    async def head(self, stream: str) -> Head: ...

    async def commit(self, batch: Batch) -> None:
        """Store all of it durably, in one transaction.

        Whatever is erased is in no file of the data directory when this returns, and the three great erasures and what is hidden were
        written to the list outside of the database before. Raises `Conflict` when a record does not continue the stored chain, or when
        that key has an answer already.
        """

    async def load(self, stream: str) -> list[DayRecord[Any]]:
        """Every record of a stream, its hash chain checked. Raises `Damaged`."""

    async def fold(self, stream: str, step: Callable[[Iterable[Happened]], T]) -> Folded[T]:
        """What `step` makes of every record, in a thread of the store and without all of them in memory at once; the chain is checked.

        Raises `Damaged`.
        """

    async def read(self, stream: str, after: int, limit: int = 1000) -> list[DayRecord[Any]]:
        """Records with a number above `after`, in order, at most `limit`."""

    async def history(self, stream: str, subject: str) -> list[DayRecord[Any]]:
        """The records about one complaint or card, in order; by index."""

    async def verify(self, stream: str) -> int:
        """Check the hash chain; the count of records. Raises `Damaged`."""

    async def answer(self, actor: str, key: bytes) -> KeptAnswer | None: ...

    async def forget_answers(self, before: date) -> None:
        """Erase the answers that were given before that day."""

    async def sealed(self, ref: str) -> bytes | None: ...

    async def rows(self, complaint: str, kind: str = "") -> list[SealedRow]:
        """The sealed rows of a complaint, of one kind or ("") of all, in the order in which they were put."""

    async def wraps(self, complaint: str, to: str = "") -> list[WrapRow]:
        """The keys of a complaint, sealed to one or ("") to all."""

    async def wraps_to(self, to: str) -> list[WrapRow]:
        """All keys that are sealed to one account."""

    async def put_wraps(self, wraps: Sequence[WrapRow]) -> None:
        """Replace keys that are sealed anew, for an official with a new key pair; in one transaction."""

    async def plain(self, ref: str) -> str | None: ...

    async def plains(self, kind: str) -> list[PlainRow]: ...

    async def receipt(self, lookup: bytes) -> ReceiptRow | None: ...

    async def touch_receipt(self, lookup: bytes, used: date) -> None: ...

    async def forget_receipt(self, lookup: bytes) -> None: ...

    async def old_receipts(self, before: date) -> list[ReceiptRow]:
        """The receipts that were used last before that day."""

    async def staff_keys(self) -> list[StaffKeyRow]: ...

    async def put_staff_key(self, row: StaffKeyRow) -> None:
        """Keep it, or change the row that has its account and public key."""

    async def cards(self) -> list[CardRow]: ...

    async def mark(self, card: str, kind: str, mark: bytes) -> bool:
        """Note one device's sign on a card; False when it is there already, or the card is not. They go with the card's row."""

    async def marks(self) -> Mapping[tuple[str, str], int]:
        """How many there are, by card and kind."""

    async def unmark(self, card: str, kind: str) -> None: ...

    async def setting(self, name: str) -> bytes | None: ...

    async def put_setting(self, name: str, value: bytes) -> None: ...

    async def erased(self) -> list[Erasure]:
        """Of the complaints in the log, those that the list of erasures names, in its order."""

    async def tidy(self) -> None:
        """Take out of the files what an earlier erasure had to leave because somebody was reading."""
