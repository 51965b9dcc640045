"""What is played: lead-in, chime, phrase, pause, phrase; kept, and made anew when anything of it changed."""

import asyncio
from array import array
from pathlib import Path

import pytest

from announcer.announcement import Announcements, Form
from announcer.cache import Cache
from announcer.config import ASSETS, SoundTimes
from announcer.phrases import Letter, Phrase, Words, call_phrase
from announcer.settings import VoiceSettings
from announcer.voices.base import Health, VoiceError
from announcer.voices.silent import SilentVoice
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
        self.level = LEVEL

    async def check(self) -> Health:
        return Health("pyttsx3", "one tone")

    async def render(self, phrase: Phrase, out: Path) -> None:
        self.rendered.append(phrase)
        if self.why:
            raise VoiceError(self.why, "told so")
        wave = [self.level] * 50 + [-self.level] * 50
        tone = array("h", wave * round(SECONDS * RATE / 100))
        write(out, silence(0.4) + tone + silence(0.5))


@pytest.fixture
def voice() -> OneTone:
    return OneTone()


@pytest.fixture
def announcements(tmp_path: Path, voice: OneTone) -> Announcements:
    made = Announcements(voice, Cache(tmp_path / "cache", 100, 10**8), ASSETS / "chime.wav", SoundTimes())
    made.use("one tone")
    return made


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


@pytest.mark.parametrize("repeat", [1, 2, 3])
@pytest.mark.parametrize("chime", [True, False])
async def test_repetitions_and_chime_are_the_offices_choice(
    announcements: Announcements, repeat: int, chime: bool
) -> None:
    announcements.use("one tone", VoiceSettings(repeat=repeat, chime=chime))
    call = await announcements.make(PHRASE, Form.FULL)
    expected = 0.25 + (1.2 if chime else 0) + repeat * SECONDS + (repeat - 1) * 0.6
    assert call.seconds == pytest.approx(expected, abs=0.2)
    assert call.seconds == pytest.approx(announcements.full_seconds(SECONDS), abs=0.2)
    notice = await announcements.make(PHRASE, Form.NOTICE)
    assert notice.seconds == pytest.approx(call.seconds - (2.6 if repeat == 3 else 0), abs=0.2)
    short = await announcements.make(PHRASE, Form.SHORT)
    assert short.seconds == pytest.approx(0.25 + SECONDS, abs=0.1)


async def test_the_volume_makes_a_file_of_its_own_from_the_same_phrase(
    announcements: Announcements, voice: OneTone
) -> None:
    loud = await announcements.make(PHRASE, Form.FULL)
    announcements.use("one tone", VoiceSettings(volume=50))
    soft = await announcements.make(PHRASE, Form.FULL)
    assert soft.path != loud.path
    assert soft.seconds == loud.seconds
    assert rms(read(soft.path)) == pytest.approx(rms(read(loud.path)) * 0.316, rel=0.02)
    announcements.use("one tone")
    assert announcements.ready(PHRASE, Form.FULL) == soft, "what the office chose stays"
    assert len(voice.rendered) == 1


async def test_the_second_language_follows_once(announcements: Announcements, voice: OneTone) -> None:
    second = OneTone()
    announcements.follow(second, "javanese 1")
    regional = (Words("nomer"), Letter("A"))
    made = await announcements.make(PHRASE, Form.FULL, regional)
    assert made.seconds == pytest.approx(0.25 + 1.2 + 3 * SECONDS + 2 * 0.6, abs=0.2)
    assert (voice.rendered, second.rendered) == ([PHRASE], [regional])
    assert announcements.ready(PHRASE, Form.FULL, regional) == made
    short = await announcements.make(PHRASE, Form.SHORT, regional)
    assert short.seconds == pytest.approx(0.25 + SECONDS, abs=0.1), "not with a backlog"
    announcements.follow(second, "javanese 2")
    assert announcements.ready(PHRASE, Form.FULL, regional) is None
    announcements.follow(None)
    assert (await announcements.make(PHRASE, Form.FULL, regional)).seconds < made.seconds - SECONDS


async def test_a_second_language_with_a_missing_clip_is_left_out_whole(announcements: Announcements) -> None:
    second = OneTone()
    second.why = Why.NO_VOICE
    announcements.follow(second, "javanese")
    made = await announcements.make(PHRASE, Form.FULL, (Words("nomer"),))
    assert made.seconds == pytest.approx(0.25 + 1.2 + 2 * SECONDS + 0.6, abs=0.2)


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


async def test_a_phrase_that_hangs_holds_no_other_back(announcements: Announcements, voice: OneTone) -> None:
    class Hanging(OneTone):
        async def render(self, phrase: Phrase, out: Path) -> None:
            if phrase == call_phrase("A099", "2"):
                await asyncio.Event().wait()
            await super().render(phrase, out)

    hanging = Announcements(Hanging(), announcements._cache, ASSETS / "chime.wav", SoundTimes())
    stuck = asyncio.create_task(hanging.make(call_phrase("A099", "2"), Form.FULL))
    assert (await hanging.make(PHRASE, Form.FULL)).seconds > 0
    assert not stuck.done()
    stuck.cancel()
    await asyncio.gather(stuck, return_exceptions=True)


async def test_who_stops_waiting_takes_nothing_from_the_others(announcements: Announcements, voice: OneTone) -> None:
    ahead = asyncio.create_task(announcements.make(PHRASE, Form.FULL))
    await asyncio.sleep(0)
    due = asyncio.create_task(announcements.make(PHRASE, Form.FULL))
    await asyncio.sleep(0)
    ahead.cancel()
    assert (await due).seconds > 0
    assert ahead.cancelled()
    assert len(voice.rendered) == 1


async def test_a_voice_that_says_nothing_has_failed(announcements: Announcements, voice: OneTone) -> None:
    voice.level = 3
    with pytest.raises(VoiceError) as caught:
        await announcements.make(PHRASE, Form.FULL)
    assert caught.value.why is Why.SYNTHESIS_FAILED


async def test_silence_by_choice_is_no_failure(tmp_path: Path) -> None:
    quiet = Announcements(SilentVoice(), Cache(tmp_path, 9, 10**8), ASSETS / "chime.wav", SoundTimes())
    assert (await quiet.make(PHRASE, Form.FULL)).seconds == pytest.approx(2.05, abs=0.01)


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
