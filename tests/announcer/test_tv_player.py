"""The TV as loudspeaker: what is given to it, what it says, and what is told when it says nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from announcer.config import Config
from announcer.lease import Lease, Standing
from announcer.messages import Ack, Chosen, Ready, TvReady, TvSound
from announcer.tv_player import TvPlayer, uploader
from announcer.wav import silence, write
from announcer.why import Why
from tests.announcer.stage import Stage, Studio


@pytest.fixture
def stage(config: Config, studio: Studio) -> Stage:
    stage = Stage(config, studio, studio)
    stage.ledger.lay(Lease(Standing.HOLDER, "aula", 7))
    stage.ledger.note(Chosen({"rooms": {"depan": "device", "aula": "tv"}}))
    stage.ledger.note(TvReady(ready=True))
    return stage


@asynccontextmanager
async def sounding(stage: Stage) -> AsyncIterator[None]:
    """A call lies with the server, for the TV to play."""
    async with stage.open(prefetch=True):
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        stage.call(1)
        await stage.until(lambda: stage.uploads)
        yield


async def test_a_call_is_told_as_sounding_when_the_tv_begins_and_as_spoken_when_it_ends(stage: Stage) -> None:
    async with sounding(stage):
        assert stage.uploads == [("/api/v1/rooms/aula/sound/1", 7)]
        assert stage.ledger.agenda.outbox == ()
        stage.ledger.note(TvSound(1, "playing"))
        await stage.until(lambda: stage.ledger.agenda.outbox)
        assert stage.ledger.agenda.outbox == (Ack(1, "speaking"),)
        stage.ledger.note(TvSound(1, "played"))
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert stage.studio.lengths == [], "this machine is silent"


async def test_news_of_another_sound_means_nothing(stage: Stage) -> None:
    async with sounding(stage):
        stage.ledger.note(TvSound(9, "played"))
        stage.ledger.note(TvSound(1, "played"))
        assert await stage.settled(1) == [Ack(1, "spoken")]
        assert Ack(1, "speaking") in stage.ledger.agenda.outbox


@pytest.mark.parametrize(
    ("tv", "why"),
    [
        (TvReady(ready=False), Why.NO_TV),
        (TvReady(ready=False, why="none"), Why.NO_TV),
        (TvReady(ready=False, why="refused"), Why.TV_REFUSED),
    ],
)
async def test_without_a_tv_that_can_be_heard_the_room_is_told_at_once(stage: Stage, tv: TvReady, why: Why) -> None:
    stage.ledger.note(tv)
    async with stage.open(prefetch=True):
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "none", why))
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "unspoken", why)]
        stage.ledger.note(TvReady(ready=True))
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
    assert stage.uploads == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (TvSound(1, "failed", "refused"), Why.TV_REFUSED),
        (TvSound(1, "failed", "format"), Why.PLAYER_FAILED),
        (TvSound(1, "gone", "gone"), Why.NO_TV),
    ],
)
async def test_a_sound_that_the_tv_cannot_play_is_told(stage: Stage, told: TvSound, why: Why) -> None:
    async with sounding(stage):
        stage.ledger.note(told)
        if told.state == "gone":
            await stage.until(lambda: len(stage.uploads) == 2)
            stage.ledger.note(told)
        assert await stage.settled(1) == [Ack(1, "unspoken", why)]


async def test_a_sound_that_the_server_does_not_take_is_told(stage: Stage) -> None:
    stage.taken = False
    async with sounding(stage):
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_TV)]
    assert len(stage.uploads) == 2, "another TV might have taken it"


async def test_when_the_tv_goes_in_mid_sentence_the_next_one_says_it_once_more(stage: Stage) -> None:
    async with sounding(stage):
        stage.ledger.note(TvSound(1, "playing"))
        await stage.until(lambda: stage.ledger.agenda.outbox)
        stage.ledger.note(TvSound(1, "gone"))
        await stage.until(lambda: len(stage.uploads) == 2)
        assert stage.ledger.agenda.attempts == {1: 2}
        stage.ledger.note(TvSound(1, "gone"))
        assert await stage.settled(1) == [Ack(1, "unspoken", Why.NO_TV)]
    assert len(stage.uploads) == 2


async def test_the_office_may_choose_the_device_again_at_any_moment(stage: Stage) -> None:
    async with stage.open(prefetch=True):
        await stage.until(lambda: stage.ledger.ready == Ready("pyttsx3", "speech", None))
        stage.ledger.note(Chosen({"rooms": {"aula": "device"}}))
        await stage.until(lambda: not stage.room.by_tv)
        stage.call(1)
        assert await stage.settled(1) == [Ack(1, "spoken")]
    assert stage.uploads == []
    assert len(stage.studio.lengths) == 1


@pytest.mark.parametrize(("begins", "why"), [(False, Why.NO_TV), (True, Why.PLAYER_TIMEOUT)])
async def test_a_tv_that_says_nothing_is_given_up(
    stage: Stage, config: Config, tmp_path: Path, begins: bool, why: Why
) -> None:
    stage.call(1)
    stage.begin()

    async def upload(_path: str, _file: Path, _fence: int | None) -> bool:
        if begins:
            stage.ledger.note(TvSound(1, "playing"))
        return True

    player = TvPlayer(stage.ledger, replace(config.sound, tv_start=0.01, player_margin=0.01), upload)
    assert await player.play(tmp_path / "any.wav", 0.0, lambda: None) == why


async def test_the_upload_carries_the_token_and_the_fence_and_is_believed_by_its_status(tmp_path: Path) -> None:
    write(tmp_path / "call.wav", silence(0.1))
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        asked.append(head + await reader.readexactly(length))
        status = b"204 No Content" if b"x-fence: 7" in head else b"409 Conflict"
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        upload = uploader(f"ws://127.0.0.1:{port}/antrean/", "secret", 5.0)
        assert await upload("/api/v1/rooms/-/sound/1", tmp_path / "call.wav", 7) is True
        assert await upload("/api/v1/rooms/-/sound/1", tmp_path / "call.wav", None) is False
    assert await upload("/api/v1/rooms/-/sound/1", tmp_path / "call.wav", 7) is False, "nobody there"
    first = asked[0]
    assert first.startswith(b"PUT /antrean/api/v1/rooms/-/sound/1 HTTP/1.1\r\n")
    assert b"authorization: Bearer secret\r\n" in first
    assert first.endswith((tmp_path / "call.wav").read_bytes())
    assert b"x-fence" not in asked[1]
