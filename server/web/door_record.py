"""What an admin changes at the office's door goes into the log: see `server/domain/door_events.py`."""

import logging

from starlette.requests import Request

from server.domain.access import AccountRow
from server.domain.door import NoteDoor
from server.domain.door_events import AccountChanged, DoorEvent
from server.office import Done
from server.web.context import Context, context_of, visitor_of

_log = logging.getLogger("silakan.door")


async def record_door(request: Request, *events: DoorEvent) -> None:
    """`events`, as done by whoever asks."""
    await record_door_as(context_of(request), visitor_of(request).actor, *events)


async def record_door_as(context: Context, actor: str, *events: DoorEvent) -> None:
    """Afterwards, for accounts and devices are kept apart from the log: what has happened is not taken back for want of a line there."""
    if events and not isinstance(await context.office.do(NoteDoor(events), actor=actor), Done):
        _log.error("not recorded: %s", ", ".join(event.kind for event in events))


def changes_of(before: AccountRow, after: AccountRow) -> tuple[AccountChanged, ...]:
    """What is different about an account, as events."""
    told = (
        ("renamed", before.name != after.name),
        ("role", before.role != after.role),
        ("resumed" if after.active else "stopped", before.active != after.active),
    )
    return tuple(AccountChanged(after.id, what, after.role) for what, differs in told if differs)
