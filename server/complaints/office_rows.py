"""The rows beside the log, as everybody reads them through the office."""

from collections.abc import Mapping, Sequence
from datetime import date

from server.complaints.kept import CardRow, PlainRow, ReceiptRow, SealedRow, StaffKeyRow, WrapRow
from server.complaints.log_store import ComplaintStore


class OfficeRows:
    """What is said of each stands in `server.complaints.log_store.ComplaintStore`."""

    def __init__(self, store: ComplaintStore) -> None:
        self.store = store

    async def sealed(self, ref: str) -> bytes | None:
        return await self.store.sealed(ref)

    async def rows(self, complaint: str, kind: str = "") -> list[SealedRow]:
        return await self.store.rows(complaint, kind)

    async def wraps(self, complaint: str, to: str = "") -> list[WrapRow]:
        return await self.store.wraps(complaint, to)

    async def wraps_to(self, to: str) -> list[WrapRow]:
        return await self.store.wraps_to(to)

    async def put_wraps(self, wraps: Sequence[WrapRow]) -> None:
        await self.store.put_wraps(wraps)

    async def plain(self, ref: str) -> str | None:
        return await self.store.plain(ref)

    async def plains(self, kind: str) -> list[PlainRow]:
        return await self.store.plains(kind)

    async def receipt(self, lookup: bytes) -> ReceiptRow | None:
        return await self.store.receipt(lookup)

    async def touch_receipt(self, lookup: bytes, used: date) -> None:
        await self.store.touch_receipt(lookup, used)

    async def forget_receipt(self, lookup: bytes) -> None:
        await self.store.forget_receipt(lookup)

    async def old_receipts(self, before: date) -> list[ReceiptRow]:
        return await self.store.old_receipts(before)

    async def staff_keys(self) -> list[StaffKeyRow]:
        return await self.store.staff_keys()

    async def put_staff_key(self, row: StaffKeyRow) -> None:
        await self.store.put_staff_key(row)

    async def cards(self) -> list[CardRow]:
        return await self.store.cards()

    async def mark(self, card: str, kind: str, mark: bytes) -> bool:
        return await self.store.mark(card, kind, mark)

    async def marks(self) -> Mapping[tuple[str, str], int]:
        return await self.store.marks()

    async def unmark(self, card: str, kind: str) -> None:
        await self.store.unmark(card, kind)

    async def setting(self, name: str) -> bytes | None:
        return await self.store.setting(name)

    async def put_setting(self, name: str, value: bytes) -> None:
        await self.store.put_setting(name, value)
