"""Who is told what of the queue stream outside of the history."""

from collections.abc import Sequence

from server.domain.access import Role, Visitor
from server.domain.door_events import DOOR_KINDS
from server.domain.record import Record
from server.office import Office


def may_read(visitor: Visitor, record: Record) -> bool:
    """Of the office's door only programs with full rights are told: a TV's or a kiosk's token travels in the open, and people read of
    it in the history.
    """
    return record.kind not in DOOR_KINDS or visitor.role is Role.API


async def read_on(office: Office, visitor: Visitor, after: int, limit: int) -> tuple[Sequence[Record], int]:
    """At most `limit` records after number `after` that the visitor may read, and the number up to which there are some for them:
    whoever reads until that number has come to the end.
    """
    head = office.head
    if visitor.role is Role.API:
        return await office.after(after, limit), head
    found: list[Record] = []
    at = after
    while len(found) < limit and (records := await office.after(at, limit)):
        at = records[-1].seq
        found += [record for record in records if may_read(visitor, record)]
    if len(found) < limit:
        head = min(head, found[-1].seq if found else after)
    return found[:limit], head
