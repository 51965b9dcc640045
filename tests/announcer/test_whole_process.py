"""`python -m announcer` as it is started for real, against a feed of the test's; its player is a script that notes."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import announcer

ROOT = Path(announcer.__file__).parent.parent
PLAYER = """#!{python}
import sys, time
with open({notes!r}, "a") as notes:
    notes.write("start\\n")
    notes.flush()
    if {hang} and not sys.argv[-1].endswith("probe.wav"):
        time.sleep(600)
    notes.write("end\\n")
sys.exit({code})
"""


@dataclass
class Announcer:
    """A running announcer and what it said on stderr."""

    process: asyncio.subprocess.Process
    log: list[str] = field(default_factory=list)

    async def read(self) -> None:
        assert self.process.stderr
        async for line in self.process.stderr:
            self.log.append(line.decode().rstrip())

    def kill(self) -> None:
        self.process.kill()


@dataclass
class Desk:
    """The machine: its state folder, its player program, the announcers started on it."""

    folder: Path
    environment: dict[str, str]

    def player(self, *, hang: bool = False, code: int = 0) -> None:
        """Puts a program where `aplay` is looked for; there is no other player on this machine."""
        program = self.folder / "bin" / "aplay"
        program.parent.mkdir(exist_ok=True)
        text = PLAYER.format(python=sys.executable, notes=str(self.folder / "notes"), hang=hang, code=code)
        part = program.with_name("new")
        part.write_text(text)
        part.chmod(0o755)
        part.replace(program)

    @asynccontextmanager
    async def announcer(self, *arguments: str, state: str = "state") -> AsyncIterator[Announcer]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "announcer",
            *arguments,
            "--state",
            str(self.folder / state),
            cwd=ROOT,
            env=self.environment,
            stderr=asyncio.subprocess.PIPE,
        )
        running = Announcer(process)
        reading = asyncio.create_task(running.read())
        try:
            yield running
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            await reading


@pytest.fixture(autouse=True)
def leases(fake_feed) -> None:
    """A server of today: without leases each start would wait for one."""
    fake_feed.fences = []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "bin").mkdir()
    if setpriv := shutil.which("setpriv"):
        (tmp_path / "bin" / "setpriv").symlink_to(setpriv)
    made = Desk(tmp_path, {**os.environ, "SILAKAN_TOKEN": "secret", "PATH": str(tmp_path / "bin")})
    made.player()
    return made


async def test_two_calls_are_spoken_and_recorded(fake_feed, desk: Desk) -> None:
    async with desk.announcer("--server", fake_feed.url, "--record", str(desk.folder / "kept")) as running:
        await fake_feed.until(lambda: fake_feed.ready == {"voice": "pyttsx3", "sound": "speech", "why": None})
        await fake_feed.call("A012", "2")
        await fake_feed.call("B046", "4")
        # Their acknowledgements are events too: the numbers of the calls are looked up, not counted.
        calls = [event["seq"] for event in fake_feed.log if event["kind"] == "ticket_called"]
        await fake_feed.until(lambda: fake_feed.said("spoken") == calls)
        running.process.send_signal(signal.SIGTERM)
        assert await running.process.wait() == 0
    assert fake_feed.said("speaking") == calls
    assert sorted(path.stem for path in (desk.folder / "kept").iterdir()) == sorted(map(str, calls))
    assert [line for line in running.log if "player started" in line] == [
        f"INFO announce seq={seq} player started" for seq in calls
    ]
    assert not any("secret" in line for line in running.log)


async def test_killed_in_mid_sentence_it_says_the_call_once_more_and_never_a_third_time(fake_feed, desk: Desk) -> None:
    desk.player(hang=True)
    for life in (1, 2):
        async with desk.announcer("--server", fake_feed.url) as running:
            if life == 1:
                await fake_feed.until(lambda: fake_feed.ready)
                await fake_feed.call("A012", "2")
            await _until(lambda: "INFO announce seq=1 player started" in running.log)
            running.kill()
            await running.process.wait()
    async with desk.announcer("--server", fake_feed.url) as running:
        await fake_feed.until(lambda: fake_feed.why(1))
        await fake_feed.call("A013", "2")
        await _until(lambda: any("player started" in line for line in running.log))
        assert not any("seq=1 player" in line for line in running.log)
    assert fake_feed.why(1) == ["player_failed"]


async def test_when_the_holder_is_killed_in_mid_sentence_the_other_one_says_what_is_left(fake_feed, desk: Desk) -> None:
    fake_feed.lease_s = 0.2
    desk.player(hang=True)
    async with desk.announcer("--server", fake_feed.url, state="first") as first:
        await fake_feed.until(lambda: fake_feed.fences == [1])
        async with desk.announcer("--server", fake_feed.url, state="second") as second:
            await _until(lambda: any("standby" in line for line in second.log))
            calls = [await fake_feed.call("A012", "2"), await fake_feed.call("B007", "1")]
            await fake_feed.until(lambda: fake_feed.said("speaking"))
            desk.player()
            first.kill()
            await fake_feed.until(lambda: fake_feed.said("spoken") == calls)
            async with desk.announcer("--server", fake_feed.url, state="first") as again:
                await _until(lambda: any("standby" in line for line in again.log))
                last = await fake_feed.call("A013", "2")
                await fake_feed.until(lambda: fake_feed.said("spoken") == [*calls, last])
                second.process.send_signal(signal.SIGTERM)
                assert await second.process.wait() == 0
                after = await fake_feed.call("A014", "2")
                await fake_feed.until(lambda: fake_feed.said("spoken") == [*calls, last, after])
    assert _started(first) == [calls[0]]
    assert _started(second) == [*calls, last], "once more only what was cut off"
    assert _started(again) == [after]
    assert 1001 in fake_feed.goodbyes, "who is stopped gives the room up"


async def test_without_a_player_the_server_is_told_and_the_device_is_found_when_it_comes(fake_feed, desk: Desk) -> None:
    desk.player(code=1)
    async with desk.announcer("--server", fake_feed.url):
        await fake_feed.until(lambda: fake_feed.ready == {"voice": "pyttsx3", "sound": "none", "why": "no_device"})
        await fake_feed.call("A012", "2")
        await fake_feed.until(lambda: fake_feed.why(1) == ["no_device"])
        desk.player()
        seq = await fake_feed.call("A013", "2")
        await fake_feed.until(lambda: fake_feed.said("spoken") == [seq])


async def test_a_second_announcer_on_the_same_folder_leaves(fake_feed, desk: Desk) -> None:
    async with desk.announcer("--server", fake_feed.url, "--voice", "silent"):
        await fake_feed.until(lambda: fake_feed.ready == {"voice": "silent", "sound": "none", "why": "silent"})
        async with desk.announcer("--server", fake_feed.url, "--voice", "silent") as second:
            assert await second.process.wait() == 1
        assert len(second.log) == 1
        assert "sudah berjalan" in second.log[0]


async def test_a_silence_at_the_head_that_is_none_is_wrong_use(desk: Desk) -> None:
    desk.environment["SILAKAN_LEAD_S"] = "long"
    async with desk.announcer("--server", "http://127.0.0.1:1") as running:
        assert await running.process.wait() == 2
    assert len(running.log) == 1
    assert "SILAKAN_LEAD_S" in running.log[0]


@pytest.mark.parametrize(
    ("arguments", "token", "part"),
    [(["--server", "http://x"], "", "SILAKAN_TOKEN"), (["--server", "nowhere"], "secret", "--server")],
)
async def test_wrong_use_is_one_indonesian_sentence(desk: Desk, arguments: list[str], token: str, part: str) -> None:
    desk.environment["SILAKAN_TOKEN"] = token
    async with desk.announcer(*arguments) as running:
        assert await running.process.wait() == 2
    assert len(running.log) == 1
    assert part in running.log[0]


def _started(running: Announcer) -> list[int]:
    return [int(found[1]) for line in running.log if (found := re.search(r"seq=(\d+) player started", line))]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_between_calls_it_needs_little_memory(fake_feed, desk: Desk) -> None:
    async with desk.announcer("--server", fake_feed.url) as running:
        await fake_feed.until(lambda: fake_feed.ready)
        seq = await fake_feed.call("A012", "2")
        await fake_feed.until(lambda: fake_feed.said("spoken") == [seq])
        assert _resident_mb(running.process.pid) < 40


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


async def _until(condition: Callable[[], object]) -> None:
    """For what another process writes, of which nothing tells us."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.01)
