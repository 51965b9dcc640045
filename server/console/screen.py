"""`silakan screen`: the TV page, full screen in Chromium, started again when it dies."""

import asyncio
import os
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from server.console.failure import Failure, Misuse
from server.console.stopping import run_until_stopped

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 30.0
HEALTHY_S = 60.0


def show_screen(server: str) -> None:
    """Keep the TV page of `server` on the screen until told to stop. Raises `Misuse` and `Failure`."""
    origin = origin_of(server)
    browser = find_browser(shutil.which)
    if browser is None:
        raise Failure("Peramban Chromium tidak ditemukan; pasang dulu, misalnya: sudo apt install chromium")
    profile = profile_directory(os.environ, sys.platform)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    command = kiosk_command(browser, origin, profile, sandbox=not as_root)
    run_until_stopped(lambda: keep_showing(command))


def origin_of(server: str) -> str:
    """`http://HOST:PORT` of an address as people write it. Raises `Misuse`."""
    wrong = Misuse("Alamat server tidak benar; tulis misalnya --server http://192.168.1.10:8000")
    try:
        parts = urlsplit(server if "://" in server else f"http://{server}")
        port = parts.port
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise wrong
    return f"{parts.scheme}://{parts.netloc}"


def find_browser(
    which: Callable[[str], str | None],
    installed: Sequence[str] = _INSTALLED,
    exists: Callable[[str], bool] = os.path.exists,
) -> str | None:
    """Chromium, or a browser made of it."""
    found = (which(name) for name in _NAMES)
    return next((path for path in found if path), None) or next((path for path in installed if exists(path)), None)


def kiosk_command(browser: str, origin: str, profile: Path, *, sandbox: bool = True) -> tuple[str, ...]:
    """Full screen, without anything that asks, hides the page or fails for want of a gesture.

    A plain http address on the office's network is treated as secure, or the page could not keep the screen awake.
    Chromium refuses to run as root unless its sandbox is off.
    """
    return (
        browser,
        "--kiosk",
        "--noerrdialogs",
        "--disable-session-crashed-bubble",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-translate",
        "--autoplay-policy=no-user-gesture-required",
        f"--unsafely-treat-insecure-origin-as-secure={origin}",
        f"--user-data-dir={profile}",
        *(() if sandbox else ("--no-sandbox",)),
        f"{origin}/layar",
    )


def profile_directory(environment: Mapping[str, str], platform: str) -> Path:
    """The TV's own profile: it keeps the cookie of a TV that was let in, apart from anybody's browsing."""
    if platform == "win32":
        base = environment.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = environment.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "silakan" / "layar"


async def keep_showing(command: Sequence[str], *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Run the browser again and again until cancelled. Raises `Failure` when it cannot be started at all."""
    time = asyncio.get_running_loop().time
    wait = FIRST_WAIT_S
    while True:
        started = time()
        code = await _show(command)
        if time() - started >= HEALTHY_S:
            wait = FIRST_WAIT_S
        print(f"Layar tertutup (kode {code}); dibuka lagi setelah {wait:g} detik. Berhenti: Ctrl-C", file=sys.stderr)
        await sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT_S)


async def _show(command: Sequence[str]) -> int:
    try:
        # Chromium's own messages say nothing to the people at the TV.
        browser = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        raise Failure(f"Peramban {command[0]} tidak dapat dijalankan; pasang ulang.") from error
    try:
        return await browser.wait()
    finally:
        if browser.returncode is None:
            # It may have ended by itself in the meantime.
            with suppress(ProcessLookupError):
                browser.terminate()
            await browser.wait()
