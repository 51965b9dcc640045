"""`silakan screen`: which browser, with which flags, and again when it dies."""

import asyncio
import sys
from pathlib import Path

import pytest

from server.cli import main
from server.console.failure import Failure, Misuse
from server.console.screen import find_browser, keep_showing, kiosk_command, origin_of, profile_directory

FLAGS = {
    "--kiosk",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--no-first-run",
    "--disable-translate",
    "--autoplay-policy=no-user-gesture-required",
    "--unsafely-treat-insecure-origin-as-secure=http://192.168.1.10:8000",
    "--user-data-dir=/profil",
}


def test_the_tv_page_fills_the_screen_without_asking_anything() -> None:
    command = kiosk_command("/usr/bin/chromium", "http://192.168.1.10:8000", Path("/profil"))
    assert command[0] == "/usr/bin/chromium"
    assert command[-1] == "http://192.168.1.10:8000/layar"
    assert set(command) >= FLAGS
    assert "--no-sandbox" not in command
    assert "--no-sandbox" in kiosk_command("c", "http://x", Path("/profil"), sandbox=False)


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("http://192.168.1.10:8000", "http://192.168.1.10:8000"),
        ("http://192.168.1.10:8000/layar", "http://192.168.1.10:8000"),
        ("192.168.1.10:8000", "http://192.168.1.10:8000"),
        ("https://antrean.desa.id", "https://antrean.desa.id"),
        ("antrean.local", "http://antrean.local"),
    ],
)
def test_an_address_is_understood_as_people_write_it(written: str, origin: str) -> None:
    assert origin_of(written) == origin


@pytest.mark.parametrize("written", ["", "http://", "ftp://x", "http://x:99999", "http://x:0", "http://[::1"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Misuse):
        origin_of(written)


def test_chromium_comes_first_and_installed_places_last() -> None:
    here = {"google-chrome": "/g", "chromium": "/c"}
    assert find_browser(here.get) == "/c"
    assert find_browser({"google-chrome": "/g"}.get) == "/g"
    assert find_browser({}.get, ("/a", "/b"), {"/b"}.__contains__) == "/b"
    assert find_browser({}.get, ("/a",), lambda _: False) is None


def test_without_a_browser_one_sentence_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("server.console.screen.find_browser", lambda _which: None)
    assert main(["screen", "--server", "http://192.168.1.10:8000"]) == 1
    assert capsys.readouterr().err == (
        "Peramban Chromium tidak ditemukan; pasang dulu, misalnya: sudo apt install chromium\n"
    )


def test_the_profile_is_the_tvs_own() -> None:
    assert profile_directory({"XDG_STATE_HOME": "/s"}, "linux") == Path("/s/silakan/layar")
    assert profile_directory({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/silakan/layar")
    assert profile_directory({}, "linux") == Path.home() / ".local/state/silakan/layar"


async def test_a_browser_that_dies_comes_back_later_and_later(capsys: pytest.CaptureFixture[str]) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 6:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await keep_showing((sys.executable, "-c", "raise SystemExit(5)"), sleep=sleep)
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0]
    assert "kode 5" in capsys.readouterr().err


async def test_the_browser_closes_with_us(tmp_path: Path) -> None:
    mark = tmp_path / "terbuka"
    script = f"import pathlib, time; pathlib.Path({str(mark)!r}).touch(); time.sleep(600)"
    showing = asyncio.create_task(keep_showing((sys.executable, "-c", script)))
    async with asyncio.timeout(20):
        while not mark.exists():  # noqa: ASYNC110 (a process tells nobody that it has begun)
            await asyncio.sleep(0.01)
        showing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await showing


async def test_a_browser_that_cannot_be_started_is_told() -> None:
    with pytest.raises(Failure, match="tidak dapat dijalankan"):
        await keep_showing(("/tidak/ada/chromium",))
