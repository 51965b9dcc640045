"""A call: what the loudspeaker says and the TV shows, once, or the official learns that it did not."""

from enum import StrEnum

from server.domain.frozen import Frozen
from server.domain.moment import Stamp


class Outcome(StrEnum):
    QUEUED = "queued"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    UNSPOKEN = "unspoken"
    WITHDRAWN = "withdrawn"


PENDING = frozenset({Outcome.QUEUED, Outcome.SPEAKING})

NO_ANSWER = "no_answer"
"""Why a call is given up of which no announcer has told anything."""


class Call(Frozen):
    """`seq` is the number of the event that made the call. A recall is a call of its own; `first` names the first one (0 for that).

    `version` is the number of the event that gave it its present outcome (being shown is none) and `since` that event's time;
    `why` is the code of an unspoken call.
    """

    seq: int
    ticket: str
    counter: str
    service: str
    first: int
    made: Stamp
    version: int
    since: Stamp
    outcome: Outcome = Outcome.QUEUED
    why: str = ""
    shown: bool = False
