"""The room's TV goes for a moment, as when its page is loaded anew: what is to be said waits a little, and is said when it is back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from announcer import handover
from announcer.config import Config
from announcer.lease import Lease, Standing
from announcer.messages import Ack, Chosen, Ready, TvReady, TvSound, Withdrawn
from announcer.why import Why
from tests.announcer.stage import Stage, Studio

HERE = TvReady(ready=True)
AWAY = TvReady(ready=False, why="none")


@asynccontextmanager
async def with_tv(config: Config, studio: Studio, tv_return: float) -> AsyncIterator[Stage]:
    stage = Stage(replace(config, sound=replace(config.sound, tv_return=tv_return)), studio, studio)
    stage.ledger.lay(Lease(Standing.HOLDER, "aula", 7))
    stage.ledger.note(Chosen({"rooms": {"aula": "tv"}}))
    stage.ledger.note(HERE)
    async with stage.open(prefetch=True):
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        yield stage


async def goes(stage: Stage) -> None:
    stage.ledger.note(AWAY)
    await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "none", Why.NO_TV))


async def test_a_call_of_that_moment_is_said_by_the_tv_that_is_back(config: Config, studio: Studio) -> None:
    async with with_tv(config, studio, 600) as stage:
        waits, returns = asyncio.Event(), stage.room.tv_returns

        async def watched(still: Callable[[], bool]) -> None:
            waits.set()
            await returns(still)

        stage.room.tv_returns = watched  # type: ignore[method-assign]
        await goes(stage)
        stage.call(1)
        async with asyncio.timeout(20):
            await waits.wait()
        stage.ledger.note(HERE)
        await stage.until(lambda: stage.uploads)
        stage.ledger.note(TvSound(1, "played"))
        assert await stage.settled(1) == [Ack(1, "spoken")]


async def test_one_that_it_took_along_is_said_once_more(config: Config, studio: Studio) -> None:
    async with with_tv(config, studio, 600) as stage:
        stage.call(1)
        await stage.until(lambda: stage.uploads)
        stage.ledger.note(TvSound(1, "playing"))
        await stage.until(lambda: stage.ledger.agenda.outbox)
        stage.ledger.note(AWAY)
        stage.ledger.note(TvSound(1, "gone", "gone"))
        await stage.until(lambda: not stage.ledger.agenda.sounding)
        assert stage.ledger.agenda.settled == {}

        stage.ledger.note(HERE)
        await stage.until(lambda: len(stage.uploads) == 2)
        stage.ledger.note(TvSound(1, "played"))
        assert await stage.settled(1) == [Ack(1, "spoken")]


async def test_taken_back_meanwhile_only_that_is_said(config: Config, studio: Studio) -> None:
    async with with_tv(config, studio, 600) as stage:
        stage.call(1)
        await stage.until(lambda: stage.uploads)
        stage.ledger.note(TvSound(1, "playing"))
        await stage.until(lambda: stage.ledger.agenda.outbox)
        stage.receive(Withdrawn(2, 1, "A001", "1", heard=True))
        stage.ledger.note(AWAY)
        stage.ledger.note(TvSound(1, "gone", "gone"))
        await stage.until(lambda: not stage.ledger.agenda.sounding)

        stage.ledger.note(HERE)
        await stage.until(lambda: len(stage.uploads) == 2)
        stage.ledger.note(TvSound(2, "played"))
        await stage.settled(2)
    assert [path.rpartition("/")[2] for path, _ in stage.uploads] == ["1", "2"]


async def test_one_that_stays_away_is_not_waited_for_twice(config: Config, studio: Studio) -> None:
    async with with_tv(config, studio, 0.05) as stage:
        await goes(stage)
        stage.call(1, 2)
        assert await stage.settled(1, 2) == [Ack(1, "unspoken", Why.NO_TV), Ack(2, "unspoken", Why.NO_TV)]
    assert stage.uploads == []


async def test_one_that_wants_a_press_is_not_waited_for(config: Config, studio: Studio) -> None:
    async with with_tv(config, studio, 600) as stage:
        stage.ledger.note(TvReady(ready=False, why="refused"))
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "none", Why.TV_REFUSED))
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.TV_REFUSED)]


async def test_who_loses_the_room_waits_no_more(config: Config, studio: Studio) -> None:
    async with with_tv(config, studio, 600) as stage:
        await goes(stage)
        stage.call(1)
        stage.ledger.update(lambda agenda: handover.stands(agenda, standby=True))
        stage.ledger.lay(Lease(Standing.STANDBY, "aula", 7))
        stage.ledger.note(HERE)
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        assert (stage.uploads, stage.ledger.agenda.settled) == ([], {})
        stage.ledger.update(lambda agenda: handover.stands(agenda, standby=False))
        stage.ledger.lay(Lease(Standing.HOLDER, "aula", 9))
        await stage.until(lambda: stage.uploads)
    assert stage.uploads == [("/api/v1/rooms/aula/sound/1", 9)]
