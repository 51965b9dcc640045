"""Events of a counter."""

from typing import ClassVar

from server.domain.frozen import Frozen


class CounterOpened(Frozen):
    kind: ClassVar[str] = "counter_opened"
    v: ClassVar[int] = 1
    counter: str


class CounterClosed(Frozen):
    kind: ClassVar[str] = "counter_closed"
    v: ClassVar[int] = 1
    counter: str


class CounterPaused(Frozen):
    """A break (istirahat): the counter comes back."""

    kind: ClassVar[str] = "counter_paused"
    v: ClassVar[int] = 1
    counter: str


class CounterStaffed(Frozen):
    """`account` serves at the counter from now on; "": nobody."""

    kind: ClassVar[str] = "counter_staffed"
    v: ClassVar[int] = 1
    counter: str
    account: str


class TicketBefore(Frozen):
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


class PressUndone(Frozen):
    """The press that began with the event number `press` is taken back: the counter has `status` and the tickets stand as before."""

    kind: ClassVar[str] = "press_undone"
    v: ClassVar[int] = 1
    counter: str
    press: int
    status: str
    tickets: tuple[TicketBefore, ...]
