"""Two announcers, each with a loudspeaker of its own: the one that speaks loses its device, and the other one says the call."""

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from server.clock import SystemClock
from server.config import Times
from server.domain.access import Role
from server.web.speaking.leases import Ability
from tests.live_office import TOKEN, LiveOffice
from tests.sound.announcer_process import running
from tests.sound.null_sink import NullSink
from tests.sound.null_sink import null_sink as another_sink
from tests.sound.spoken_phrase import phrase

pytestmark = pytest.mark.sound

PATIENCE_S = 120.0


async def test_a_call_that_the_speaker_cannot_say_any_more_is_heard_from_the_other_and_nothing_is_reported_unspoken(
    quick_sink: NullSink,
    start_on_disk: Callable[..., Awaitable[LiveOffice]],
    recording: ModuleType,
    likeness: ModuleType,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = await start_on_disk(clock=SystemClock(ZoneInfo("Asia/Jakarta")), times=Times(silent_peer=300))
    api = await office.api()
    (await api.post("day/open")).raise_for_status()
    (await api.post("tickets", json={"service": "A"})).raise_for_status()
    admit = office.running.context.doorkeeper.admit
    folder = tmp_path_factory.mktemp("pa")
    wire = await office.wire("/feed?only=calls", TOKEN)
    async with (
        another_sink(folder, quick_sink.speed) as second_sink,
        running(office.url, tmp_path / "east", quick_sink.environment, token=await admit(Role.ANNOUNCER)),
    ):
        await _until(lambda: _able(office) == 1)
        async with running(office.url, tmp_path / "west", second_sink.environment, token=await admit(Role.ANNOUNCER)):
            await _until(lambda: _able(office) == 2)
            await quick_sink.remove()
            async with recording.recording("hall", second_sink.environment, second_sink.speed) as hall:
                await api.post("counters/1/next")
                async with asyncio.timeout(PATIENCE_S):
                    while json.loads(await wire.raw.recv()).get("kind") not in {"call_spoken", "call_unspoken"}:
                        pass
            heard = hall.sound
    shutil.rmtree(folder, ignore_errors=True)

    kinds = [event["kind"] for event in (await api.get("events", params={"limit": 1000})).json()["events"]]
    assert kinds.count("call_spoken") == 1
    assert "call_unspoken" not in kinds
    assert likeness.occurrences(heard, await phrase(tmp_path, ("A001", "1")), 0.9), "from the other loudspeaker"


def _able(office: LiveOffice) -> int:
    """How many announcers have said that they can speak."""
    return [line.can for line in office.running.context.speaking.leasing.lines_in("")].count(Ability.SPEECH)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - nobody tells a test what an announcer has said of itself
            await asyncio.sleep(0.05)
