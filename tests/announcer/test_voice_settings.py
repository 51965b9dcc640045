"""The frame of the office's voice: what is taken in, and that nothing in it can silence the announcer."""

import logging
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.phrases import call_phrase, written
from announcer.settings import DEFAULT_SETTINGS, Templates, VoiceSettings, settings_of
from server.description import SAMPLE, from_tables
from server.web.present.voice_frame import voice_settings

WHOLE = {
    "rate": 120,
    "repeat": 3,
    "numbers": "cardinal",
    "chime": False,
    "volume": 0,
    "templates": {"call": "Nomor {nomor}, ke {loket}.", "withdrawal": "Batal {nomor}.", "letter": "Jadi {nomor}."},
    "counters": {"1": "meja 1"},
    "services": {"A": "surat pengantar"},
    "words": {"dukuhsari": "dukuhsari"},
    "short": {"SKTM": "surat miskin"},
    "pack": "a" * 64,
    "second": "b" * 64,
    "rooms": {"depan": "tv", "belakang": "device"},
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def test_everything_the_office_chose_arrives() -> None:
    assert settings_of(WHOLE) == VoiceSettings(
        rate=120,
        repeat=3,
        numbers="cardinal",
        chime=False,
        volume=0,
        templates=Templates("Nomor {nomor}, ke {loket}.", "Batal {nomor}.", "Jadi {nomor}."),
        counters={"1": "meja 1"},
        services={"A": "surat pengantar"},
        words={"dukuhsari": "dukuhsari"},
        short={"SKTM": "surat miskin"},
        pack="a" * 64,
        second="b" * 64,
        rooms={"depan": "tv", "belakang": "device"},
    )


def test_an_empty_frame_is_the_default() -> None:
    assert settings_of({}) == DEFAULT_SETTINGS


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rate", 109),
        ("rate", 151),
        ("rate", "130"),
        ("rate", 120.5),
        ("repeat", 0),
        ("repeat", 4),
        ("repeat", True),
        ("volume", -1),
        ("volume", 101),
        ("volume", False),
        ("numbers", "roman"),
        ("chime", 0),
        ("templates", "Nomor {nomor}"),
        ("counters", ["1"]),
        ("services", None),
        ("pack", 7),
        ("rooms", {}),
        ("rooms", "tv"),
        ("unknown", 1),
    ],
)
def test_what_is_no_such_value_is_the_default(key: str, value: object) -> None:
    assert settings_of({key: value}) == DEFAULT_SETTINGS


def test_one_wrong_value_leaves_the_others() -> None:
    assert settings_of(
        {"rate": 999, "repeat": 1, "rooms": {"a": "radio", "b": "tv"}, "short": {"A": 1, "B": "be"}}
    ) == (VoiceSettings(repeat=1, rooms={"a": "device", "b": "tv"}, short={"B": "be"}))


def test_a_sentence_that_cannot_be_said_is_the_default_one_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "announcer"):
        templates = settings_of(
            {"templates": {"call": "Nomor {nama}", "letter": "Jadi {nomor}.", "withdrawal": 1}}
        ).templates
    assert templates == Templates(letter="Jadi {nomor}.")
    assert [record.getMessage().split(":")[1] for record in caplog.records] == [
        " the sentence for a call is not used",
        " the sentence for a withdrawal is not used",
    ]


@given(st.dictionaries(st.sampled_from([*WHOLE, "other"]), JSON))
def test_no_frame_silences_a_call(data: dict[str, object]) -> None:
    settings = settings_of(data)
    phrase = call_phrase("A012", "2", settings)
    assert written(phrase).startswith("Nomor antrean A, ")
    assert 110 <= settings.rate <= 150
    assert 0 <= settings.volume <= 100


def test_the_servers_frame_is_understood() -> None:
    description = from_tables(tomllib.loads(SAMPLE.read_text(encoding="utf-8")))
    frame = voice_settings(description, 600)
    settings = settings_of(frame)
    for key, value in frame.items():
        if key != "templates":
            assert getattr(settings, key) == value
    assert written(call_phrase("A012", "2", settings)) == "Nomor antrean A, nol satu dua, silakan ke loket dua."
