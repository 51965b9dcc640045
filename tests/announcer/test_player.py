"""The outside player: its exit status is believed, its hanging is ended, its device is looked for."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer.config import SoundTimes
from announcer.player import Output, Player, candidates
from announcer.process import Ended, run
from announcer.why import Why

TIMES = SoundTimes(player_margin=0.3, probe=0.3)


def python(body: str) -> tuple[str, ...]:
    return (sys.executable, "-c", body)


def player(*commands: tuple[str, ...], folder: Path, times: SoundTimes = SoundTimes()) -> Player:  # noqa: B008
    return Player(commands, run, times, folder)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("pass", None),
        ("import sys; sys.exit(1)", Why.PLAYER_FAILED),
        ("import os; os.abort()", Why.PLAYER_FAILED),
    ],
)
async def test_the_exit_status_tells(tmp_path: Path, body: str, why: Why | None) -> None:
    starts: list[int] = []
    assert await player(python(body), folder=tmp_path).play(tmp_path / "a.wav", 1.0, lambda: starts.append(1)) is why
    assert starts == [1]


async def test_a_player_that_hangs_is_killed(tmp_path: Path) -> None:
    hanging = player(python("import time; time.sleep(600)"), folder=tmp_path, times=TIMES)
    assert await hanging.play(tmp_path / "a.wav", 0.0, lambda: None) is Why.PLAYER_TIMEOUT


async def test_the_limit_grows_with_the_file(tmp_path: Path) -> None:
    limits: list[float] = []

    async def noting(command: object, *, within: float, **_: object) -> Ended:
        limits.append(within)
        return Ended(0, b"", b"")

    await Player([("x",)], noting, SoundTimes(player_margin=8), tmp_path).play(tmp_path / "a.wav", 14.0, lambda: None)  # type: ignore[arg-type]
    assert limits == [22.0]


async def test_no_player_is_no_device(tmp_path: Path) -> None:
    assert await player(folder=tmp_path).play(tmp_path / "a.wav", 1.0, lambda: None) is Why.NO_DEVICE
    assert await player(folder=tmp_path).probe() is Why.NO_DEVICE


async def test_the_first_player_that_works_is_taken(tmp_path: Path) -> None:
    played = tmp_path / "played"
    broken = python("import sys; sys.exit(1)")
    works = python(f"import sys; open({str(played)!r}, 'a').write(sys.argv[1])")
    both = player(broken, works, folder=tmp_path)
    assert await both.probe() is None
    assert await both.play(tmp_path / "a.wav", 1.0, lambda: None) is None
    assert played.read_text().endswith("a.wav")


async def test_a_probe_that_hangs_finds_nothing(tmp_path: Path) -> None:
    assert await player(python("import time; time.sleep(600)"), folder=tmp_path, times=TIMES).probe() is Why.NO_DEVICE


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Ended(0, b"1\thdmi-stereo\tmodule-alsa-card.c\ts16le 2ch 48000Hz\tIDLE\n", b""), None),
        (Ended(0, b"0\tauto_null\tmodule-null-sink.c\ts16le 2ch 44100Hz\tIDLE\n1\tusb\tx\ty\tIDLE\n", b""), None),
        (Ended(0, b"0\tauto_null\tmodule-null-sink.c\ts16le 2ch 44100Hz\tIDLE\n", b""), Why.NO_DEVICE),
        (Ended(0, b"", b""), Why.NO_DEVICE),
        (Ended(1, b"", b"Connection refused"), Why.NO_DEVICE),
        (Ended(None, b"", b""), Why.NO_DEVICE),
    ],
)
async def test_a_sound_server_without_a_device_is_told_apart(tmp_path: Path, answer: Ended, why: Why | None) -> None:
    async def pactl(command: tuple[str, ...], **_: object) -> Ended:
        assert command == ("/usr/bin/pactl", "list", "short", "sinks")
        return answer

    pulse = Player([("/usr/bin/paplay",)], pactl, SoundTimes(), tmp_path, pactl="/usr/bin/pactl")  # type: ignore[arg-type]
    assert await pulse.probe() is why


def which(*there: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in there else None


def test_players_of_this_machine() -> None:
    nothing: dict[str, str] = {}
    assert candidates(which("aplay", "paplay"), "linux", nothing) == [("/usr/bin/paplay",), ("/usr/bin/aplay", "-q")]
    assert candidates(which("pw-play"), "linux", nothing) == [("/usr/bin/pw-play",)]
    assert candidates(which(), "linux", nothing) == []
    assert candidates(which("afplay"), "darwin", nothing) == [("/usr/bin/afplay",)]
    assert "winsound" in candidates(which(), "win32", nothing)[0][2]


def test_a_named_alsa_device_is_the_only_one() -> None:
    named = {"SILAKAN_ALSA_DEVICE": "plughw:CARD=vc4hdmi0"}
    hdmi = ("/usr/bin/aplay", "-q", "-D", "plughw:CARD=vc4hdmi0")
    assert candidates(which("aplay", "paplay"), "linux", named) == [hdmi]
    assert candidates(which("paplay"), "linux", named) == []
    assert "winsound" in candidates(which(), "win32", named)[0][2]


class Bench:
    """Programs of the test's own on a machine of its own: shell scripts, and what they noted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        self.sinks = folder / "sinks"
        self.sinks.write_text("1\thdmi-stereo\n")

    def program(self, name: str, script: str) -> str:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    def pactl(self) -> str:
        return self.program("pactl", f"cat '{self.sinks}'")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def test_a_device_pulled_out_while_the_sound_server_plays_on_is_found(bench: Bench) -> None:
    pulled = bench.program("paplay", f"printf '0\\tauto_null\\n' > '{bench.sinks}'")
    sounding = Player([(pulled,)], run, SoundTimes(), bench.folder, pactl=bench.pactl())
    assert await sounding.probe() is None
    assert await sounding.play(bench.folder / "a.wav", 1.0, lambda: None) is Why.NO_DEVICE
    assert await sounding.probe() is Why.NO_DEVICE
    bench.sinks.write_text("2\tusb\n")
    assert await sounding.probe() is None, "and found again"


