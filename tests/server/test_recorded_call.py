"""From the recorder to the loudspeaker: a real announcer speaks a real call with the voice that the office has recorded and chosen."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import msgspec
import pytest

from announcer.config import Config
from announcer.run import announce
from announcer.wav import length
from server.domain.access import Role
from tests.live_office import TOKEN, LiveOffice
from tests.recordings import Take, wav

SAID = ("huruf-a", "nol", "satu", "nomor-antrean", "silakan-ke", "loket")
JAVANESE = ("huruf-a", "nol", "satu", "mangga-dhateng", "loket")


async def recorded(desk: httpx.AsyncClient, clips: tuple[str, ...], language: str, sentence: str) -> None:
    form = {"key": language, "name": f"Suara {language}", "language": language, "sentence": sentence}
    path = (await desk.post("/atur/suara/rekam", data=form)).headers["location"]
    for number, clip in enumerate(clips):
        take = wav(Take(hertz=200 + 30 * number))
        answer = await desk.post(f"{path}/klip/{clip}", files={"file": ("a.wav", take)}, data={"key": "k"})
        assert answer.status_code == 200, answer.text
    await desk.post(f"{path}/selesai", data={"key": "k"})


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def test_a_call_is_spoken_in_the_recorded_voice_and_in_a_second_language(
    live: LiveOffice, desk: httpx.AsyncClient, tmp_path: Path
) -> None:
    await recorded(desk, SAID, "id", "")
    await recorded(desk, JAVANESE, "jv", "{nomor}, mangga dhateng {loket}.")
    context = live.running.context
    packs = {pack.language: pack.digest for pack in context.packs.ready()}
    voice = msgspec.structs.replace(
        context.description.voice, pack=packs["id"], second=packs["jv"], chime=False, repeat=1
    )
    office = msgspec.structs.replace(context.description, voice=voice)
    await context.current.change(office, based_on=context.current.digest, actor="tester", key="choose")

    record = tmp_path / "record"
    config = Config(
        server=live.url,
        token=await context.doorkeeper.admit(Role.ANNOUNCER),
        state=tmp_path / "state",
        record=record,
        player=(sys.executable, "-c", "pass"),
    )
    config.state.mkdir()
    fetched = [config.packs / digest for digest in packs.values()]
    announcing = asyncio.create_task(announce(config))
    try:
        await live.settled(lambda: all(folder.is_dir() for folder in fetched))
        await live.settled(lambda: context.presence.voice is not None and context.presence.voice.voice == "clips")
        api = await live.api()
        await api.post("day/open")
        await api.post("tickets", json={"service": "A"})
        seq = (await api.post("counters/1/next", json={})).json()["seq"]
        await live.settled(lambda: live.office.state.calls[seq].outcome == "spoken")
    finally:
        announcing.cancel()
        with suppress(asyncio.CancelledError):
            await announcing
    (heard,) = record.glob("*.wav")
    assert heard.stem.lstrip("0") == str(seq)
    # Eight clips in Indonesian and seven in Javanese, each 0.6 s with its ends and a gap; rests, and a pause between both.
    assert length(heard) == pytest.approx(15 * 0.73 + 4 * 0.25 + 0.85, abs=0.7)
