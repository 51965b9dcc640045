"""What the announcer is told of the voice: the office's choices in the words of the feed, and the volume of this minute."""

import json

import msgspec
import pytest

from server.description import SAMPLE, Quieter, Room, Spoken, Voice, parse
from server.web.present.voice_frame import voice_frame, volume_at

OFFICE = parse(SAMPLE.read_text(encoding="utf-8"))
NIGHT = Quieter("22:00", "05:00", 0)
PRAYER = Quieter("12:00", "13:00", 40)


def test_the_frame_of_the_sample_office() -> None:
    assert voice_frame(OFFICE, 600) == {
        "voice": {
            "rate": 130,
            "repeat": 2,
            "numbers": "digits",
            "chime": True,
            "volume": 100,
            "templates": {
                "call": "Nomor antrean {nomor}, silakan ke {loket}.",
                "withdrawal": "Panggilan {nomor}, dibatalkan.",
                "letter": "Surat nomor {nomor}, siap diambil.",
            },
            "counters": {"1": "loket 1", "2": "loket 2", "3": "loket 3", "4": "loket 4"},
            "services": {
                "A": "surat pengantar",
                "C": "surat keterangan usaha",
                "D": "surat keterangan tidak mampu",
                "K": "KTP dan KK",
                "F": "akta kelahiran dan kematian",
                "L": "legalisasi",
                "P": "bantuan sosial",
                "U": "umum dan lainnya",
            },
            "words": {},
            "short": {},
            "pack": "",
            "second": "",
            "rooms": {"": "device"},
        }
    }


def test_words_rooms_and_recordings_stand_in_it() -> None:
    voice = Voice(
        counter_word="meja",
        words=(Spoken("Tegalsari", "têgalsari"),),
        short=(Spoken("KKS", "kartu keluarga sejahtera"),),
        pack="a" * 64,
    )
    rooms = (Room("tunggu", "Ruang tunggu", ("1",)), Room("aula", "Aula", ("2",), "tv"))
    frame = voice_frame(msgspec.structs.replace(OFFICE, voice=voice, rooms=rooms), 600)["voice"]
    assert isinstance(frame, dict)
    assert frame["counters"]["2"] == "meja 2"
    assert (frame["words"], frame["short"]) == (
        {"Tegalsari": "têgalsari"},
        {"KKS": "kartu keluarga sejahtera"},
    )
    assert (frame["pack"], frame["rooms"]) == ("a" * 64, {"tunggu": "device", "aula": "tv"})
    assert json.loads(json.dumps(frame)) == frame


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Loket 2", "loket 2"),
        ("Meja Pendaftaran", "meja pendaftaran"),
        ("Loket KTP", "loket KTP"),
        ("Ruang B", "ruang B"),
    ],
)
def test_a_counter_may_be_called_by_its_name(name: str, said: str) -> None:
    counters = (msgspec.structs.replace(OFFICE.counters[0], name=name), *OFFICE.counters[1:])
    office = msgspec.structs.replace(OFFICE, counters=counters, voice=Voice(counter_names=True))
    frame = voice_frame(office, 600)["voice"]
    assert isinstance(frame, dict)
    assert frame["counters"]["1"] == said


@pytest.mark.parametrize(
    ("clock", "volume"),
    [
        ((4, 59), 0),
        ((5, 0), 90),
        ((11, 59), 90),
        ((12, 0), 40),
        ((12, 59), 40),
        ((13, 0), 90),
        ((21, 59), 90),
        ((22, 0), 0),
        ((23, 59), 0),
        ((0, 0), 0),
    ],
)
def test_the_volume_of_a_minute_across_midnight_too(clock: tuple[int, int], volume: int) -> None:
    voice = Voice(volume=90, quieter=(NIGHT, PRAYER))
    assert volume_at(voice, clock[0] * 60 + clock[1]) == volume


def test_the_quietest_of_two_spans_holds_and_none_is_louder_than_the_day() -> None:
    voice = Voice(volume=50, quieter=(PRAYER, Quieter("12:30", "12:45", 20), Quieter("15:00", "16:00", 80)))
    assert [volume_at(voice, minute) for minute in (740, 755, 770, 920)] == [40, 20, 40, 50]
