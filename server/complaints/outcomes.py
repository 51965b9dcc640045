"""What a press on the complaint board comes to."""

from dataclasses import dataclass

from server.domain.board_events import BoardEvent
from server.domain.complaint_events import Event
from server.domain.complaint_refusals import ComplaintRefusal
from server.office import KeyMisused, NotStored

__all__ = ["Done", "KeyMisused", "NotStored", "Outcome", "Refused"]


@dataclass(frozen=True, slots=True)
class Done:
    """Committed (or nothing was to change). `replayed`: the answer of an earlier command with the same key.

    `answer` is what `do` was given to keep; empty in a replay when the key was too weak to lock it and the server has been restarted.
    """

    events: tuple[Event | BoardEvent, ...]
    replayed: bool = False
    answer: bytes = b""


@dataclass(frozen=True, slots=True)
class Refused:
    refusal: ComplaintRefusal


Outcome = Done | Refused | KeyMisused | NotStored
