"""`silakan demo`: the box that it prints, and the whole of it in a process of its own."""

import http.client
import json
import os
import time
from pathlib import Path

import pytest

from announcer.lock import held
from server.console.browser import can_be_seen
from server.console.welcome import Welcome, boxed
from tests.console.own_process import PATIENCE_S, OwnProcess


def test_the_box_holds_everything_that_a_newcomer_needs() -> None:
    welcome = Welcome(
        "Kantor Desa Uji", ("http://127.0.0.1:8001", "http://192.168.1.5:8001"), ("1", "4"), "012345", "BCDF-GHJK"
    )
    lines = welcome.lines()
    assert len({len(line) for line in lines}) == 1
    text = "\n".join(lines)
    for word in (
        "http://127.0.0.1:8001/layar",
        "http://127.0.0.1:8001/ambil",
        "http://127.0.0.1:8001/loket/1",
        "http://127.0.0.1:8001/loket/4",
        "http://192.168.1.5:8001/",
        "012345",
        "BCDF-GHJK",
        "Ctrl-C",
    ):
        assert word in text


def test_a_box_is_as_wide_as_its_longest_line() -> None:
    assert boxed(["a", "bcd"]) == ("╭───────╮", "│  a    │", "│  bcd  │", "╰───────╯")


@pytest.mark.parametrize(
    ("environment", "platform", "seen"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
        ({"CI": "1"}, "win32", False),
    ],
)
def test_a_browser_is_opened_only_in_front_of_somebody(
    environment: dict[str, str], platform: str, *, seen: bool
) -> None:
    assert can_be_seen(environment, platform) is seen


def test_the_demo_opens_the_day_brings_its_announcer_and_takes_it_away_again(
    silakan: OwnProcess, tmp_path: Path
) -> None:
    demo = silakan.start("demo", "--no-browser", "--port", "0", "--day", "--speed", "60", "--host", "127.0.0.1")
    port = int(demo.until(r"Layar TV +http://127\.0\.0\.1:(\d+)/layar")[1])
    pin = demo.until(r"PIN petugas +(\d{6})")[1]
    code = demo.until(r"Kode perangkat +([B-Z]{4}-[B-Z]{4})")[1]
    demo.until("Satu hari kerja, 60 kali lebih cepat")
    health = until_the_announcer_is_there(port)
    assert health["day_open"] is True
    assert (tmp_path / ".silakan" / "demo" / "silakan.db").is_file()
    ended, out, err = demo.stop()
    assert ended == 0
    assert "Traceback" not in err
    assert out.count(pin) == out.count(code) == 1
    assert pin not in err
    assert code not in err
    # Its folder is free again: nobody was left behind.
    with held(tmp_path / ".silakan" / "demo" / "penyuara"):
        pass


def until_the_announcer_is_there(port: int) -> dict[str, object]:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        try:
            asking.request("GET", "/healthz")
            health: dict[str, object] = json.loads(asking.getresponse().read())
        finally:
            asking.close()
        if health["announcer"]:
            return health
        os.sched_yield()
        time.sleep(0.05)
    raise AssertionError("no announcer came")
