"""Events of a counter."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CounterOpened:
    kind: ClassVar[str] = "counter_opened"
    v: ClassVar[int] = 1
    counter: str


@dataclass(frozen=True, slots=True)
class CounterClosed:
    kind: ClassVar[str] = "counter_closed"
    v: ClassVar[int] = 1
    counter: str


@dataclass(frozen=True, slots=True)
class CounterPaused:
    """A break (istirahat): the counter comes back."""

    kind: ClassVar[str] = "counter_paused"
    v: ClassVar[int] = 1
    counter: str


@dataclass(frozen=True, slots=True)
class CounterStaffed:
    """`account` serves at the counter from now on; "": nobody."""

    kind: ClassVar[str] = "counter_staffed"
    v: ClassVar[int] = 1
    counter: str
    account: str


@dataclass(frozen=True, slots=True)
class TicketBefore:
    """A ticket as it stood before a press that was undone: all that statistics keep of it. Times: milliseconds since 1970, UTC."""

    ticket: str
    service: str
    state: str
    counter: str
    calls: int
    rule: str
    hold: str
    called_seq: int
    called_ms: int | None
    started_seq: int
    started_ms: int | None
    ended_seq: int
    ended_ms: int | None


@dataclass(frozen=True, slots=True)
class PressUndone:
    """The press that began with the event number `press` is taken back: the counter has `status` and the tickets stand as before."""

    kind: ClassVar[str] = "press_undone"
    v: ClassVar[int] = 1
    counter: str
    press: int
    status: str
    tickets: tuple[TicketBefore, ...]
