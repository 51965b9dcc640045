"""`silakan demo`: the box that it prints, and the whole of it in a process of its own."""

import http.client
import json
import os
import re
import time
from pathlib import Path

import httpx
import pytest

from announcer.lock import held
from server.console.browser import can_be_seen
from server.console.welcome import Person, Welcome, boxed
from tests.console.own_process import PATIENCE_S, OwnProcess


def test_the_box_holds_everything_that_a_newcomer_needs() -> None:
    people = (Person("Ibu Sari", "petugas loket", "012345"), Person("Pak Budi", "Kasi Pelayanan", "482915"))
    addresses = ("http://127.0.0.1:8001", "http://192.168.1.5:8001")
    welcome = Welcome("Kantor Desa Uji", addresses, ("1", "4"), people, "budi, sandi BCDF-GHJK", "0123 4567 8901 2345")
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
        "Ibu Sari",
        "482915",
        "http://127.0.0.1:8001/meja",
        "(budi, sandi BCDF-GHJK)",
        "kode 0123 4567 8901 2345",
        "/pasang",
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
    pins = [demo.until(rf"PIN {name} +(\d{{6}})")[1] for name in ("Ibu Sari", "Pak Budi", "Pak Hasan", "Bu Ratna")]
    signed_in_with(port, pins[0])
    demo.until("Satu hari kerja, 60 kali lebih cepat")
    health = until_the_announcer_is_there(port)
    assert health["day_open"] is True
    assert (tmp_path / ".silakan" / "demo" / "silakan.db").is_file()
    ended, out, err = demo.stop()
    assert ended == 0
    assert "Traceback" not in err
    for pin in pins:
        assert out.count(pin) == 1
        assert pin not in err
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


def signed_in_with(port: int, pin: str) -> None:
    """On the demo's own machine a browser needs no pairing: the names are there, and the PIN of the box opens the counter."""
    with httpx.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"accept": "text/html"}, timeout=PATIENCE_S
    ) as browser:
        page = browser.get("/masuk").text
        account = re.findall(r'name="account" value="(\w+)"[^>]*><span class="tile-words"><b>Ibu Sari', page)[0]
        answer = browser.post("/masuk", data={"account": account, "pin": pin, "next": "/loket/1"})
        assert answer.headers["location"] == "/loket/1"
        assert browser.get("/loket/1").status_code == 200
