"""What was done at the office's door is told to the log afterwards: nothing there can be refused by the queue."""

from server.domain.door_events import DoorEvent
from server.domain.frozen import Frozen


class NoteDoor(Frozen):
    """These things have happened, in this order."""

    events: tuple[DoorEvent, ...]
