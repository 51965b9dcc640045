"""The feed's frames: what is understood, what is passed over, what is refused."""

import json

import pytest

from announcer.frames import MOST_SOON, MalformedFrame, ack_frame, claim_frame, parse, ready_frame
from announcer.messages import (
    Ack,
    Announced,
    AnnouncementWithdrawn,
    Asked,
    Beat,
    Call,
    Chosen,
    Echo,
    Granted,
    Hello,
    LetterCall,
    Message,
    Other,
    Outcome,
    Ready,
    Refused,
    Reset,
    Soon,
    TvReady,
    TvSound,
    Withdrawn,
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
        (
            '{"reset":true,"epoch":"e","head":9,"calls":[],"announcements":[{"seq":7,"kind":"announcement_made","text":"Halo.",'
            '"age":3,"urgent":true,"room":"","spoken":"speaking"}]}',
            Reset("e", 9, ((Announced(7, "Halo.", 3.0, urgent=True, room=""), Outcome.SPEAKING),)),
        ),
        (
            '{"seq":413,"kind":"ticket_called","age":0.5,"ticket":"A012","counter":"2","room":"aula"}',
            Call(413, "A012", "2", 0.5, room="aula"),
        ),
        (
            '{"seq":414,"kind":"letter_called","age":1,"ticket":"A012","room":""}',
            LetterCall(414, "A012", 1.0, ""),
        ),
        (
            '{"seq":415,"kind":"announcement_made","v":1,"announcement":"tutup","text_id":"","test":false,"age":0,'
            '"urgent":false,"room":"aula","planned":true,"text":"Pelayanan ditutup pukul 15.00."}',
            Announced(415, "Pelayanan ditutup pukul 15.00.", 0.0, room="aula", planned=True),
        ),
        ('{"seq":415,"kind":"announcement_made","age":0,"room":"","text":null}', Announced(415, "", 0.0, room="")),
        ('{"seq":416,"kind":"announcement_withdrawn","made":415}', AnnouncementWithdrawn(416, 415)),
        ('{"seq":417,"kind":"announcement_spoken","made":415}', Echo(417, 415, Outcome.SPOKEN, None)),
        (
            '{"seq":418,"kind":"announcement_unspoken","made":415,"why":"no_tv"}',
            Echo(418, 415, Outcome.UNSPOKEN, "no_tv"),
        ),
        ('{"voice":{"rate":120}}', Chosen({"rate": 120})),
        (
            '{"soon":[{"ticket":"A013","counter":"1","service":"A"}]}',
            Soon((("A013", "1"),)),
        ),
        ('{"soon":[]}', Soon(())),
        ('{"lease":{"room":"","fence":7,"for_ms":15000,"begun":[[413,1]]}}', Granted("", 7, ((413, 1),))),
        ('{"lease":{"room":"aula","fence":null}}', Granted("aula", None)),
        ('{"refused":{"seq":413,"fence":6}}', Refused(413)),
        ('{"yield":7}', Asked(7)),
        ('{"tv":{"ready":true}}', TvReady(ready=True)),
        ('{"tv":{"ready":false,"why":"refused"}}', TvReady(ready=False, why="refused")),
        ('{"tv":{"seq":413,"state":"playing"}}', TvSound(413, "playing")),
        ('{"tv":{"seq":413,"state":"failed","why":"format"}}', TvSound(413, "failed", "format")),
        ('{"tv":{"seq":413,"state":"singing"}}', None),
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
        '{"lease":{"room":"","fence":"seven"}}',
        '{"lease":{"room":"","fence":7,"begun":[413]}}',
        '{"soon":["A013"]}',
        '{"refused":{"seq":null}}',
        '{"yield":null}',
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
    assert json.loads(ack_frame(Ack(413, "spoken"), 7)) == {"spoken": 413, "fence": 7}
    assert json.loads(claim_frame("aula", "ab12")) == {"claim": {"room": "aula", "first": False, "me": "ab12"}}


def test_no_more_tickets_are_made_ahead_than_a_server_may_sensibly_ask_for() -> None:
    many = parse(json.dumps({"soon": [{"ticket": f"A{number:03}", "counter": "1"} for number in range(50)]}))
    assert isinstance(many, Soon)
    assert len(many.tickets) == MOST_SOON
