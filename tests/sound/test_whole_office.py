"""The whole office on real sound: server, announcer process, pyttsx3, player; what the hall heard, and what the tablets say of it."""

import asyncio
import json
import re
import signal
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import httpx
import msgspec
import pytest

from announcer import wav
from announcer.config import ASSETS
from server.clock import SystemClock
from server.config import Times
from server.description import SAMPLE, parse, toml_text
from server.domain.access import Role
from tests.live_office import LiveOffice, Wire
from tests.sound.announcer_process import running
from tests.sound.null_sink import NullSink
from tests.sound.spoken_phrase import Call, phrase, phrases, samples

pytestmark = pytest.mark.sound

PATIENCE_S = 120.0
"""Two announcements with a cold cache on a machine that does other things as well."""
HEARD = 0.9
MARGIN = 0.05


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
async def office(request: pytest.FixtureRequest, start_on_disk: Callable[..., Awaitable[LiveOffice]]) -> LiveOffice:
    """The sample office with the machine's own clock and the real times, but for its patience with tablets that only listen.

    A test's parameter is how often it says a call.
    """
    clock, times = SystemClock(ZoneInfo("Asia/Jakarta")), Times(silent_peer=300)
    sample = SAMPLE.read_text(encoding="utf-8")
    described, found = re.subn(r"^repeat = \d", f"repeat = {getattr(request, 'param', 2)}", sample, flags=re.MULTILINE)
    assert found == 1
    # The opening's announcement has a chime too, which would be counted among the calls'.
    calls_alone = msgspec.structs.replace(parse(described), announcements=())
    return await start_on_disk(clock=clock, office_toml=toml_text(calls_alone), times=times)


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


@pytest.mark.parametrize("office", [1], indirect=True)
async def test_two_calls_at_once_from_two_counters_are_both_heard(
    office: LiveOffice,
    api: httpx.AsyncClient,
    tablets: list[Tablet],
    null_sink: NullSink,
    recording: ModuleType,
    likeness: ModuleType,
    tmp_path: Path,
) -> None:
    """In real time, as the hall hears it; said once, because the office wants it so."""
    token = await office.running.context.doorkeeper.admit(Role.ANNOUNCER)
    async with running(office.url, tmp_path / "state", null_sink.environment, token=token):
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
        assert len(places) == 1, f"{call} is said once"
        assert places[0].start > ends, "only when the call before it has ended"
        ends = places[-1].end
        rivals = await phrases(tmp_path, rivals_of(call))
        (scores,) = likeness.scores([heard], list(rivals.values()))
        assert max(scores) < places[0].score - MARGIN, f"{call} sounds like one of {list(rivals)}"


@pytest.mark.parametrize("quick_sink", [4], indirect=True)
async def test_an_announcer_killed_in_mid_sentence_is_told_and_says_the_call_once_more_at_most(
    office: LiveOffice,
    api: httpx.AsyncClient,
    tablets: list[Tablet],
    quick_sink: NullSink,
    recording: ModuleType,
    likeness: ModuleType,
    tmp_path: Path,
) -> None:
    tablet, state = tablets[0], tmp_path / "state"
    chime = samples(wav.read(ASSETS / "chime.wav"))
    token = await office.running.context.doorkeeper.admit(Role.ANNOUNCER)
    async with recording.recording("hall", quick_sink.environment, quick_sink.speed) as hall:

        async def chimed(times: int) -> None:
            async with asyncio.timeout(PATIENCE_S):
                while len(likeness.occurrences(hall.sound, chime, HEARD)) < times:
                    await hall.grown(hall.seconds + 0.2)

        async with running(office.url, state, quick_sink.environment, token=token) as process:
            await tablet.shows("alarms", "Pengeras suara terputus", absent=True)
            await api.post("counters/1/next")
            await tablet.shows("last-call", "sedang diucapkan")
            await chimed(1)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            await tablet.shows("alarms", "Pengeras suara terputus")

        async with running(office.url, state, quick_sink.environment, token=token):
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