async def test_a_player_that_does_not_obey_is_killed_all_the_same(bench: Bench) -> None:
    deaf = bench.program("aplay", "trap '' TERM INT HUP; while :; do sleep 1; done")
    sounding = player((deaf,), folder=bench.folder, times=TIMES)
    assert await sounding.play(bench.folder / "a.wav", 0.0, lambda: None) is Why.PLAYER_TIMEOUT


async def test_the_alsa_device_reaches_aplay(bench: Bench) -> None:
    bench.program("aplay", f"echo \"$@\" >> '{bench.notes}'")
    commands = candidates(lambda name: str(bench.folder / name), "linux", {"SILAKAN_ALSA_DEVICE": "plughw:1"})
    sounding = player(*commands, folder=bench.folder)
    assert await sounding.probe() is None
    assert await sounding.play(bench.folder / "a.wav", 1.0, lambda: None) is None
    assert bench.notes.read_text().splitlines()[-1] == f"-q -D plughw:1 {bench.folder / 'a.wav'}"


@pytest.mark.parametrize(("ending", "why"), [("", None), ("raise RuntimeError('no device')", Why.PLAYER_FAILED)])
async def test_the_windows_player_with_a_stand_in_for_winsound(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, ending: str, why: Why | None
) -> None:
    module = bench.folder / "winsound.py"
    play = (
        f"def PlaySound(path, flags):\n    open({str(bench.notes)!r}, 'w').write(f'{{path}} {{flags}}')\n    {ending}\n"
    )
    module.write_text(f"SND_FILENAME, SND_NODEFAULT = 0x20000, 2\n{play}")
    monkeypatch.setenv("PYTHONPATH", str(bench.folder))
    sounding = player(*candidates(which(), "win32", {}), folder=bench.folder)
    assert await sounding.play(bench.folder / "a.wav", 1.0, lambda: None) is why
    assert bench.notes.read_text() == f"{bench.folder / 'a.wav'} {0x20002}"


def test_a_player_is_an_output(tmp_path: Path) -> None:
    output: Output = player(folder=tmp_path)
    assert output
