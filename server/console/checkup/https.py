"""Https for officials: do the certificates hold, and is nobody else able to read their keys?"""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from server.console.checkup.finding import Finding, ok, warning
from server.private.certificate_files import FOLDER
from server.private.certificates import Certificates
from server.private.validity import Made

_LAST_YEAR_MS = 365 * 86_400_000


def look_at_https(data: Path | None, now: datetime) -> Iterator[Finding]:
    """Nothing is changed; nothing is found where no certificate was ever made."""
    made = None if data is None else Certificates(data).made()
    if data is None or made is None:
        return
    yield certificates(made, now)
    loose = [path.name for path in sorted((data / FOLDER).iterdir()) if _others_read(path)]
    if os.name == "posix" and loose:
        yield warning("Kunci https", f"dapat dibaca orang lain: {', '.join(loose)}", f"chmod -R go= {data / FOLDER}")


def certificates(made: Made, now: datetime) -> Finding:
    now_ms = int(now.timestamp() * 1000)
    end = datetime.fromtimestamp(made.authority_end_ms / 1000, UTC)
    if not made.window.holds(now_ms):
        return warning(
            "Https", "sertifikat tidak berlaku pada tanggal komputer ini", "setel jam komputer, lalu jalankan server"
        )
    if made.authority_end_ms - now_ms < _LAST_YEAR_MS:
        return warning(
            "Https",
            f"berkas kantor berakhir {end:%Y-%m-%d}",
            f"pindahkan folder {FOLDER}, jalankan server, lalu pasang berkas yang baru di perangkat petugas",
        )
    return ok("Https", f"sertifikat berlaku; berkas kantor sampai {end:%Y-%m-%d}")


def _others_read(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
