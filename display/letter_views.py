"""The list of letters that are ready to be fetched."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter. It is known by the `ticket` and the `day` of that number, "Sen, 23 Nov"; `contact` as an official typed it, or ""."""

    id: str
    ticket: str
    day: str
    contact: str
    called: bool  # today


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """A visit that is over and whose letter is not on the list: not yet, or not any more."""

    id: str
    number: str
    service: str


@dataclass(frozen=True, slots=True)
class LettersView:
    """`/surat`, for officials: what is ready, and the finished visits of one day to choose from."""

    office: str
    clock: Clock
    letters: tuple[LetterRow, ...]
    may_call: bool  # the service day is open
    date: str  # ISO 8601, for the day picker
    date_words: str
    finished: tuple[FinishedRow, ...]
    fetched: tuple[FinishedRow, ...]
    key: str
    problem: str
