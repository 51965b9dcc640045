"""The page from which officials announce something besides calls."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class ReadyText:
    """One of the office's own texts. `words` are what would be said now; "" when it cannot be said now, then `why_not` says why."""

    id: str
    title: str
    words: str
    why_not: str
    room: str  # "" in an office that is one room
    urgent: bool
    planned: str  # "10 menit sebelum istirahat", "" for one that is only pressed


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """An announcement of today. `heard`: waiting | speaking | heard | unheard | withdrawn; `made` is its number."""

    made: int
    time: str
    what: str
    room: str
    urgent: bool
    heard: str
    heard_words: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class RoomChoice:
    name: str  # "" for every room
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AnnouncingView:
    """`/umumkan`, for officials. `rooms` is empty in an office that is one room. `text` and `urgent` are what was typed before.

    `troubles`: where nothing would be heard at present, and what to do.
    """

    office: str
    clock: Clock
    texts: tuple[ReadyText, ...]
    rooms: tuple[RoomChoice, ...]
    rows: tuple[AnnouncedRow, ...]
    troubles: tuple[str, ...]
    most: int  # signs of a free text
    text: str
    urgent: bool
    key: str
    back_path: str
    back_words: str
    may_change: bool  # the texts, in the settings
    problem: str
