"""The data directory: can it be written, is the log whole, how old is the newest backup?"""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from server.console.checkup.finding import Finding, failed, ok, warning
from server.domain.record import QUEUE
from server.store import chain, log
from server.store.base import Busy, Damaged, Newer, Unwritable
from server.store.failures import translated
from server.store.inspection import inspect
from server.store.lock import DirectoryLock
from server.store.pragmas import connect_reader, set_up_writer
from server.store.schema import DATABASE_NAME

BACKUPS = "cadangan"
CHAIN_S = 4.0
"""So long the whole chain is read; today's part is always checked."""
_LITTLE, _TOO_LITTLE = 500 * 1024**2, 50 * 1024**2
_OLD_DAYS = 2
_RESTORE = "pulihkan cadangan dengan: silakan restore BERKAS"


def look_at_data(
    data: Path | None, now: datetime, *, monotonic: Callable[[], float] = time.monotonic
) -> Iterator[Finding]:
    """Nothing is changed; a server may be running."""
    if data is None:
        yield warning("Data", "direktori data tidak disebut", "tambahkan --data DIR supaya datanya ikut diperiksa")
        return
    if not data.is_dir():
        yield warning("Data", f"{data} belum ada", f"dibuat oleh: silakan serve --data {data}")
        return
    yield medium(data)
    yield room(shutil.disk_usage(data).free)
    database = data / DATABASE_NAME
    if not database.exists():
        yield warning("Catatan", f"belum ada di {data}", f"dibuat oleh: silakan serve --data {data}")
        return
    yield _server(data)
    yield whole(database, monotonic)
    yield backup_age(data / BACKUPS, now)


def newest_ms(data: Path | None) -> int:
    """Wall time of the newest record whose clock was believed, milliseconds since 1970; 0 when there is none that can be read."""
    if data is None or not (data / DATABASE_NAME).exists():
        return 0
    try:
        with translated(), closing(connect_reader(data / DATABASE_NAME)) as connection:
            return log.believed_ms(connection)
    except (Damaged, Newer, Unwritable, sqlite3.Error):
        return 0  # told by `whole`


def medium(data: Path) -> Finding:
    """Whether the directory takes a database with the promises that the log needs."""
    try:
        with tempfile.TemporaryDirectory(prefix=".periksa-", dir=data) as scratch, translated():
            _try_out(Path(scratch) / "coba.db")
    except OSError:
        return failed("Disk", f"{data} tidak dapat ditulisi", "periksa hak akses, ruang disk dan medianya")
    except (Unwritable, Damaged) as error:
        return failed("Disk", str(error), "pakai disk lokal yang dapat ditulisi")
    return ok("Disk", f"{data} dapat ditulisi, tahan mati listrik (WAL, synchronous=FULL)")


def room(free: int) -> Finding:
    """`free`: bytes."""
    found = f"{free // 1024**2} MB bebas"
    if free < _TOO_LITTLE:
        return failed("Ruang disk", found, "hapus berkas yang tidak perlu; tanpa ruang nomor tidak dapat diambil")
    if free < _LITTLE:
        return warning("Ruang disk", found, "hapus berkas yang tidak perlu")
    return ok("Ruang disk", found)


def whole(database: Path, monotonic: Callable[[], float] = time.monotonic, within_s: float = CHAIN_S) -> Finding:
    """Pages, invariants and hash chain of the log, read-only."""
    try:
        with translated(), closing(connect_reader(database)) as connection:
            inspect(connection)
            last = log.head(connection, QUEUE).seq
            checked = _chain(connection, monotonic, within_s)
    except (Damaged, Newer) as error:
        return failed("Catatan", " ".join(str(error).split()), _RESTORE)
    except (Unwritable, sqlite3.Error):
        return failed("Catatan", "tidak terbaca", "periksa hak akses dan disk")
    if checked < last:
        return ok("Catatan", f"{last} catatan; hari ini dan {checked} yang tertua utuh")
    return ok("Catatan", f"{last} catatan, rantai sidiknya utuh")


def backup_age(folder: Path, now: datetime) -> Finding:
    """The newest file in `folder`."""
    times = [path.stat().st_mtime for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []
    if not times:
        return warning(
            "Cadangan", f"belum ada di {folder}", f"buat: mkdir -p {folder} && silakan backup {folder}/BERKAS"
        )
    days = (now - datetime.fromtimestamp(max(times), UTC)).days
    if days >= _OLD_DAYS:
        return warning("Cadangan", f"yang terbaru berumur {days} hari", "buat yang baru: silakan backup BERKAS")
    return ok("Cadangan", f"yang terbaru berumur {days} hari" if days > 0 else "ada dari hari ini")


def _try_out(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        set_up_writer(connection)
        connection.execute("CREATE TABLE coba (nilai)")


def _server(data: Path) -> Finding:
    lock = DirectoryLock(data)
    try:
        lock.acquire()
    except Busy:
        return ok("Server", "sedang berjalan dengan data ini")
    except Unwritable as error:
        return failed("Server", str(error), "jalankan pemeriksaan sebagai pengguna server")
    lock.release()
    return ok("Server", "tidak berjalan")


def _chain(connection: sqlite3.Connection, monotonic: Callable[[], float], within_s: float) -> int:
    """How many records from the oldest on were checked."""
    until, last = monotonic() + within_s, 0
    while monotonic() < until and (checked := chain.check_part(connection, QUEUE, last)) > last:
        last = checked
    return last
