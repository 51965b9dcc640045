"""The whole office on real sound: server, announcer process, pyttsx3, player; what the hall heard, and what the tablets say of it."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import numpy as np
import pytest

import announcer
from announcer import wav
from announcer.config import ASSETS
from announcer.level import trimmed
from announcer.phrases import call_phrase
from announcer.process import run
from announcer.voices.pyttsx3 import Pyttsx3Voice
from server.clock import SystemClock
from server.config import Times
from server.description import SAMPLE
from server.domain.access import Role
from tests.live_office import LiveOffice, Wire

pytestmark = pytest.mark.sound

ROOT = Path(announcer.__file__).parent.parent
PATIENCE_S = 120.0
"""Two announcements with a cold cache on a machine that does other things as well."""
HEARD = 0.9
MARGIN = 0.05

Call = tuple[str, str]


class Tablet:
    """The picture of a counter's tablet, as the socket brings it."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._parts: dict[str, str] = {}

    async def shows(self, part: str, words: str, *, absent: bool = False) -> None:
        """Wait until the part has the words, or has them no longer."""
        async with asyncio.timeout(PATIENCE_S):
            while (words in self._parts.get(part, "")) is absent or part not in self._parts:
                self._parts |= json.loads(await self._wire.raw.recv()).get("parts", {})


@pytest.fixture
async def office(start_on_disk: Callable[..., Awaitable[LiveOffice]]) -> LiveOffice:
    """The sample office with the machine's own clock and the real times, but for its patience with tablets that only listen."""
    clock, times = SystemClock(ZoneInfo("Asia/Jakarta")), Times(silent_peer=300)
    return await start_on_disk(clock=clock, office_toml=SAMPLE.read_text(encoding="utf-8"), times=times)


@pytest.fixture
async def api(office: LiveOffice) -> httpx.AsyncClient:
    """Automation, with the day open and numbers waiting at counters 1 and 2."""
    api = await office.api()
    (await api.post("day/open")).raise_for_status()
    for letter in "CKCK":
        (await api.post("tickets", json={"service": letter})).raise_for_status()
    return api


@pytest.fixture
async def tablets(office: LiveOffice, api: httpx.AsyncClient) -> list[Tablet]:
    cookies = await office.official()
    return [Tablet(await office.wire(f"/screen/counter-{counter}", cookies=cookies)) for counter in "12"]


@asynccontextmanager
async def running(
    office: LiveOffice, token: str, state: Path, environment: dict[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "announcer", "--server", office.url, "--state", str(state)),
        cwd=ROOT,
        env={**environment, "SILAKAN_TOKEN": token},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def test_two_calls_at_once_from_two_counters_are_both_heard(
    office: LiveOffice, api: httpx.AsyncClient, tablets: list[Tablet], null_sink, recording, likeness, tmp_path: Path
) -> None:
    token = await office.running.context.doorkeeper.admit(Role.ANNOUNCER)
    async with running(office, token, tmp_path / "state", null_sink.environment):
        for tablet in tablets:
            await tablet.shows("alarms", "Pengeras suara terputus", absent=True)
        async with recording.recording("hall", null_sink.environment) as hall:
            await asyncio.gather(*(api.post(f"counters/{counter}/next") for counter in "12"))
            for tablet in tablets:
                await tablet.shows("last-call", "terdengar ✓")
        heard = hall.sound

    calls, story = await story_of(api)
    assert {call[0] for call in calls} == {"C001", "K001"}
    assert story == [("call_speaking", 0), ("call_spoken", 0), ("call_speaking", 1), ("call_spoken", 1)]
    ends = 0.0
    for call in calls:
        places = likeness.occurrences(heard, await phrase(tmp_path, call), HEARD)
        assert len(places) == 2, f"{call} is said twice"
        assert places[0].start > ends, "only when the call before it has ended"
        ends = places[-1].end
        rivals = {rival: likeness.best(heard, await phrase(tmp_path, rival)).score for rival in rivals_of(call)}
        assert max(rivals.values()) < places[0].score - MARGIN, f"{call} sounds like one of {rivals}"


async def test_an_announcer_killed_in_mid_sentence_is_told_and_says_the_call_once_more_at_most(
    office: LiveOffice, api: httpx.AsyncClient, tablets: list[Tablet], null_sink, recording, likeness, tmp_path: Path
) -> None:
    tablet, state = tablets[0], tmp_path / "state"
    chime = samples(wav.read(ASSETS / "chime.wav"))
    token = await office.running.context.doorkeeper.admit(Role.ANNOUNCER)
    async with recording.recording("hall", null_sink.environment) as hall:

        async def chimed(times: int) -> None:
            async with asyncio.timeout(PATIENCE_S):
                while len(likeness.occurrences(hall.sound, chime, HEARD)) < times:  # noqa: ASYNC110 - only listening tells
                    await asyncio.sleep(0.1)

        async with running(office, token, state, null_sink.environment) as process:
            await tablet.shows("alarms", "Pengeras suara terputus", absent=True)
            await api.post("counters/1/next")
            await tablet.shows("last-call", "sedang diucapkan")
            await chimed(1)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            await tablet.shows("alarms", "Pengeras suara terputus")

        async with running(office, token, state, null_sink.environment):
            await tablet.shows("last-call", "terdengar ✓")
            await tablet.shows("alarms", "Pengeras suara terputus", absent=True)
            # The next call comes after everything that is still to be said of this one.
            await api.post("counters/2/next")
            await tablets[1].shows("last-call", "sedang diucapkan")
            await chimed(3)
        heard = hall.sound

    (first, _), _ = await story_of(api)
    chimes = likeness.occurrences(heard, chime, HEARD)
    assert len(chimes) == 3, "begun twice, and once for the next call"
    whole = likeness.occurrences(heard, await phrase(tmp_path, first), HEARD)
    assert len(whole) in {2, 3}, "cut off the first time, said and repeated the second"
    assert whole[-1].end < chimes[-1].start


async def story_of(api: httpx.AsyncClient) -> tuple[list[Call], list[tuple[str, int]]]:
    """The calls in the order of the log, and what became of them: (kind, which call)."""
    events = (await api.get("events", params={"limit": 1000})).json()["events"]
    called = [event for event in events if event["kind"] == "ticket_called"]
    order = {event["seq"]: place for place, event in enumerate(called)}
    story = [(event["kind"], order[event["call"]]) for event in events if event["kind"].startswith("call_")]
    return [(event["ticket"], event["counter"]) for event in called], story


def rivals_of(call: Call) -> Sequence[Call]:
    """What the hall might have heard instead: another letter, another digit, another counter."""
    ticket, counter = call
    other = "D" if ticket[0] == "C" else "C"
    return [(f"{other}{ticket[1:]}", counter), (f"{ticket[:3]}2", counter), (f"{ticket[0]}011", counter), (ticket, "3")]


async def phrase(folder: Path, call: Call) -> np.ndarray:
    """The phrase as the voice says it, straight from the voice."""
    path = folder / f"{'-'.join(call)}.wav"
    if not path.exists():
        await Pyttsx3Voice(run, rate=130, timeout=60).render(call_phrase(*call), path)
    return samples(trimmed(wav.read(path)))


def samples(sound: wav.Samples) -> np.ndarray:
    return np.array(sound, dtype=np.float64) / 32_768
