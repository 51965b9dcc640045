"""Is this file a log of ours, and whole? Asked before a start, after a backup and before a restore."""

import sqlite3

from server.domain.record import QUEUE
from server.store import statements
from server.store.base import Damaged, Newer
from server.store.chain import check_fold_base
from server.store.log import head
from server.store.projections import Table
from server.store.schema import table_names, version_of


def inspect(connection: sqlite3.Connection, *, thorough: bool = False) -> None:
    """Check identity, pages, invariants and the hash chain of the part from which the present state is folded.

    Quick however long the log is. `thorough` compares the indexes with their tables too. Raises `Damaged` or `Newer`.
    """
    try:
        _check_identity(connection)
        _check_pages(connection, "integrity_check" if thorough else "quick_check")
        _check_tables(connection)
        check_fold_base(connection, QUEUE)
    except sqlite3.OperationalError as error:
        # Our own statements are right: what they do not find, a damaged schema has lost.
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            raise Damaged("Basis data rusak.") from error
        raise


def _check_identity(connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = version_of(connection)
    if application != statements.APPLICATION_ID:
        raise Damaged("Berkas ini bukan basis data Silakan.")
    if version > statements.VERSION:
        raise Newer(
            f"Data dibuat oleh versi Silakan yang lebih baru (skema {version}); pasang versi terbaru, lalu jalankan lagi."
        )


def _check_pages(connection: sqlite3.Connection, pragma: str) -> None:
    (first, *_) = (text for (text,) in connection.execute(f"PRAGMA {pragma}(1)"))
    if first != "ok":
        raise Damaged(f"Basis data rusak ({first}).")


def _check_tables(connection: sqlite3.Connection) -> None:
    tables, version = table_names(connection), version_of(connection)
    for name in statements.LOG_TABLES:
        if name not in tables and statements.SINCE.get(name, 1) <= version:
            raise Damaged(f"Tabel {name} hilang dari basis data.")
    if connection.execute(statements.EPOCH).fetchone() is None:
        raise Damaged("Basis data tidak menyebut masa lognya.")
    _check_nothing_is_ahead(connection, tables)


def _check_nothing_is_ahead(connection: sqlite3.Connection, tables: frozenset[str]) -> None:
    """What stands beside the log was committed together with it, so a table that knows more shows that the log's end is gone."""
    last = head(connection, QUEUE).seq
    newest = [statements.NEWEST_ANSWER, *(statements.newest(table) for table in Table if table in tables)]
    for statement in newest:
        (seq,) = connection.execute(statement).fetchone()
        if seq is not None and seq > last:
            raise Damaged(f"Akhir log hilang: log berhenti di nomor {last}, padahal nomor {seq} pernah tersimpan.")
