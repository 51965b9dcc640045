"""The machine: Python, SQLite, clock, the program's own files and the port."""

import http.client
import json
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import TemplateError

from display.assets import ASSETS
from display.complaint_screens import COMPLAINT_SCREENS
from display.render import TEMPLATES, Renderer
from display.screen import SCREENS
from display.settings_screens import SETTINGS_SCREENS
from server.clock import SystemClock
from server.console.checkup.finding import Finding, failed, ok, warning
from server.console.failure import Failure
from server.console.port import Taken, open_port
from server.console.settings import Settings
from server.store.base import Busy

_NEEDED = ("chime.wav", "live.js", "tv.css", "office.css", "fonts/b612-bold.woff2", "icons/ticket.svg")
_HEALTH_S = 2.0


def look_at_machine(settings: Settings, newest_ms: int) -> Iterator[Finding]:
    """`newest_ms`: wall time of the newest record of the log, milliseconds since 1970; 0 without one."""
    yield python()
    yield _sqlite()
    yield clock(datetime.now(UTC), newest_ms)
    yield files(ASSETS, TEMPLATES)
    yield port(settings)


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Finding:
    found = ".".join(map(str, version))
    if version >= (3, 11):
        return ok("Python", found)
    return failed("Python", found, "pasang Python 3.11 atau lebih baru")


def _sqlite() -> Finding:
    # STRICT tables exist from 3.37 on.
    if sqlite3.sqlite_version_info >= (3, 37):
        return ok("SQLite", sqlite3.sqlite_version)
    return failed("SQLite", sqlite3.sqlite_version, "pasang Python dengan SQLite 3.37 atau lebih baru")


def clock(now: datetime, newest_ms: int) -> Finding:
    """Whether the server would believe the wall clock."""
    seen = SystemClock(ZoneInfo("Asia/Jakarta"), newest_ms=newest_ms, wall=now.timestamp).now()
    shown = f"{seen.local:%Y-%m-%d %H.%M} WIB"
    if seen.doubtful:
        return warning("Jam", f"{shown}, diragukan", "setel jam komputer; sampai itu hari layanan dibuka petugas")
    return ok("Jam", shown)


def files(assets: Path, templates: Path) -> Finding:
    """The program's own pages, letters and sounds."""
    missing = [name for name in _NEEDED if not (assets / name).is_file()]
    if missing:
        return failed("Berkas program", f"tidak ada: {', '.join(missing)}", "pasang ulang silakan")
    try:
        Renderer(templates, assets=assets).compile((*SCREENS, *SETTINGS_SCREENS, *COMPLAINT_SCREENS))
    except (TemplateError, OSError) as error:
        return failed("Berkas program", f"halaman rusak ({type(error).__name__})", "pasang ulang silakan")
    return ok("Berkas program", "lengkap")


def port(settings: Settings) -> Finding:
    """Free, or ours already."""
    try:
        open_port(settings.host, settings.port, settings.data).close()
    except (Taken, Busy):
        if _is_ours(settings):
            return ok("Port", f"{settings.port}, server sedang berjalan")
        return failed("Port", f"{settings.port} dipakai program lain", "hentikan program itu atau pilih --port lain")
    except Failure as error:
        return failed("Port", str(settings.port), str(error))
    return ok("Port", f"{settings.port} bebas")


def _is_ours(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - compared, not bound
    asking = http.client.HTTPConnection(host, settings.port, timeout=_HEALTH_S)
    try:
        asking.request("GET", "/healthz")
        return "day_open" in json.loads(asking.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return False  # whatever listens there does not speak as we do
    finally:
        asking.close()
