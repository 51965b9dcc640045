"""The feed's frames: what is understood, what is passed over, what is refused."""

import json

import pytest

from announcer.messages import (
    Ack,
    Beat,
    Call,
    Echo,
    Hello,
    MalformedFrame,
    Message,
    Other,
    Outcome,
    Ready,
    Reset,
    Withdrawn,
    ack_frame,
    parse,
    ready_frame,
)
from announcer.why import Why


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ('{"hello":1,"epoch":"e","head":7,"new":true}', Hello("e", 7)),
        ('{"beat":1}', Beat()),
        (
            '{"seq":413,"kind":"ticket_called","v":1,"at":"2026-11-23T01:00:00Z","age":0.5,"ticket":"A012","counter":"2",'
            '"service":"A"}',
            Call(413, "A012", "2", 0.5),
        ),
        (
            '{"seq":414,"kind":"ticket_recalled","age":1,"ticket":"A012","counter":"2","call":413}',
            Call(414, "A012", "2", 1.0, 413),
        ),
        ('{"seq":415,"kind":"call_withdrawn","call":413}', Withdrawn(415, 413)),
        (
            '{"seq":415,"kind":"call_withdrawn","v":2,"age":2.5,"call":413,"ticket":"A012","counter":"2","heard":true}',
            Withdrawn(415, 413, "A012", "2", heard=True, age=2.5),
        ),
        ('{"seq":416,"kind":"call_spoken","call":413}', Echo(416, 413, Outcome.SPOKEN, None)),
        ('{"seq":417,"kind":"call_unspoken","call":413,"why":"stale"}', Echo(417, 413, Outcome.UNSPOKEN, "stale")),
        ('{"seq":418,"kind":"call_shown","call":413}', Other(418)),
        ('{"seq":419,"kind":"counter_opened"}', Other(419)),
        ('{"seq":420}', Other(420)),
        ('{"something":"new"}', None),
        (
            '{"reset":true,"epoch":"e","head":9,"calls":[{"seq":8,"kind":"ticket_called","ticket":"A012","counter":"2",'
            '"age":3.5,"spoken":"queued"}]}',
            Reset("e", 9, ((Call(8, "A012", "2", 3.5), Outcome.QUEUED),)),
        ),
    ],
)
def test_frames_down(frame: str, message: Message | None) -> None:
    assert parse(frame) == message


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "nonsense",
        "[]",
        "1",
        '{"hello":1}',
        '{"seq":"x","kind":"ticket_called"}',
        '{"seq":1,"kind":"ticket_called","ticket":"A001"}',
        '{"reset":true,"epoch":"e","head":9,"calls":[{"seq":8,"ticket":"A","counter":"1","age":0,"spoken":"sung"}]}',
    ],
)
def test_frames_that_cannot_be_understood(frame: str) -> None:
    with pytest.raises(MalformedFrame):
        parse(frame)


def test_frames_up() -> None:
    assert json.loads(ack_frame(Ack(413, "speaking"))) == {"speaking": 413}
    assert json.loads(ack_frame(Ack(413, "spoken"))) == {"spoken": 413}
    assert json.loads(ack_frame(Ack(413, "unspoken", Why.NO_DEVICE))) == {"unspoken": 413, "why": "no_device"}
    assert json.loads(ready_frame(Ready("pyttsx3", "speech", None))) == {
        "ready": {"voice": "pyttsx3", "sound": "speech", "why": None}
    }
