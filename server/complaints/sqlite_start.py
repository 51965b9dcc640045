"""Making the complaints' database, and what must be true of one before it is used."""

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from server.complaints import sqlite_texts as texts
from server.complaints.erasure_list import Listed, read_list, write_list
from server.complaints.sqlite_erasing import (
    DATABASE,
    catch_up,
    erase_in_copies,
    leave_no_trace,
    list_of,
    listed_in,
    reconciled,
)
from server.complaints.streams import WORDINGS
from server.store import statements
from server.store.base import Damaged, Newer
from server.store.chain import check_part
from server.store.durable import rename, sync_directory, sync_file
from server.store.pragmas import connect_reader
from server.store.schema import version_of
from server.store.transaction import immediate

RESTORE = "pulihkan cadangan dengan: silakan restore BERKAS."


def there(data: Path) -> bool:
    """Whether the data directory has complaints. Raises `Damaged` when it once had and their database is gone."""
    database = data / DATABASE
    if database.exists():
        return True
    if database.parent.exists() and list_of(data).exists():
        raise Damaged(f"Basis data aduan {database} hilang, padahal pernah ada; {RESTORE}")
    return False


def create(data: Path, new_epoch: Callable[[], str]) -> None:
    """An empty database, and the list of erasures that goes with it. A list that somebody has brought is taken over as it is."""
    database = data / DATABASE
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_directory(data)
    listed = read_list(list_of(data)) or Listed(secrets.token_hex(8), secrets.token_hex(16))
    unfinished = database.with_name(f"{database.name}.baru")
    # Left behind by a start that was cut off; it never held anything.
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {texts.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {texts.VERSION}")
        with immediate(connection):
            for text in (*texts.TABLES, *texts.INDEXES):
                connection.execute(text)
            connection.execute(texts.INSERT_META, (new_epoch(), listed.id, listed.salt))
            catch_up(connection, listed)
    sync_file(unfinished)
    rename(unfinished, database)
    # The list comes last: one that is missing beside its database is written anew, but a list alone would tell of a lost database.
    if not list_of(data).exists():
        write_list(list_of(data), listed)


def check(database: Path) -> None:
    """Whether this is a database of complaints that we understand. Read-only. Raises `Damaged` or `Newer`."""
    with closing(connect_reader(database)) as connection:
        check_identity(connection)


def check_identity(connection: sqlite3.Connection) -> None:
    """Raises `Damaged` or `Newer`."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = version_of(connection)
    if application != texts.APPLICATION_ID:
        raise Damaged("Berkas ini bukan basis data aduan Silakan.")
    if version > texts.VERSION:
        raise Newer(
            f"Aduan disimpan oleh versi Silakan yang lebih baru (skema {version}); pasang versi terbaru, lalu jalankan lagi."
        )


def begin(connection: sqlite3.Connection, data: Path) -> bool:
    """The first commit of a start: what the list of erasures knows more than the database is erased again.

    Whether all files are free of it.
    """
    with immediate(connection):
        connection.execute(statements.CANARY)
        listed = reconciled(connection, list_of(data))
        again = catch_up(connection, listed)
    if listed.lines:
        erase_in_copies(data, listed)
    return not again or leave_no_trace(connection)


def check_chains(connection: sqlite3.Connection) -> int:
    """Check both streams from their beginning; how many records. Raises `Damaged`."""
    checked = 0
    for stream in WORDINGS:
        after = 0
        while (last := check_part(connection, stream, after)) > after:
            checked += last - after
            after = last
    return checked


def check_thoroughly(connection: sqlite3.Connection) -> int:
    """Pages, indexes and both chains; how many records. Raises `Damaged` or `Newer`. Slow where there are many photographs."""
    check_identity(connection)
    (first, *_) = (text for (text,) in connection.execute("PRAGMA integrity_check(1)"))
    if first != "ok":
        raise Damaged(f"Basis data aduan rusak ({first}).")
    listed_in(connection)
    return check_chains(connection)
