"""Recorded clips: the whole phrase from them or not at all."""

import json
from array import array
from pathlib import Path

import pytest

from announcer.phrases import call_phrase
from announcer.process import run
from announcer.voices.base import Health, VoiceError
from announcer.voices.clip_pack import make_pack, wanted
from announcer.voices.clips import ClipVoice, PackError, load_pack
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.wav import RATE, read, rms, write
from announcer.why import Why

PHRASE = call_phrase("A012", "2")


class OtherVoice:
    """Notes what it was asked and writes one loud second."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    async def check(self) -> Health:
        return Health("pyttsx3", "other")

    async def render(self, phrase: object, out: Path) -> None:
        self.asked.append(phrase)
        write(out, array("h", [20_000] * RATE))


@pytest.fixture
async def pack(tmp_path: Path) -> Path:
    await make_pack(tmp_path / "pack", None)
    return tmp_path / "pack"


async def test_a_phrase_is_joined_from_its_clips(tmp_path: Path, pack: Path) -> None:
    other = OtherVoice()
    await ClipVoice(pack, other).render(PHRASE, tmp_path / "a.wav")
    assert other.asked == []
    # nomor antrean, A, nol, satu, dua, silakan ke loket, dua: 0.2 s each, and two rests
    assert 1.5 < len(read(tmp_path / "a.wav")) / RATE < 2.6
    assert (await ClipVoice(pack, other).check()).voice == "clips"


async def test_every_ticket_and_counter_has_its_clips(tmp_path: Path, pack: Path) -> None:
    voice = ClipVoice(pack)
    for ticket, counter in [
        ("A012", "1"),
        ("B345", "10"),
        ("Z678", "11"),
        ("C999", "246"),
        ("D1000", "100"),
        ("E000", "3B"),
    ]:
        await voice.render(call_phrase(ticket, counter), tmp_path / "a.wav")


@pytest.mark.parametrize("broken", ["missing", "other rate", "cut short"])
async def test_with_one_clip_unusable_the_other_voice_says_all(tmp_path: Path, pack: Path, broken: str) -> None:
    clip = pack / "satu.wav"
    match broken:
        case "missing":
            clip.unlink()
        case "other rate":
            clip.write_bytes(clip.read_bytes().replace((22050).to_bytes(4, "little"), (44100).to_bytes(4, "little"), 1))
        case _:
            clip.write_bytes(clip.read_bytes()[:1000])
    other = OtherVoice()
    await ClipVoice(pack, other).render(PHRASE, tmp_path / "a.wav")
    assert other.asked == [PHRASE]
    assert rms(read(tmp_path / "a.wav")) > 0.6
    with pytest.raises(VoiceError) as caught:
        await ClipVoice(pack).render(PHRASE, tmp_path / "b.wav")
    assert caught.value.why is Why.NO_VOICE
    assert not (tmp_path / "b.wav").exists()


async def test_a_service_that_was_not_recorded_is_said_by_the_other_voice(tmp_path: Path, pack: Path) -> None:
    other = OtherVoice()
    await ClipVoice(pack, other).render(call_phrase("A012", "2", "surat pengantar"), tmp_path / "a.wav")
    assert len(other.asked) == 1


async def test_without_a_pack_the_other_voice_is_the_voice(tmp_path: Path) -> None:
    assert (await ClipVoice(tmp_path, OtherVoice()).check()).voice == "pyttsx3"
    assert (await ClipVoice(tmp_path).check()).why is Why.NO_VOICE


async def test_a_new_recording_gets_a_new_identity(pack: Path) -> None:
    before = load_pack(pack).identity
    write(pack / "satu.wav", array("h", [9_000] * 9_999))
    assert load_pack(pack).identity != before


@pytest.mark.parametrize(
    "change",
    [
        {"language": "en"},
        {"v": 2},
        {"words": {}},
        {"letters": {"A": "../../secret.wav"}},
        {"digits": {"ten": "x.wav"}},
        {"digits": {"12": "x.wav"}},
        {"letters": []},
    ],
)
async def test_a_pack_of_another_shape_is_refused(pack: Path, change: dict[str, object]) -> None:
    manifest = json.loads((pack / "manifest.json").read_text())
    (pack / "manifest.json").write_text(json.dumps({**manifest, **change}))
    with pytest.raises(PackError):
        load_pack(pack)


def test_the_list_of_what_to_record() -> None:
    assert len(wanted()) == 46


async def test_a_pack_made_with_the_real_voice_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {said: token for said, token in wanted().items() if said in "A nol satu dua nomor antrean silakan ke loket"}
    monkeypatch.setattr("announcer.voices.clip_pack.wanted", lambda: few)
    monkeypatch.setattr("announcer.voices.clip_pack.LETTERS", "A")
    monkeypatch.setattr("announcer.voices.clip_pack.DIGITS", ("nol", "satu", "dua"))
    await make_pack(tmp_path / "pack", Pyttsx3Voice(run, rate=130, timeout=30))
    await ClipVoice(tmp_path / "pack").render(PHRASE, tmp_path / "a.wav")
    assert 2.5 < len(read(tmp_path / "a.wav")) / RATE < 8
