"""Pages read aloud: what is said, and that nothing is said in another language."""

import asyncio
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from announcer import reading
from announcer.phrases import Phrase, espeak_text, reading_phrase, written
from announcer.reading import FAILED, MOST_SENTENCES, NO_VOICE, WRONG_USE, main, read_aloud
from announcer.settings import DEFAULT_SETTINGS, settings_of
from announcer.voices.base import Health, VoiceError
from announcer.voices.clip_pack import make_pack
from announcer.wav import RATE, read, silence, write
from announcer.why import Why


class Humming:
    """A voice that hums half a second for every phrase."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.chosen: tuple[int, dict[str, str]] | None = None

    def set(self, rate: int, words: Mapping[str, str]) -> None:
        self.chosen = (rate, dict(words))

    async def check(self) -> Health:
        return Health("pyttsx3", "hum")

    async def render(self, phrase: Phrase, out: Path) -> None:
        self.said.append(written(phrase))
        hum = silence(0.5)
        for index in range(0, len(hum), 2):
            hum[index] = 9_000
        write(out, hum)


class Foreign(Humming):
    async def check(self) -> Health:
        return Health("none", "none", Why.NO_VOICE)

    async def render(self, phrase: Phrase, out: Path) -> None:
        raise VoiceError(Why.NO_VOICE, "no Indonesian voice")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Selamat datang. Mau mengurus apa?", "Selamat datang. Mau mengurus apa."),
        ("KTP dan KK, SKTM.", "K T P dan K K, surat keterangan tidak mampu."),
        ("Nomor Anda A012.", "Nomor anda A, nol satu dua."),
        ("4 orang di depan Anda.", "Empat orang di depan anda."),
        ("Surat pengantar RT/RW (asli)", "Surat pengantar R T, R W, asli."),
    ],
)
def test_a_sentence_is_said_as_people_say_it(sentence: str, said: str) -> None:
    assert written(reading_phrase(sentence)) == said


@pytest.mark.parametrize("sentence", ["", " .,;", "!!!", "\n"])
def test_nothing_to_say_is_no_phrase(sentence: str) -> None:
    assert reading_phrase(sentence) == ()


def test_signs_that_a_voice_might_obey_are_never_spoken() -> None:
    text = espeak_text(reading_phrase("Surat <break time='9s'/> [[k@p]] {x} & kartu"))
    assert not set("<>[]{}&'@=\"") & set(text)


async def test_the_sentences_stand_one_after_another_in_one_file(tmp_path: Path) -> None:
    voice, out = Humming(), tmp_path / "page.wav"
    await read_aloud(voice, ["Selamat datang.", "...", "Pilih layanan."], DEFAULT_SETTINGS, out)
    assert voice.said == ["Selamat datang.", "Pilih layanan."]
    assert len(read(out)) / RATE >= 2 * reading.REST_S
    await read_aloud(voice, ["Satu."] * (MOST_SENTENCES + 5), DEFAULT_SETTINGS, out)
    assert len(voice.said) == 2 + MOST_SENTENCES


async def test_without_an_indonesian_voice_there_is_no_file(tmp_path: Path) -> None:
    out = tmp_path / "page.wav"
    with pytest.raises(VoiceError):
        await read_aloud(Foreign(), ["Selamat datang."], DEFAULT_SETTINGS, out)
    with pytest.raises(VoiceError):
        await read_aloud(Humming(), ["."], DEFAULT_SETTINGS, out)
    assert not out.exists()


async def test_a_page_is_read_with_the_offices_own_abbreviations(tmp_path: Path) -> None:
    voice = Humming()
    await read_aloud(
        voice, ["KKS asli."], settings_of({"short": {"KKS": "kartu keluarga sejahtera"}}), tmp_path / "a.wav"
    )
    assert voice.said == ["Kartu keluarga sejahtera asli."]


def ordered(monkeypatch: pytest.MonkeyPatch, voice: Humming, asked: object) -> int:
    """What the child answers when it is asked, with that voice."""
    monkeypatch.setattr(reading, "make_speech", lambda _config: voice)
    monkeypatch.setattr("os.nice", lambda _more: 0)
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    return main()


CALL = {"do": "say", "phrase": {"ticket": "A012", "counter": "2"}}


def seconds_of(path: Path) -> float:
    return len(read(path)) / RATE


def test_a_call_is_rehearsed_as_the_room_would_hear_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    voice, out = Humming(), tmp_path / "call.wav"
    settings = {
        "rate": 140,
        "numbers": "cardinal",
        "counters": {"2": "meja 2"},
        "words": {"Dukuhsari": "dukuhsari"},
        "templates": {"call": "Nomor {nomor}, silakan ke {loket}."},
    }
    assert ordered(monkeypatch, voice, {**CALL, "settings": settings, "out": str(out)}) == 0
    assert voice.said == ["Nomor A, dua belas, silakan ke meja dua."]
    assert voice.chosen == (140, {"Dukuhsari": "dukuhsari"})
    twice = seconds_of(out)
    assert ordered(monkeypatch, voice, {**CALL, "settings": {**settings, "repeat": 1}, "out": str(out)}) == 0
    once = seconds_of(out)
    assert ordered(monkeypatch, voice, {**CALL, "settings": {"repeat": 1, "chime": False}, "out": str(out)}) == 0
    assert twice > once > seconds_of(out)


def test_a_text_is_rehearsed_once_and_without_a_chime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    voice, out = Humming(), tmp_path / "text.wav"
    asked = {
        "do": "say",
        "phrase": {"text": "Istirahat sampai pukul 13.00."},
        "settings": {"repeat": 3},
        "out": str(out),
    }
    assert ordered(monkeypatch, voice, asked) == 0
    assert voice.said == ["Istirahat sampai pukul tiga belas."]
    assert seconds_of(out) < 1.2


def test_a_recording_speaks_where_the_settings_name_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asyncio.run(make_pack(tmp_path / "pack", None))
    packed = tmp_path / "pack.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted((tmp_path / "pack").iterdir()):
            archive.write(file, file.name)
    digest = "d" * 64
    voice, out = Humming(), tmp_path / "call.wav"
    asked = {**CALL, "settings": {"pack": digest}, "packs": {digest: str(packed)}, "out": str(out)}
    assert ordered(monkeypatch, voice, asked) == 0
    assert voice.said == []
    packed.write_bytes(b"no archive")
    out.unlink()
    assert ordered(monkeypatch, voice, asked) == FAILED
    assert not out.exists()


def test_what_cannot_be_said_is_told_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"do": "say", "phrase": {"ticket": "rahasia", "counter": "2"}, "out": str(tmp_path / "x.wav")}
    assert ordered(monkeypatch, Humming(), asked) == FAILED
    assert "rahasia" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"do": "check"}, NO_VOICE),
        ({"do": "read", "sentences": ["Halo."], "out": "x.wav"}, NO_VOICE),
        ({**CALL, "out": "x.wav"}, NO_VOICE),
        ({"do": "say", "phrase": {"ticket": "A012"}, "out": "x.wav"}, WRONG_USE),
        ({"do": "say", "phrase": "A012", "out": "x.wav"}, WRONG_USE),
        ({"do": "sing"}, WRONG_USE),
        ([], WRONG_USE),
    ],
)
def test_the_exit_code_tells_what_was_wrong(
    asked: object, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ordered(monkeypatch, Foreign(), asked) == code
    assert list(tmp_path.iterdir()) == []
