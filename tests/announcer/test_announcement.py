"""What is played: lead-in, chime, phrase, pause, phrase; kept, and made anew when anything of it changed."""

import asyncio
from array import array
from pathlib import Path

import pytest

from announcer.announcement import Announcements, Form
from announcer.cache import Cache
from announcer.config import ASSETS, SoundTimes
from announcer.phrases import Phrase, call_phrase
from announcer.voices.base import Health, VoiceError
from announcer.wav import RATE, Samples, read, rms, silence, write
from announcer.why import Why

PHRASE = call_phrase("A012", "2")
LEVEL = 5_000
SECONDS = 2.0


class OneTone:
    """Each phrase is two loud seconds between silences."""

    def __init__(self) -> None:
        self.rendered: list[Phrase] = []
        self.why: Why | None = None

    async def check(self) -> Health:
        return Health("pyttsx3", "one tone")

    async def render(self, phrase: Phrase, out: Path) -> None:
        self.rendered.append(phrase)
        if self.why:
            raise VoiceError(self.why, "told so")
        tone = array("h", [LEVEL, -LEVEL] * round(SECONDS * RATE / 2))
        write(out, silence(0.4) + tone + silence(0.5))


@pytest.fixture
def voice() -> OneTone:
    return OneTone()


@pytest.fixture
def announcements(tmp_path: Path, voice: OneTone) -> Announcements:
    return Announcements(voice, Cache(tmp_path / "cache", 100, 10**8), ASSETS / "chime.wav", SoundTimes())


def part(samples: Samples, start: float, end: float) -> Samples:
    return samples[round(start * RATE) : round(end * RATE)]


async def test_the_full_form(announcements: Announcements) -> None:
    made = await announcements.make(PHRASE, Form.FULL)
    samples = read(made.path)
    assert made.seconds == pytest.approx(len(samples) / RATE)
    assert made.seconds == pytest.approx(0.25 + 1.2 + 2 * SECONDS + 0.6, abs=0.2)
    assert rms(part(samples, 0, 0.25)) == 0
    assert rms(part(samples, 0.25, 1.45)) > 0.03, "the chime comes first"
    spoken = (made.seconds - 1.45 - 0.6) / 2
    assert rms(part(samples, 1.5, 1.4 + spoken)) > 0.1
    assert rms(part(samples, 1.46 + spoken, 2.04 + spoken)) == 0, "a pause parts the two"
    assert rms(part(samples, 2.1 + spoken, made.seconds - 0.05)) > 0.1


async def test_the_short_form_has_no_chime_and_one_phrase(announcements: Announcements) -> None:
    made = await announcements.make(PHRASE, Form.SHORT)
    assert made.seconds == pytest.approx(0.25 + SECONDS, abs=0.1)


async def test_the_chime_alone_needs_no_voice(announcements: Announcements, voice: OneTone) -> None:
    voice.why = Why.NO_VOICE
    made = await announcements.make((), Form.CHIME)
    assert made.seconds == pytest.approx(1.45, abs=0.01)
    assert voice.rendered == []


async def test_a_phrase_is_rendered_once_for_all_its_forms(announcements: Announcements, voice: OneTone) -> None:
    made = [await announcements.make(PHRASE, form) for form in (Form.FULL, Form.SHORT, Form.FULL)]
    assert len(voice.rendered) == 1
    assert announcements.ready(PHRASE, Form.FULL) == made[0]
    assert announcements.ready(call_phrase("A013", "2"), Form.FULL) is None


async def test_two_who_ask_at_once_share_the_work(announcements: Announcements, voice: OneTone) -> None:
    await asyncio.gather(*(announcements.make(PHRASE, Form.FULL) for _ in range(5)))
    assert len(voice.rendered) == 1


async def test_another_voice_makes_its_own(announcements: Announcements, voice: OneTone) -> None:
    await announcements.make(PHRASE, Form.FULL)
    announcements.use("another voice")
    assert announcements.ready(PHRASE, Form.FULL) is None
    await announcements.make(PHRASE, Form.FULL)
    assert len(voice.rendered) == 2


async def test_a_file_broken_by_a_power_cut_is_made_anew(announcements: Announcements, voice: OneTone) -> None:
    made = await announcements.make(PHRASE, Form.FULL)
    for path in made.path.parent.iterdir():
        path.write_bytes(path.read_bytes()[:100])
    assert await announcements.make(PHRASE, Form.FULL) == made
    assert len(voice.rendered) == 2


@pytest.mark.parametrize("why", [Why.NO_VOICE, Why.SYNTHESIS_FAILED])
async def test_a_voice_that_fails_says_why(announcements: Announcements, voice: OneTone, why: Why) -> None:
    voice.why = why
    with pytest.raises(VoiceError) as caught:
        await announcements.make(PHRASE, Form.FULL)
    assert caught.value.why is why


async def test_a_folder_that_cannot_be_written_is_a_failure_with_a_code(tmp_path: Path, voice: OneTone) -> None:
    (tmp_path / "file").touch()
    blocked = Announcements(voice, Cache(tmp_path / "file" / "cache", 9, 9), ASSETS / "chime.wav", SoundTimes())
    with pytest.raises(VoiceError) as caught:
        await blocked.make(PHRASE, Form.FULL)
    assert caught.value.why is Why.SYNTHESIS_FAILED
