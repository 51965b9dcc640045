"""Pages read aloud: what is said, and that nothing is said in another language."""

import io
import json
import sys
from pathlib import Path

import pytest

from announcer import reading
from announcer.phrases import Phrase, espeak_text, written
from announcer.reading import MOST_SENTENCES, NO_VOICE, WRONG_USE, main, read_aloud, reading_phrase
from announcer.voices.base import Health, VoiceError
from announcer.wav import RATE, read, silence, write
from announcer.why import Why


class Humming:
    """A voice that hums half a second for every phrase."""

    def __init__(self) -> None:
        self.said: list[str] = []

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
        ("Selamat datang. Mau mengurus apa?", "Selamat datang mau mengurus apa."),
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
    await read_aloud(voice, ["Selamat datang.", "...", "Pilih layanan."], out)
    assert voice.said == ["Selamat datang.", "Pilih layanan."]
    assert len(read(out)) / RATE >= 2 * reading.REST_S
    await read_aloud(voice, ["Satu."] * (MOST_SENTENCES + 5), out)
    assert len(voice.said) == 2 + MOST_SENTENCES


async def test_without_an_indonesian_voice_there_is_no_file(tmp_path: Path) -> None:
    out = tmp_path / "page.wav"
    with pytest.raises(VoiceError):
        await read_aloud(Foreign(), ["Selamat datang."], out)
    with pytest.raises(VoiceError):
        await read_aloud(Humming(), ["."], out)
    assert not out.exists()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"do": "check"}, NO_VOICE),
        ({"do": "read", "sentences": ["Halo."], "out": "x.wav"}, NO_VOICE),
        ({"do": "sing"}, WRONG_USE),
        ([], WRONG_USE),
    ],
)
def test_the_exit_code_tells_what_was_wrong(
    asked: object, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "make_speech", lambda _config: Foreign())
    monkeypatch.setattr(reading.os, "nice", lambda _more: 0)
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    assert main() == code
    assert list(tmp_path.iterdir()) == []
