"""The office's choice of voice: in effect at once, kept for a start without a server, packs fetched beside the calls."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

from announcer.config import Config
from announcer.messages import Ack, Chosen, Ready
from announcer.voices.clip_pack import make_pack
from announcer.voices.silent import SilentVoice
from announcer.why import Why
from tests.announcer.stage import Stage, Studio

DIGEST = "ab" * 32


async def kept(config: Config) -> None:
    """For what is written to disk, of which nothing tells us."""
    async with asyncio.timeout(20):
        while not config.chosen_file.exists():  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.01)


async def test_speed_and_corrections_reach_the_voice_and_sentences_the_next_call(stage: Stage, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        stage.ledger.note(
            Chosen(
                {"rate": 120, "words": {"Dukuh": "dukuh"}, "templates": {"call": "{nomor} ke {loket}."}, "repeat": 1}
            )
        )
        await stage.until(lambda: stage.speech.tuned)
        assert stage.speech.tuned == [(120, {"Dukuh": "dukuh"})]
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert studio.rendered == ["A, nol nol satu ke loket satu."]
    assert [round(seconds) for seconds in studio.lengths] == [7]


async def test_another_volume_asks_no_voice_and_silence_is_told(stage: Stage, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        studio.health = replace(studio.health, identity="never asked")
        stage.ledger.note(Chosen({"volume": 0, "rooms": {"": "device"}}))
        await stage.until(lambda: stage.ledger.ready == Ready("silent", "none", Why.SILENT))
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.SILENT)]
        stage.ledger.note(Chosen({"volume": 30}))
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
    assert studio.lengths == []


async def test_a_start_without_a_server_speaks_as_the_office_wants(
    stage: Stage, config: Config, studio: Studio
) -> None:
    async with stage.open(prefetch=True):
        stage.ledger.note(Chosen({"rate": 145, "counters": {"1": "meja pendaftaran"}}))
        await kept(config)
    later = Stage(config, studio, studio)
    await later.tuning.begin()
    assert later.speech.tuned == [(145, {})]
    assert later.room.settings.counters == {"1": "meja pendaftaran"}


async def test_a_damaged_choice_is_no_choice(stage: Stage, config: Config) -> None:
    for content in ("", "{", "[]", '{"rate":"fast"}'):
        config.chosen_file.write_text(content)
        await stage.tuning.begin()
        assert stage.room.settings.rate == 130


async def test_a_choice_that_cannot_be_kept_holds_all_the_same(stage: Stage, config: Config) -> None:
    config.chosen_file.with_suffix(".part").mkdir()
    async with stage.open(prefetch=True):
        stage.ledger.note(Chosen({"rate": 145}))
        await stage.until(lambda: stage.room.settings.rate == 145)
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "spoken")]


async def test_a_recorded_voice_speaks_once_its_pack_is_here(stage: Stage, config: Config, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        stage.ledger.note(Chosen({"pack": DIGEST}))
        await stage.until_napped(3)
        assert stage.naps[:3] == [5.0, 10.0, 20.0], "nothing is held back by it, and nobody is hammered"
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "spoken")]
        assert studio.rendered, "the other voice said it"
        stage.packs[DIGEST] = await make_pack(config.packs / DIGEST, None)
        await stage.until(lambda: stage.room.health.voice == "clips")
        studio.rendered.clear()
        stage.call(2)
        await stage.settled(2)
    assert studio.rendered == []


async def test_another_choice_does_not_wait_for_the_pack_of_the_first(stage: Stage) -> None:
    async with stage.open(prefetch=True):
        stage.ledger.note(Chosen({"pack": DIGEST}))
        await stage.until_napped(2)
        stage.ledger.note(Chosen({"rate": 140}))
        await stage.until(lambda: stage.room.settings.rate == 140)
        naps = len(stage.naps)
        stage.call(1)
        await stage.settled(1)
        assert len(stage.naps) <= naps + 1, "nobody asks for that pack any more"


async def test_who_is_started_with_a_voice_keeps_it(config: Config, studio: Studio, tmp_path: Path) -> None:
    stage = Stage(replace(config, voice="silent"), studio, SilentVoice())
    await make_pack(config.packs / DIGEST, None)
    async with stage.open(prefetch=True):
        stage.ledger.note(Chosen({"pack": DIGEST}))
        await kept(config)
        assert json.loads(config.chosen_file.read_text()) == {"pack": DIGEST}
        assert stage.room.health.voice == "silent"
