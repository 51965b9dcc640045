"""What was done at the office's door is told to the log afterwards: nothing there can be refused by the queue."""

from dataclasses import dataclass

from server.domain.door_events import DoorEvent


@dataclass(frozen=True, slots=True)
class NoteDoor:
    """These things have happened, in this order."""

    events: tuple[DoorEvent, ...]
