"""The frames of the feed, both ways, as types. The feed's JSON is the whole contract with the server."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from announcer.why import Why


class MalformedFrame(ValueError):
    """The frame is no JSON object, or a known kind lacks a field. The message names the kind only."""


class Outcome(StrEnum):
    """How far a call has come, as the server sees it."""

    QUEUED = "queued"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    UNSPOKEN = "unspoken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame: the server's epoch and the number of its newest event."""

    epoch: str
    head: int


@dataclass(frozen=True, slots=True)
class Beat:
    """The server lives."""


@dataclass(frozen=True, slots=True)
class Call:
    """A ticket called or called again. `age` in seconds when it was sent; `first` is the call that a recall repeats."""

    seq: int
    ticket: str
    counter: str
    age: float
    first: int | None = None


@dataclass(frozen=True, slots=True)
class LetterCall:
    """A letter is ready and somebody is to hear of it: said once, and the server is told nothing. `age` in seconds when it was sent."""

    seq: int
    ticket: str
    age: float


@dataclass(frozen=True, slots=True)
class Reset:
    """A fresh picture, because there was no bookmark or it could not be served: today's newest calls."""

    epoch: str
    head: int
    calls: tuple[tuple[Call, Outcome], ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The call was taken back. `heard`: the server knows that the room heard some of it, and nobody is to come for it now.

    `age` in seconds when it was sent.
    """

    seq: int
    call: int
    ticket: str = ""
    counter: str = ""
    heard: bool = False
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Echo:
    """An acknowledgement as the server recorded it: ours, a former life's, or the server's own verdict."""

    seq: int
    call: int
    outcome: Outcome
    why: str | None


@dataclass(frozen=True, slots=True)
class Other:
    """An event that is not for us; its number still moves the bookmark."""

    seq: int


Message = Hello | Beat | Reset | Call | LetterCall | Withdrawn | Echo | Other

Step = Literal["speaking", "spoken", "unspoken"]


@dataclass(frozen=True, slots=True)
class Ack:
    """What we tell the server of one call. `why` goes with "unspoken" only."""

    seq: int
    step: Step
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """What the room can hear at the moment."""

    voice: Literal["pyttsx3", "clips", "silent", "none"]
    sound: Literal["speech", "chime", "none"]
    why: Why | None


def parse(text: str | bytes) -> Message | None:
    """One frame. None for a frame without meaning to us. Raises MalformedFrame."""
    try:
        frame = json.loads(text)
    except ValueError as error:
        raise MalformedFrame("no JSON") from error
    if not isinstance(frame, dict):
        raise MalformedFrame("no object")
    try:
        return _parse(frame)
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedFrame(str(frame.get("kind", "frame"))[:40]) from error


def _parse(frame: dict[str, Any]) -> Message | None:
    if "hello" in frame:
        return Hello(str(frame["epoch"]), int(frame["head"]))
    if "beat" in frame:
        return Beat()
    if "reset" in frame:
        calls = tuple((_call(call), Outcome(call["spoken"])) for call in frame["calls"])
        return Reset(str(frame["epoch"]), int(frame["head"]), calls)
    if "seq" not in frame:
        return None
    seq = int(frame["seq"])
    match frame.get("kind"):
        case "ticket_called" | "ticket_recalled":
            return _call(frame)
        case "letter_called":
            return LetterCall(seq, str(frame["ticket"]), float(frame["age"]))
        case "call_withdrawn":
            return _withdrawn(frame)
        case "call_speaking" | "call_spoken" | "call_unspoken" as kind:
            return Echo(seq, int(frame["call"]), Outcome(kind.removeprefix("call_")), frame.get("why"))
        case _:
            return Other(seq)


def _call(frame: dict[str, Any]) -> Call:
    first = frame.get("call")
    return Call(
        seq=int(frame["seq"]),
        ticket=str(frame["ticket"]),
        counter=str(frame["counter"]),
        age=float(frame["age"]),
        first=None if first is None else int(first),
    )


def _withdrawn(frame: dict[str, Any]) -> Withdrawn:
    return Withdrawn(
        seq=int(frame["seq"]),
        call=int(frame["call"]),
        ticket=str(frame.get("ticket", "")),
        counter=str(frame.get("counter", "")),
        heard=frame.get("heard") is True,
        age=float(frame.get("age", 0)),
    )


def beat_frame() -> str:
    """We live, and so does our event loop."""
    return '{"beat":1}'


def ack_frame(ack: Ack) -> str:
    """{"speaking":413}, {"spoken":413} or {"unspoken":413,"why":"no_device"}."""
    return json.dumps({ack.step: ack.seq} if ack.why is None else {ack.step: ack.seq, "why": str(ack.why)})


def ready_frame(ready: Ready) -> str:
    """{"ready":{"voice":…,"sound":…,"why":…}}."""
    why = None if ready.why is None else str(ready.why)
    return json.dumps({"ready": {"voice": ready.voice, "sound": ready.sound, "why": why}})
