"""Events of a call."""

from typing import ClassVar

from server.domain.frozen import Frozen


class CallSpeaking(Frozen):
    kind: ClassVar[str] = "call_speaking"
    v: ClassVar[int] = 1
    call: int


class CallSpoken(Frozen):
    kind: ClassVar[str] = "call_spoken"
    v: ClassVar[int] = 1
    call: int


class CallUnspoken(Frozen):
    """`why` is a code of the announcer, or no_answer when nobody acknowledged the call in time."""

    kind: ClassVar[str] = "call_unspoken"
    v: ClassVar[int] = 1
    call: int
    why: str


class CallWithdrawn(Frozen):
    """Nobody is to come for this call. `heard`: the room has heard it, wholly or in part, and is told that it no longer holds."""

    kind: ClassVar[str] = "call_withdrawn"
    v: ClassVar[int] = 2
    call: int
    ticket: str
    counter: str
    heard: bool


class CallShown(Frozen):
    """A TV that was let in has painted the call."""

    kind: ClassVar[str] = "call_shown"
    v: ClassVar[int] = 1
    call: int
