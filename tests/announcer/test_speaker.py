"""The worker that makes sound: order, forms, failures, and what the room is told to hear."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.config import Config, SoundTimes
from announcer.lease import Lease, Standing
from announcer.messages import Ack, Announced, Call, Echo, Outcome, Ready, Withdrawn
from announcer.voices.base import Health, VoiceError
from announcer.voices.silent import SilentVoice
from announcer.wav import length
from announcer.why import Why
from tests.announcer.stage import Stage, Studio


async def test_intention_on_disk_before_the_first_sound_and_told_when_it_begins(stage: Stage, studio: Studio) -> None:
    studio.gate.clear()
    async with stage.open():
        stage.call(1)
        await stage.until(lambda: stage.ledger.agenda.outbox)
        assert studio.notes == ["disk [1]", "start"]
        assert stage.ledger.agenda.outbox == (Ack(1, "speaking"),)
        studio.gate.set()
        assert await stage.settled(1) == [Ack(1, "spoken")]


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


async def test_a_voice_that_comes_back_is_found(stage: Stage, studio: Studio) -> None:
    studio.health = Health("none", "none", Why.NO_VOICE)
    async with stage.open(prefetch=True):
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
        stage.ledger.update(lambda agenda: intake.received(agenda, Call(1, "<b>", "1", 0.0)))
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
        stage.ledger.update(lambda agenda: intake.received(agenda, Withdrawn(3, 2)))
        studio.gate.set()
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert len(studio.lengths) == 1


async def test_a_call_that_was_heard_is_taken_back_in_one_short_sentence(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        stage.call(1)
        await stage.settled(1)
        withdrawal = Withdrawn(2, 1, "A001", "1", heard=True)
        stage.ledger.update(lambda agenda: intake.received(agenda, withdrawal))
        assert await stage.settled(2) == [Ack(1, "spoken")]
    call, taken_back = studio.lengths
    assert taken_back < call / 2, "once, and no chime"


async def test_without_words_nothing_is_taken_back_for_a_chime_alone_calls_somebody(
    stage: Stage, studio: Studio
) -> None:
    studio.render_fails = VoiceError(Why.SYNTHESIS_FAILED, "no")
    async with stage.open():
        withdrawal = Withdrawn(1, 0, "A001", "1", heard=True)
        stage.ledger.update(lambda agenda: intake.received(agenda, withdrawal))
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


def lay(stage: Stage, standing: Standing, heard: float = 0.0) -> None:
    """As the link does it when the server has spoken."""
    stage.ledger.update(lambda agenda: handover.stands(agenda, standby=standing is Standing.STANDBY))
    stage.ledger.lay(Lease(standing, "", 7, heard))


async def test_who_stands_by_starts_nothing_and_takes_over_at_once(stage: Stage, studio: Studio) -> None:
    lay(stage, Standing.STANDBY)
    async with stage.open():
        await stage.until(lambda: stage.ledger.ready)
        stage.call(1, 2)
        stage.receive(Echo(3, 1, Outcome.SPOKEN, None))
        assert studio.lengths == []
        lay(stage, Standing.HOLDER)
        await stage.settled(2)
    assert len(studio.lengths) == 1, "the first one was said by the other announcer"


async def test_a_holder_cut_off_from_the_server_starts_nothing_new_after_a_while(stage: Stage, studio: Studio) -> None:
    lay(stage, Standing.HOLDER, heard=100.0)
    stage.now = 111.9
    async with stage.open():
        stage.call(1)
        await stage.settled(1)
        stage.now = 112.0
        stage.call(2)
        for exit_code, sound in ((1, "none"), (0, "speech")):
            # It looks after its device meanwhile, so it had time to speak.
            studio.device_exit = exit_code
            await stage.until(lambda sound=sound: stage.ledger.ready and stage.ledger.ready.sound == sound)
        assert len(studio.lengths) == 1
        lay(stage, Standing.STANDBY, heard=112.0)
        lay(stage, Standing.HOLDER, heard=112.0)
        await stage.settled(2)
    assert len(studio.lengths) == 2


async def test_who_loses_the_room_in_mid_sentence_falls_silent_and_keeps_the_call(stage: Stage, studio: Studio) -> None:
    lay(stage, Standing.HOLDER)
    studio.gate.clear()
    async with stage.open():
        stage.call(1)
        await stage.until(lambda: stage.ledger.agenda.outbox)
        lay(stage, Standing.STANDBY)
        await stage.until(lambda: not stage.ledger.agenda.sounding)
        assert studio.sounding == 0
        assert [utterance.seqs for utterance in stage.ledger.agenda.waiting] == [(1,)]
        assert stage.ledger.agenda.settled == {}


async def test_an_announcement_of_an_official_has_a_chime_and_is_said_twice_at_most(
    stage: Stage, studio: Studio
) -> None:
    async with stage.open():
        stage.receive(Announced(1, "Pelayanan ditutup pukul 15.00.", 0.0))
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert [round(seconds) for seconds in studio.lengths] == [14]


async def test_a_call_that_comes_while_a_planned_announcement_is_made_goes_first(stage: Stage, studio: Studio) -> None:
    studio.engine.clear()
    async with stage.open():
        stage.receive(Announced(1, "Pelayanan dibuka.", 0.0, planned=True))
        await stage.rendered(1)
        stage.call(2)
        studio.engine.set()
        assert await stage.settled(1, 2) == [Ack(2, "spoken"), Ack(1, "spoken")]


async def test_an_announcement_without_a_sayable_word_is_told(stage: Stage) -> None:
    async with stage.open():
        stage.receive(Announced(1, "!!!", 0.0))
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.SYNTHESIS_FAILED)]


async def test_an_urgent_announcement_is_whole_even_in_a_backlog(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        stage.call(1, 2, 3, 4)
        stage.receive(Announced(5, "Kebakaran, silakan keluar.", 0.0, urgent=True))
        await stage.settled(1, 2, 3, 4, 5)
    assert [round(seconds) for seconds in studio.lengths] == [14, 6, 6, 14, 14]
