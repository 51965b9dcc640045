"""The complaints in memory, for tests: the same promises as the database, without a disk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from server.complaints.kept import CardRow, Kept, PlainRow, ReceiptRow, SealedRow, StaffKeyRow, WrapRow
from server.complaints.log_store import Batch, Erased, Erasure, Folded, Happened, Hidden, KeptAnswer
from server.complaints.sqlite_commit import to_row
from server.complaints.streams import WORDINGS
from server.domain.day_record import DayRecord
from server.domain.record import Head
from server.store.base import Conflict, Damaged
from server.store.log_row import hash_of

T = TypeVar("T")
_IDENTITY = frozenset({"identity"})
_TEXT = frozenset({"text", "message", "file", "meta", "external"})


@dataclass(slots=True)
class Shelves:
    """What several stores of one office share, so that tests can race them."""

    records: list[DayRecord[Any]] = field(default_factory=list)
    answers: dict[tuple[str, bytes], KeptAnswer] = field(default_factory=dict)
    sealed: dict[str, SealedRow] = field(default_factory=dict)
    wraps: dict[tuple[str, str, str], WrapRow] = field(default_factory=dict)
    plain: dict[str, PlainRow] = field(default_factory=dict)
    receipts: dict[bytes, ReceiptRow] = field(default_factory=dict)
    cards: dict[str, CardRow] = field(default_factory=dict)
    marks: set[tuple[str, str, bytes]] = field(default_factory=set)
    staff_keys: dict[tuple[str, bytes], StaffKeyRow] = field(default_factory=dict)
    settings: dict[str, bytes] = field(default_factory=dict)
    erased: list[Erasure] = field(default_factory=list)


class MemoryComplaintStore:
    """What its methods promise stands in `server.complaints.log_store.ComplaintStore`."""

    def __init__(self, shelves: Shelves | None = None) -> None:
        self._all = Shelves() if shelves is None else shelves

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def epoch(self) -> str:
        return "memory" if self._all.records else ""

    async def head(self, stream: str) -> Head:
        records = self._of(stream)
        return Head(records[-1].seq, records[-1].hash) if records else Head()

    async def commit(self, batch: Batch) -> None:
        heads: dict[str, Head] = {}
        for record in batch.records:
            before = heads.get(record.stream) or await self.head(record.stream)
            if record.seq != before.seq + 1 or record.hash != hash_of(before.hash, to_row(record)):
                raise Conflict(f"{record.stream} {record.seq} does not follow {before.seq}")
            heads[record.stream] = Head(record.seq, record.hash)
        answer = batch.answer
        if answer is not None and (answer.actor, answer.key) in self._all.answers:
            raise Conflict("answered already")
        self._all.records += batch.records
        self._take_away(batch.kept)
        self._put(batch.kept)
        for erasure in batch.erasures:
            self._erase(erasure)
        # After them: whoever presses again is told that it is done.
        if answer is not None:
            self._all.answers[answer.actor, answer.key] = answer

    async def load(self, stream: str) -> list[DayRecord[Any]]:
        await self.verify(stream)
        return self._of(stream)

    async def fold(self, stream: str, step: Callable[[Iterable[Happened]], T]) -> Folded[T]:
        records = await self.load(stream)
        made = step((record.event, record.actor, record.day) for record in records)
        return Folded(made, await self.head(stream), records[-1].day if records else date.min)

    async def read(self, stream: str, after: int, limit: int = 1000) -> list[DayRecord[Any]]:
        return self._of(stream)[after : after + limit]

    async def history(self, stream: str, subject: str) -> list[DayRecord[Any]]:
        return [record for record in self._of(stream) if WORDINGS[stream].subject_of(record.event) == subject]

    async def verify(self, stream: str) -> int:
        before = Head()
        for record in self._of(stream):
            if record.seq != before.seq + 1 or record.hash != hash_of(before.hash, to_row(record)):
                raise Damaged(f"Catatan nomor {record.seq} rusak: isinya tidak cocok dengan sidiknya.")
            before = Head(record.seq, record.hash)
        return before.seq

    async def answer(self, actor: str, key: bytes) -> KeptAnswer | None:
        return self._all.answers.get((actor, key))

    async def forget_answers(self, before: date) -> None:
        kept = {name: answer for name, answer in self._all.answers.items() if answer.day >= before}
        self._all.answers.clear()
        self._all.answers.update(kept)

    async def sealed(self, ref: str) -> bytes | None:
        row = self._all.sealed.get(ref)
        return None if row is None else row.sealed

    async def rows(self, complaint: str, kind: str = "") -> list[SealedRow]:
        return [row for row in self._all.sealed.values() if row.complaint == complaint and kind in ("", row.kind)]

    async def wraps(self, complaint: str, to: str = "") -> list[WrapRow]:
        return [row for name, row in sorted(self._all.wraps.items()) if name[0] == complaint and to in ("", row.to)]

    async def wraps_to(self, to: str) -> list[WrapRow]:
        return [row for _, row in sorted(self._all.wraps.items()) if row.to == to]

    async def put_wraps(self, wraps: Sequence[WrapRow]) -> None:
        self._all.wraps.update({(row.complaint, row.to, row.purpose): row for row in wraps})

    async def plain(self, ref: str) -> str | None:
        row = self._all.plain.get(ref)
        return None if row is None else row.text

    async def plains(self, kind: str) -> list[PlainRow]:
        return [row for row in self._all.plain.values() if row.kind == kind]

    async def receipt(self, lookup: bytes) -> ReceiptRow | None:
        return self._all.receipts.get(lookup)

    async def touch_receipt(self, lookup: bytes, used: date) -> None:
        row = self._all.receipts.get(lookup)
        if row is not None:
            self._all.receipts[lookup] = replace(row, used_day=used)

    async def forget_receipt(self, lookup: bytes) -> None:
        self._all.receipts.pop(lookup, None)

    async def old_receipts(self, before: date) -> list[ReceiptRow]:
        return [row for _, row in sorted(self._all.receipts.items()) if row.used_day < before]

    async def staff_keys(self) -> list[StaffKeyRow]:
        return list(self._all.staff_keys.values())

    async def put_staff_key(self, row: StaffKeyRow) -> None:
        self._all.staff_keys[row.account, row.public] = row

    async def cards(self) -> list[CardRow]:
        return [row for _, row in sorted(self._all.cards.items())]

    async def mark(self, card: str, kind: str, mark: bytes) -> bool:
        if card not in self._all.cards or (card, kind, mark) in self._all.marks:
            return False
        self._all.marks.add((card, kind, mark))
        return True

    async def marks(self) -> Mapping[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = {}
        for card, kind, _ in self._all.marks:
            counts[card, kind] = counts.get((card, kind), 0) + 1
        return counts

    async def unmark(self, card: str, kind: str) -> None:
        self._all.marks -= {mark for mark in self._all.marks if mark[:2] == (card, kind)}

    async def setting(self, name: str) -> bytes | None:
        return self._all.settings.get(name)

    async def put_setting(self, name: str, value: bytes) -> None:
        self._all.settings[name] = value

    async def erased(self) -> list[Erasure]:
        return list(self._all.erased)

    async def tidy(self) -> None: ...

    def _of(self, stream: str) -> list[DayRecord[Any]]:
        return [record for record in self._all.records if record.stream == stream]

    def _put(self, kept: Kept) -> None:
        self._all.sealed.update({row.ref: row for row in kept.puts})
        self._all.wraps.update({(row.complaint, row.to, row.purpose): row for row in kept.wraps})
        self._all.plain.update({row.ref: row for row in kept.plain})
        self._all.receipts.update({row.lookup: row for row in kept.receipts})
        self._all.cards.update({row.card: row for row in kept.cards})

    def _take_away(self, kept: Kept) -> None:
        for ref in kept.erase:
            self._all.sealed.pop(ref, None)
        for ref in kept.erase_plain:
            self._all.plain.pop(ref, None)
        for card in kept.erase_cards:
            self._forget_card(card)
        for complaint, to, *purposes in kept.erase_wraps:
            _drop(
                self._all.wraps,
                lambda row, c=complaint, t=to, p=purposes: (
                    row.complaint == c and row.to == t and (not p or row.purpose == p[0])
                ),
            )

    def _erase(self, erasure: Erasure) -> None:
        if isinstance(erasure.what, Hidden) or erasure not in self._all.erased:
            self._all.erased.append(erasure)
        if isinstance(erasure.what, Hidden):
            return
        complaint, everything = erasure.complaint, erasure.what is Erased.ALL
        kinds = _IDENTITY if erasure.what is Erased.IDENTITY else _TEXT

        def sealed_goes(row: SealedRow) -> bool:
            return row.complaint == complaint and (everything or row.kind in kinds)

        def wrap_goes(row: WrapRow) -> bool:
            of_identity = row.purpose.startswith("identity")
            named = of_identity if erasure.what is Erased.IDENTITY else row.purpose == "case"
            return row.complaint == complaint and (everything or named)

        _drop(self._all.sealed, sealed_goes)
        _drop(self._all.wraps, wrap_goes)
        if everything:
            for rows in (self._all.plain, self._all.answers):
                _drop(rows, lambda row: row.complaint == complaint)
            for receipt in [row for row in self._all.receipts.values() if row.complaint == complaint]:
                self._all.receipts[receipt.lookup] = replace(receipt, sealed_key=b"")
            for card in [row.card for row in self._all.cards.values() if row.complaint == complaint]:
                self._forget_card(card)

    def _forget_card(self, card: str) -> None:
        self._all.cards.pop(card, None)
        self._all.marks -= {mark for mark in self._all.marks if mark[0] == card}


def _drop(rows: dict[Any, Any], goes: Any) -> None:
    for name in [name for name, row in rows.items() if goes(row)]:
        del rows[name]
