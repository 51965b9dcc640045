"""The records of one day, found in a log that may be years long."""

from collections.abc import AsyncIterator, Sequence

from server.domain.events import OfficeConfigured
from server.domain.record import Record
from server.office import Office

_AT_ONCE = 500
_LOOK_BACK = 40
"""So many times `_AT_ONCE` records are searched for the settings that held before."""


async def first_since(office: Office, wall_ms: int) -> int:
    """The number of the first record made at `wall_ms` (since 1970) or later; one past the head when there is none.

    Clocks jump, numbers do not: where the clock went back for a while, the records of that while may be missed.
    """
    low, high = 1, office.head + 1
    while low < high:
        middle = (low + high) // 2
        (record,) = await office.after(middle - 1, 1)
        if record.stamp.wall_ms < wall_ms:
            low = middle + 1
        else:
            high = middle
    return low


async def newest_first(office: Office, first: int, before: int) -> AsyncIterator[Record]:
    """The records from number `first` to just before number `before`, the newest first."""
    end = before
    while end > first:
        start = max(first, end - _AT_ONCE)
        for record in reversed(await office.after(start - 1, end - start)):
            yield record
        end = start


async def configured_before(office: Office, seq: int) -> str:
    """The digest of the description that held before record `seq`; "" when it lies too far back."""
    end = seq
    for _ in range(_LOOK_BACK):
        if end <= 1:
            return ""
        start = max(1, end - _AT_ONCE)
        found = last_document(await office.after(start - 1, end - start))
        if found:
            return found
        end = start
    return ""


def last_document(records: Sequence[Record]) -> str:
    """The digest of the last description among `records`."""
    documents = (record.event.document for record in reversed(records) if isinstance(record.event, OfficeConfigured))
    return next(documents, "")
