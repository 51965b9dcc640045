"""The worker that makes sound: order, forms, failures, and what the room is told to hear."""

import asyncio
from array import array
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from announcer import agenda as rules
from announcer.agenda import Agenda
from announcer.announcement import Announcements
from announcer.cache import Cache
from announcer.config import ASSETS, Config, SoundTimes
from announcer.ledger import Ledger
from announcer.messages import Ack, Call, Ready, Reset, Withdrawn
from announcer.phrases import Phrase
from announcer.player import Player
from announcer.process import Ended
from announcer.room import Room
from announcer.speaker import Speaker
from announcer.voices.base import Health, VoiceError
from announcer.voices.silent import SilentVoice
from announcer.wav import RATE, length, write
from announcer.why import Why


class Studio:
    """A voice and a player that do as they are told, and a note of everything that happened, in order."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.lengths: list[float] = []
        self.health = Health("pyttsx3", "studio")
        self.render_fails: Exception | None = None
        self.exit: int | None = 0
        self.device_exit: int | None = 0
        self.probes = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.sounding = 0

    async def check(self) -> Health:
        return self.health

    async def render(self, phrase: Phrase, out: Path) -> None:
        if self.render_fails:
            raise self.render_fails
        write(out, array("h", [9_000, -9_000] * (3 * RATE)))

    async def run(
        self, command: tuple[str, ...], *, within: float, started: Callable[[], None] | None = None, **_: object
    ) -> Ended:
        if started is None:
            self.probes += 1
            return Ended(self.device_exit, b"", b"")
        started()
        self.sounding += 1
        assert self.sounding == 1, "two at once"
        self.lengths.append(length(Path(command[-1])))
        self.notes.append("start")
        await self.gate.wait()
        await asyncio.sleep(0)
        self.sounding -= 1
        self.notes.append("end")
        return Ended(self.exit, b"", b"")


@pytest.fixture
def studio() -> Studio:
    return Studio()


class Stage:
    """A speaker with its ledger, wired to a studio."""

    def __init__(self, config: Config, studio: Studio, voice: object) -> None:
        self.studio = studio
        config.state.mkdir(exist_ok=True)
        self.ledger = Ledger(rules.received(Agenda(60.0), Reset("first", 0, ())), config.place_file, self._write)
        announcements = Announcements(voice, Cache(config.cache, 99, 10**8), ASSETS / "chime.wav", config.sound)  # type: ignore[arg-type]
        player = Player([("player",)], studio.run, config.sound, config.state)  # type: ignore[arg-type]
        self.room = Room(voice, player, announcements, self.ledger)  # type: ignore[arg-type]
        self.speaker = Speaker(
            config, self.ledger, self.room, announcements, player, push=self._push, monotonic=monotonic
        )

    def _write(self, _path: Path, agenda: Agenda) -> None:
        self.studio.notes.append(f"disk {sorted(agenda.attempts)}")

    async def _push(self) -> None:
        self.studio.notes.append("push")

    def call(self, *seqs: int) -> None:
        for seq in seqs:
            self.ledger.update(lambda agenda, seq=seq: rules.received(agenda, Call(seq, f"A{seq:03}", "1", 0.0)))  # type: ignore[misc]

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await self.ledger.changed(self.ledger.version)

    async def settled(self, *seqs: int) -> list[Ack]:
        await self.until(lambda: set(seqs) <= self.ledger.agenda.settled.keys())
        return [ack for ack in self.ledger.agenda.outbox if ack.step != "speaking"]

    @asynccontextmanager
    async def open(self, *, prefetch: bool = False) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self.speaker.run())]
        if prefetch:
            tasks.append(asyncio.create_task(self.speaker.prefetch()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(result, asyncio.CancelledError) for result in results), results


@pytest.fixture
def stage(config: Config, studio: Studio) -> Stage:
    return Stage(config, studio, studio)


async def test_intention_on_disk_and_told_before_the_first_sound(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "spoken")]
    before = studio.notes[: studio.notes.index("start")]
    assert set(before) == {"disk [1]", "push"}


async def test_two_calls_never_sound_at_once(stage: Stage, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        stage.call(1, 2, 3)
        assert await stage.settled(1, 2, 3) == [Ack(1, "spoken"), Ack(2, "spoken"), Ack(3, "spoken")]
    assert [note for note in studio.notes if note in ("start", "end")] == ["start", "end"] * 3


async def test_a_backlog_is_said_in_the_short_form_until_it_is_gone(stage: Stage, studio: Studio) -> None:
    """Full: 0.25 + 1.2 + 2 x 6 + 0.6 = 14 s. Of four waiting, 56 s and 42 s are over 30 s; 28 s and 14 s are not."""
    async with stage.open():
        stage.call(1, 2, 3, 4)
        await stage.settled(1, 2, 3, 4)
    assert [round(seconds) for seconds in studio.lengths] == [6, 6, 14, 14]


async def test_a_player_that_fails_is_told_and_the_next_call_is_said(stage: Stage, studio: Studio) -> None:
    studio.exit = 1
    async with stage.open():
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.PLAYER_FAILED)]
        studio.exit = None
        stage.call(2)
        assert (await stage.settled(2))[-1] == Ack(2, "unspoken", Why.PLAYER_TIMEOUT)
        studio.exit = 0
        stage.call(3)
        assert (await stage.settled(3))[-1] == Ack(3, "spoken")


async def test_a_device_that_goes_away_in_mid_sentence_is_told_as_such(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        studio.exit = studio.device_exit = 1
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_DEVICE)]
        assert stage.ledger.ready == Ready("pyttsx3", "none", Why.NO_DEVICE)


async def test_without_a_device_nothing_is_begun_and_it_comes_back_by_itself(stage: Stage, studio: Studio) -> None:
    studio.device_exit = 1
    async with stage.open():
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_DEVICE)]
        assert stage.ledger.agenda.attempts == {}
        assert Ack(1, "speaking") not in stage.ledger.agenda.outbox
        studio.device_exit = 0
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        stage.call(2)
        assert (await stage.settled(2))[-1] == Ack(2, "spoken")


async def test_a_device_lost_while_nothing_sounds_is_told(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        studio.device_exit = 1
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "none", Why.NO_DEVICE))


async def test_without_a_voice_the_chime_alone(stage: Stage, studio: Studio) -> None:
    studio.health = Health("none", "none", Why.NO_VOICE)
    async with stage.open():
        await stage.until(lambda: stage.ledger.ready == Ready("none", "chime", Why.NO_VOICE))
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_VOICE)]
    assert [round(seconds, 2) for seconds in studio.lengths] == [1.45]


async def test_a_voice_that_turns_out_to_be_foreign_is_not_used(stage: Stage, studio: Studio) -> None:
    studio.render_fails = VoiceError(Why.NO_VOICE, "got gmw/en")
    async with stage.open():
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_VOICE)]
        assert stage.ledger.ready == Ready("none", "chime", Why.NO_VOICE)


async def test_a_voice_that_comes_back_is_found(config: Config, studio: Studio) -> None:
    sound = replace(config.sound, voice_recheck=0.0)
    stage = Stage(replace(config, sound=sound), studio, studio)
    studio.health = Health("none", "none", Why.NO_VOICE)
    async with stage.open():
        await stage.until(lambda: stage.ledger.ready == Ready("none", "chime", Why.NO_VOICE))
        studio.health = Health("pyttsx3", "studio")
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))


@pytest.mark.parametrize("error", [VoiceError(Why.SYNTHESIS_FAILED, "killed"), RuntimeError("never thought of")])
async def test_one_bad_phrase_gets_the_chime_and_does_not_silence_the_office(
    stage: Stage, studio: Studio, error: Exception
) -> None:
    studio.render_fails = error
    async with stage.open(prefetch=True):
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.SYNTHESIS_FAILED)]
        studio.render_fails = None
        stage.call(2)
        assert (await stage.settled(2))[-1] == Ack(2, "spoken")
    assert [round(seconds) for seconds in studio.lengths] == [1, 14]


async def test_a_ticket_that_cannot_be_spoken_gets_the_chime(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        stage.ledger.update(lambda agenda: rules.received(agenda, Call(1, "<b>", "1", 0.0)))
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.SYNTHESIS_FAILED)]


async def test_silence_by_choice_is_told_as_such(config: Config, studio: Studio) -> None:
    stage = Stage(config, studio, SilentVoice())
    async with stage.open():
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.SILENT)]
        assert stage.ledger.ready == Ready("silent", "none", Why.SILENT)
    assert studio.probes == 0
    assert studio.lengths == []


async def test_a_call_withdrawn_while_another_sounds_is_not_said(stage: Stage, studio: Studio) -> None:
    studio.gate.clear()
    async with stage.open():
        stage.call(1, 2)
        await stage.until(lambda: stage.ledger.agenda.sounding)
        stage.ledger.update(lambda agenda: rules.received(agenda, Withdrawn(3, 2)))
        studio.gate.set()
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert len(studio.lengths) == 1


async def test_a_call_that_was_heard_is_taken_back_in_one_short_sentence(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        stage.call(1)
        await stage.settled(1)
        withdrawal = Withdrawn(2, 1, "A001", "1", heard=True)
        stage.ledger.update(lambda agenda: rules.received(agenda, withdrawal))
        assert await stage.settled(2) == [Ack(1, "spoken")]
    call, taken_back = studio.lengths
    assert taken_back < call / 2, "once, and no chime"


async def test_without_words_nothing_is_taken_back_for_a_chime_alone_calls_somebody(
    stage: Stage, studio: Studio
) -> None:
    studio.render_fails = VoiceError(Why.SYNTHESIS_FAILED, "no")
    async with stage.open():
        withdrawal = Withdrawn(1, 0, "A001", "1", heard=True)
        stage.ledger.update(lambda agenda: rules.received(agenda, withdrawal))
        assert await stage.settled(1) == []
    assert studio.lengths == []


@pytest.mark.parametrize("device_exit", [0, 1])
async def test_recordings_are_named_by_number_and_need_no_device(
    config: Config, studio: Studio, tmp_path: Path, device_exit: int
) -> None:
    studio.device_exit = device_exit
    stage = Stage(replace(config, record=tmp_path / "kept"), studio, studio)
    async with stage.open():
        stage.call(7)
        await stage.settled(7)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["7.wav"]
    assert round(length(tmp_path / "kept" / "7.wav")) == 14


async def test_a_call_does_not_wait_for_a_look_at_the_device(config: Config, studio: Studio) -> None:
    stage = Stage(replace(config, sound=SoundTimes(idle=0.0)), studio, studio)
    looking = asyncio.Event()
    ended: list[str] = []

    async def slow_look() -> None:
        looking.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("look")

    async with stage.open():
        await stage.until(lambda: stage.ledger.ready)
        stage.room.check_device = slow_look  # type: ignore[method-assign,assignment]
        await looking.wait()
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert ended


async def test_a_disk_that_cannot_be_written_does_not_silence_the_office(stage: Stage, monkeypatch, caplog) -> None:
    def full(_path: Path, _agenda: Agenda) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stage.ledger, "_write", full)
    async with stage.open():
        stage.call(1, 2)
        await stage.settled(1, 2)
    assert [record.message for record in caplog.records].count(
        "place not written to disk: No space left on device"
    ) == 1
