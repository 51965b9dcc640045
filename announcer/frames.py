"""The frames of the feed, both ways: JSON to messages and back. The feed's JSON is the whole contract with the server."""

import json
from collections.abc import Mapping
from typing import Any

from announcer.messages import (
    Ack,
    Announced,
    AnnouncementWithdrawn,
    Asked,
    Beat,
    Call,
    Chosen,
    Echo,
    Event,
    Granted,
    Hello,
    LetterCall,
    Message,
    Other,
    Others,
    Outcome,
    Ready,
    Refused,
    Reset,
    Soon,
    TvReady,
    TvSound,
    Withdrawn,
)

MOST_SOON = 8
"""More tickets than that are not made ahead, whatever the server sends."""
_LEASE_MS = 15_000


class MalformedFrame(ValueError):
    """The frame is no JSON object, or a known kind lacks a field. The message names the kind only."""


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
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MalformedFrame(str(frame.get("kind", "frame"))[:40]) from error


def _parse(frame: dict[str, Any]) -> Message | None:
    match frame:
        case {"hello": _}:
            return Hello(str(frame["epoch"]), int(frame["head"]))
        case {"beat": _}:
            return Beat()
        case {"reset": _}:
            return _reset(frame)
        case {"seq": seq}:
            return _event(int(seq), frame)
        case {"voice": dict(chosen)}:
            return Chosen(chosen)
        case {"soon": [*tickets]}:
            return Soon(tuple(_soon(ticket) for ticket in tickets[:MOST_SOON]))
        case {"lease": {"room": room, "fence": fence} as lease}:
            begun = tuple((int(seq), int(count)) for seq, count in lease.get("begun", ()))
            life = max(0.0, float(lease.get("for_ms", _LEASE_MS)) / 1_000)
            said = tuple(int(seq) for seq in lease.get("told", ()))
            return Granted(str(room), None if fence is None else int(fence), begun, life, said)
        case {"others": count}:
            return Others(int(count))
        case {"refused": {"seq": seq}}:
            return Refused(int(seq))
        case {"yield": fence}:
            return Asked(int(fence))
        case {"tv": {"seq": seq, "state": "playing" | "played" | "failed" | "gone" as state, **rest}}:
            return TvSound(int(seq), state, str(rest.get("why") or ""))
        case {"tv": {"ready": ready, **rest}}:
            return TvReady(ready is True, str(rest.get("why") or ""))
        case _:
            return None


def _event(seq: int, frame: dict[str, Any]) -> Event:
    match frame.get("kind"):
        case "ticket_called" | "ticket_recalled":
            return _call(frame)
        case "letter_called":
            return LetterCall(seq, str(frame["ticket"]), float(frame["age"]), _room(frame))
        case "announcement_made":
            return _announced(frame)
        case "announcement_withdrawn":
            return AnnouncementWithdrawn(seq, int(frame["made"]))
        case "call_withdrawn":
            return _withdrawn(frame)
        case "call_speaking" | "call_spoken" | "call_unspoken" as kind:
            return Echo(seq, int(frame["call"]), Outcome(kind.removeprefix("call_")), frame.get("why"))
        case "announcement_speaking" | "announcement_spoken" | "announcement_unspoken" as kind:
            return Echo(seq, int(frame["made"]), Outcome(kind.removeprefix("announcement_")), frame.get("why"))
        case _:
            return Other(seq)


def _reset(frame: dict[str, Any]) -> Reset:
    calls = [(_call(call), Outcome(call["spoken"])) for call in frame["calls"]]
    announced = [(_announced(made), Outcome(made["spoken"])) for made in frame.get("announcements", ())]
    return Reset(str(frame["epoch"]), int(frame["head"]), (*calls, *announced))


def _call(frame: dict[str, Any]) -> Call:
    first = frame.get("call")
    return Call(
        seq=int(frame["seq"]),
        ticket=str(frame["ticket"]),
        counter=str(frame["counter"]),
        age=float(frame["age"]),
        first=None if first is None else int(first),
        room=_room(frame),
    )


def _announced(frame: dict[str, Any]) -> Announced:
    return Announced(
        seq=int(frame["seq"]),
        text=str(frame.get("text") or ""),
        age=float(frame["age"]),
        urgent=frame.get("urgent") is True,
        room=_room(frame),
        planned=frame.get("planned") is True,
    )


def _withdrawn(frame: dict[str, Any]) -> Withdrawn:
    return Withdrawn(
        seq=int(frame["seq"]),
        call=int(frame["call"]),
        ticket=str(frame.get("ticket", "")),
        counter=str(frame.get("counter", "")),
        heard=frame.get("heard") is True,
        age=float(frame.get("age", 0)),
        room=_room(frame),
    )


def _soon(ticket: Mapping[str, Any]) -> tuple[str, str]:
    return (str(ticket["ticket"]), str(ticket["counter"]))


def _room(frame: dict[str, Any]) -> str | None:
    room = frame.get("room")
    return None if room is None else str(room)


def beat_frame() -> str:
    """We live, and so does our event loop."""
    return '{"beat":1}'


def claim_frame(room: str, me: str) -> str:
    """We would speak in that room, "" for the first. `me` tells a later life of ours from another announcer."""
    return json.dumps({"claim": {"room": room, "first": False, "me": me}})


def yield_frame(fence: int) -> str:
    """We have fallen silent, and give the lease of that number up."""
    return json.dumps({"yielded": fence})


def ack_frame(ack: Ack, fence: int | None = None) -> str:
    """{"speaking":413,"fence":7}, with "ms":50000 where it is long, {"spoken":413} or {"unspoken":413,"why":"no_device"}."""
    frame: dict[str, object] = {ack.step: ack.seq}
    if ack.why is not None:
        frame["why"] = str(ack.why)
    if ack.ms is not None:
        frame["ms"] = ack.ms
    if fence is not None:
        frame["fence"] = fence
    return json.dumps(frame)


def told_frame(seq: int, fence: int | None = None) -> str:
    """A withdrawal or a letter was said to its end."""
    return json.dumps({"told": seq} if fence is None else {"told": seq, "fence": fence})


def ready_frame(ready: Ready) -> str:
    """{"ready":{"voice":…,"sound":…,"why":…}}."""
    why = None if ready.why is None else str(ready.why)
    return json.dumps({"ready": {"voice": ready.voice, "sound": ready.sound, "why": why}})
