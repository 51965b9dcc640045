"""The call in a second language: from a pack with a sentence of its own, or left out."""

import json
from array import array
from pathlib import Path

import pytest

from announcer.phrases import Comma, Digit, Letter, Words, written
from announcer.voices.base import VoiceError
from announcer.voices.pack import PackError
from announcer.voices.second import SecondVoice, regional_phrase
from announcer.wav import RATE, read, write
from announcer.why import Why

SENTENCE = "{nomor}, mangga dhateng {loket}."
SAID = ("A", "nol", "satu", "dua", "mangga dhateng", "loket")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clips = {said: f"{said.lower().replace(' ', '-')}.wav" for said in SAID}
    for name in clips.values():
        write(tmp_path / name, array("h", [9_000, -9_000] * (RATE // 10)))
    manifest = {"v": 2, "name": "Suoro", "language": "jv", "sentence": SENTENCE, "clips": clips}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


async def test_a_call_is_said_in_the_sentence_of_the_pack(folder: Path, tmp_path: Path) -> None:
    voice = SecondVoice(folder)
    health = await voice.check()
    assert (health.voice, health.why) == ("clips", None)
    phrase = await voice.phrase("A012", "loket 2")
    assert written(phrase) == "A, nol satu dua, mangga dhateng loket dua."
    await voice.render(phrase, tmp_path / "out.wav")
    # Seven clips of 0.2 s, each with 0.05 s behind it, and two rests.
    assert len(read(tmp_path / "out.wav")) / RATE == pytest.approx(7 * 0.25 + 0.5, abs=0.3)


async def test_with_one_clip_missing_nothing_is_said(folder: Path, tmp_path: Path) -> None:
    voice = SecondVoice(folder)
    for ticket, counter in (("A013", "loket 2"), ("A012", "meja 2"), ("B012", "loket 2")):
        with pytest.raises(VoiceError) as caught:
            await voice.render(await voice.phrase(ticket, counter), tmp_path / "out.wav")
        assert caught.value.why is Why.NO_VOICE
        assert not (tmp_path / "out.wav").exists()


async def test_an_indonesian_pack_or_none_follows_nobody(folder: Path, tmp_path: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "language": "id", "sentence": ""}))
    for place in (folder, tmp_path / "nowhere"):
        assert (await SecondVoice(place).check()).why is Why.NO_VOICE
        with pytest.raises(PackError):
            await SecondVoice(place).phrase("A012", "loket 2")


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        ("loket 12", (Words("loket"), Digit(1), Digit(2))),
        ("meja KTP", (Words("meja"), Letter("K"), Letter("T"), Letter("P"))),
        ("loket B", (Words("loket"), Letter("B"))),
        ("ruang siap-siap", (Words("ruang"), Words("siap"), Words("siap"))),
    ],
)
def test_the_counter_is_said_sign_by_sign(counter: str, said: tuple[object, ...]) -> None:
    assert regional_phrase("Menuju {loket}, {nomor}!", "B1000", counter) == (
        Words("menuju"),
        *said,
        Comma(),
        Letter("B"),
        Comma(),
        *(Digit(digit) for digit in (1, 0, 0, 0)),
    )


def test_what_is_no_ticket_is_not_said() -> None:
    with pytest.raises(PackError):
        regional_phrase(SENTENCE, "A12; rm", "loket 2")
