"""The two logs of the complaints' database, and how the events of each are read."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from server.domain import board_events, complaint_events
from server.domain.day_record import DayRecord, day_of
from server.store.base import Damaged
from server.store.log_row import Row

COMPLAINTS = "complaints"
BOARD = "board"


@dataclass(frozen=True, slots=True)
class Wording:
    """How the events of one stream are told as data, and read again."""

    to_data: Callable[[Any], Mapping[str, Any]]
    from_data: Callable[[str, int, dict[str, Any]], Any]
    subject_of: Callable[[Any], str]


WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        COMPLAINTS: Wording(complaint_events.to_data, complaint_events.from_data, complaint_events.subject_of),
        BOARD: Wording(board_events.to_data, board_events.from_data, board_events.subject_of),
    }
)


def about(complaint: str) -> str:
    """What the log files the events of one complaint under."""
    return f"complaint:{complaint}"


def read_row(row: Row) -> DayRecord[Any]:
    """Raises `UnknownKind` for an event of newer software, `Damaged` for one that cannot be read."""
    stream, seq, kind, v, _, data, actor, _, wall_ms, _, _, _, digest = row
    try:
        event = WORDINGS[stream].from_data(kind, v, json.loads(data))
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(row, error) from None
    return DayRecord(stream, seq, event, data, actor, day_of(wall_ms), digest)


def unreadable(row: Row, error: Exception) -> Damaged:
    """Without the cause itself: what a row holds is no business of a log file."""
    return Damaged(f"Catatan aduan nomor {row[1]} tidak terbaca ({type(error).__name__}).")
