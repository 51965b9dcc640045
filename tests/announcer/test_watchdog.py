"""Never mute without somebody knowing: an engine that fails or hangs, and how it is believed again."""

from dataclasses import replace

import pytest

from announcer.config import Config
from announcer.messages import Ack, Ready
from announcer.voices.base import VoiceError
from announcer.why import Why
from tests.announcer.stage import Stage, Studio

SPEECH, CHIME = Ready("pyttsx3", "speech", None), Ready("none", "chime", Why.NO_VOICE)


async def test_an_engine_that_hangs_costs_the_words_and_not_the_call(config: Config, studio: Studio) -> None:
    before = Stage(config, studio, studio)
    async with before.open():
        before.call(5)
        await before.settled(5)
    studio.lengths.clear()
    stage = Stage(replace(config, sound=replace(config.sound, patience=0.05, patience_share=0)), studio, studio)
    studio.engine.clear()
    async with stage.open(prefetch=True):
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.SYNTHESIS_FAILED)]
        assert [round(seconds, 2) for seconds in studio.lengths] == [1.45], "the chime alone"
        stage.call(2, 3)
        await stage.settled(2, 3)
        await stage.until(lambda: stage.ledger.ready == CHIME)
        rendered = len(studio.rendered)
        stage.call(4)
        assert (await stage.settled(4))[-1] == Ack(4, "unspoken", Why.NO_VOICE)
        assert len(studio.rendered) <= rendered + 1, "no call waits for it any more"
        studio.engine.set()
        await stage.until(lambda: stage.ledger.ready == SPEECH)
        stage.call(5)
        assert (await stage.settled(5))[-1] == Ack(5, "spoken")


async def test_a_voice_that_hangs_at_the_start_holds_no_call_back(config: Config, studio: Studio) -> None:
    stage = Stage(replace(config, sound=replace(config.sound, patience=0.05)), studio, studio)
    studio.answers.clear()
    async with stage.open(prefetch=True):
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_VOICE)]
        assert stage.ledger.ready == CHIME
        studio.answers.set()
        await stage.until(lambda: stage.ledger.ready == SPEECH)


async def test_a_voice_that_fails_three_times_in_a_row_is_lost_until_it_has_spoken(
    stage: Stage, studio: Studio
) -> None:
    studio.render_fails = VoiceError(Why.SYNTHESIS_FAILED, "the file is silent")
    async with stage.open():
        await stage.until(lambda: stage.ledger.ready == SPEECH)
        for seq in (1, 2):
            stage.call(seq)
            assert (await stage.settled(seq))[-1] == Ack(seq, "unspoken", Why.SYNTHESIS_FAILED)
            assert stage.ledger.ready == SPEECH
        stage.call(3)
        await stage.settled(3)
        assert stage.ledger.ready == CHIME
        await stage.room.check_voice()
        assert stage.ledger.ready == CHIME, "that it is there is not enough"
        studio.render_fails = None
        await stage.room.check_voice()
        assert stage.ledger.ready == SPEECH


async def test_one_phrase_that_is_made_forgives_the_failures_before_it(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        for seq in range(1, 7):
            studio.render_fails = VoiceError(Why.SYNTHESIS_FAILED, "no") if seq % 3 else None
            stage.call(seq)
            await stage.settled(seq)
        assert stage.ledger.ready == SPEECH


async def test_a_lost_voice_is_looked_for_less_and_less_often(stage: Stage, studio: Studio) -> None:
    studio.health = replace(studio.health, why=Why.NO_VOICE)
    async with stage.open(prefetch=True):
        await stage.until_napped(7)
        assert stage.naps[:7] == [5.0, 10.0, 20.0, 40.0, 60.0, 60.0, 60.0]
        studio.health = replace(studio.health, why=None)
        await stage.until(lambda: stage.ledger.ready == SPEECH)


@pytest.mark.parametrize("exit_code", [1, None])
async def test_a_device_that_comes_and_goes_is_told_each_time(stage: Stage, studio: Studio, exit_code: int) -> None:
    async with stage.open():
        for code, ready in ((exit_code, Ready("pyttsx3", "none", Why.NO_DEVICE)), (0, SPEECH)):
            studio.device_exit = code
            await stage.until(lambda ready=ready: stage.ledger.ready == ready)
