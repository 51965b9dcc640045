"""Events of a call."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CallSpeaking:
    kind: ClassVar[str] = "call_speaking"
    v: ClassVar[int] = 1
    call: int


@dataclass(frozen=True, slots=True)
class CallSpoken:
    kind: ClassVar[str] = "call_spoken"
    v: ClassVar[int] = 1
    call: int


@dataclass(frozen=True, slots=True)
class CallUnspoken:
    """`why` is a code of the announcer, or no_answer when nobody acknowledged the call in time."""

    kind: ClassVar[str] = "call_unspoken"
    v: ClassVar[int] = 1
    call: int
    why: str


@dataclass(frozen=True, slots=True)
class CallWithdrawn:
    """Nobody is to come for this call. `heard`: the room has heard it, wholly or in part, and is told that it no longer holds."""

    kind: ClassVar[str] = "call_withdrawn"
    v: ClassVar[int] = 2
    call: int
    ticket: str
    counter: str
    heard: bool


@dataclass(frozen=True, slots=True)
class CallShown:
    """A TV that was let in has painted the call."""

    kind: ClassVar[str] = "call_shown"
    v: ClassVar[int] = 1
    call: int
