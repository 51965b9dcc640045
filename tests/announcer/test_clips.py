"""Recorded clips: the whole phrase from them or not at all."""

import json
from array import array
from pathlib import Path

import pytest

from announcer.phrases import DIGITS, PROMPTS, Words, announcement_phrase, call_phrase
from announcer.process import run
from announcer.settings import settings_of
from announcer.voices.base import Health, VoiceError
from announcer.voices.clip_pack import make_pack, wanted
from announcer.voices.clips import ClipVoice, PackError, load_pack
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.wav import RATE, read, rms, write
from announcer.why import Why

PHRASE = call_phrase("A012", "2")
VERSION_1: dict[str, object] = {
    "v": 1,
    "language": "id",
    "letters": {"A": "huruf-a.wav"},
    "digits": {},
    "words": {"nomor antrean": "nomor-antrean.wav", "silakan ke loket": "silakan-ke-loket.wav"},
}


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
    # nomor antrean, A, nol, satu, dua, silakan ke, loket, dua: 0.2 s each, and two rests
    assert 1.5 < len(read(tmp_path / "a.wav")) / RATE < 2.8
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
    await ClipVoice(pack, other).render(call_phrase("A012", "2", service="surat pengantar"), tmp_path / "a.wav")
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
        {"v": 3},
        {"language": "jv"},
        {"sentence": "{nomor}, mangga dhateng {loket}."},
        {"clips": {"A": "../../secret.wav"}},
        {"clips": []},
        {"clips": None},
        {**VERSION_1, "language": "en"},
        {**VERSION_1, "words": {}},
        {**VERSION_1, "letters": {"A": "../../secret.wav"}},
        {**VERSION_1, "digits": {"ten": "x.wav"}},
        {**VERSION_1, "digits": {"12": "x.wav"}},
        {**VERSION_1, "letters": []},
    ],
)
async def test_a_pack_of_another_shape_is_refused(pack: Path, change: dict[str, object]) -> None:
    manifest = json.loads((pack / "manifest.json").read_text())
    (pack / "manifest.json").write_text(json.dumps({**manifest, **change}))
    with pytest.raises(PackError):
        load_pack(pack)


async def test_a_pack_of_the_first_version_still_speaks(tmp_path: Path, pack: Path) -> None:
    manifest = {**VERSION_1, "digits": {str(value): f"{word}.wav" for value, word in enumerate(DIGITS)}}
    (pack / "manifest.json").write_text(json.dumps(manifest))
    (pack / "loket.wav").rename(pack / "silakan-ke-loket.wav")
    await ClipVoice(pack).render(PHRASE, tmp_path / "a.wav")
    assert 1.4 < len(read(tmp_path / "a.wav")) / RATE < 2.6


async def test_a_pack_in_another_language_is_not_the_indonesian_voice(tmp_path: Path, pack: Path) -> None:
    manifest = json.loads((pack / "manifest.json").read_text())
    other = {**manifest, "language": "jv", "sentence": "{nomor}, mangga dhateng {loket}."}
    (pack / "manifest.json").write_text(json.dumps(other))
    assert (await ClipVoice(pack, OtherVoice()).check()).voice == "pyttsx3"
    await ClipVoice(pack, voice := OtherVoice()).render(PHRASE, tmp_path / "a.wav")
    assert voice.asked == [PHRASE]


async def test_marks_of_pronunciation_are_for_machines(tmp_path: Path, pack: Path) -> None:
    phrase = call_phrase(
        "A012", "2", settings_of({"templates": {"call": "Nomor antréan {nomor}, silakan kê {loket}."}})
    )
    assert Words("nomor antréan") in phrase
    await ClipVoice(pack).render(phrase, tmp_path / "a.wav")


async def test_a_sentence_of_the_office_is_said_from_clips_of_whole_stretches(tmp_path: Path, pack: Path) -> None:
    """As few clips as there are: "silakan ke" in one piece, its words one by one only where there is no better."""
    phrase = announcement_phrase("Perhatian, silakan ke meja 12. Pelayanan dibuka.")
    await ClipVoice(pack).render(phrase, tmp_path / "a.wav")
    # Seven clips of 0.2 s, a comma and a stop.
    assert len(read(tmp_path / "a.wav")) / RATE == pytest.approx(7 * 0.25 + 0.25 + 0.45, abs=0.4)


def test_the_list_of_what_to_record() -> None:
    assert list(wanted()) == list(PROMPTS)
    assert len(PROMPTS) == 61


async def test_a_pack_made_with_the_real_voice_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {said: token for said, token in wanted().items() if said in "A nol satu dua nomor antrean silakan ke loket"}
    monkeypatch.setattr("announcer.voices.clip_pack.wanted", lambda: few)
    await make_pack(tmp_path / "pack", Pyttsx3Voice(run, rate=130, timeout=30))
    await ClipVoice(tmp_path / "pack").render(PHRASE, tmp_path / "a.wav")
    assert 2.5 < len(read(tmp_path / "a.wav")) / RATE < 8
