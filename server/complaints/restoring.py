"""Putting the complaints of a backup back, without what was erased since.

A backup is as old as it is. What senders had erased after it was made stands in the list outside of the database, and only there:
without that list a restore is refused, unless the operator says that it is lost.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from server.complaints.erasure_list import LIST_NAME, Listed, read_list, write_list
from server.complaints.sqlite_erasing import catch_up, list_of, listed_in
from server.complaints.sqlite_start import check_thoroughly
from server.store import statements
from server.store.base import Damaged
from server.store.transaction import immediate


class ErasuresUnknown(Exception):
    """It is not known what was erased since the backup was made. The message says in Indonesian what to do."""


class RestoredComplaints:
    """A `server.store.kept_databases.Settling` for the data directory `data`.

    `brought`: a list from elsewhere, for a new machine. `lost`: the operator has said that there is none any more; then only what
    was erased before the backup stays erased.
    """

    def __init__(self, data: Path, *, brought: Path | None = None, lost: bool = False) -> None:
        self._data = data
        self._brought = brought
        self._lost = lost
        self._listed: Listed | None = None
        self.erased_again = 0
        self.hidden_again = 0
        """What the next start of the server does again: classes raised, complaints withdrawn, public words declined."""
        self.unknown = False
        """Whether nobody knows what was erased since the backup was made."""
        self.found = False
        """Whether the backup held complaints."""

    def prepare(self, coming: Path, epoch: str) -> None:
        """Erase in `coming` what the list knows. Raises `ErasuresUnknown`, `Damaged` or `Newer`."""
        self.found = True
        with closing(sqlite3.connect(coming, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON").fetchall()
            connection.execute("PRAGMA foreign_keys = ON").fetchall()
            check_thoroughly(connection)
            self._listed = self._list_for(listed_in(connection))
            with immediate(connection):
                new = catch_up(connection, self._listed)
                self.erased_again = sum(line.erases for line in new)
                self.hidden_again = len(new) - self.erased_again
                connection.execute(statements.NEW_EPOCH, (epoch,))
            connection.execute("VACUUM")

    def finish(self) -> None:
        """Keep the list where the next start looks for it."""
        if self._listed is not None:
            write_list(list_of(self._data), self._listed)

    def _found(self, path: Path, stored: Listed) -> Listed | None:
        """The list there. Said to be lost, it counts nevertheless where it lies in its place after all and knows no less."""
        try:
            found = read_list(path)
        except Damaged:
            if self._lost:
                return None
            raise
        return None if self._lost and found is not None and not found.contains(stored) else found

    def _list_for(self, stored: Listed) -> Listed:
        path = self._brought or list_of(self._data)
        found = self._found(path, stored)
        if self._lost and found is None:
            self.unknown = True
            return stored
        if found is None:
            raise ErasuresUnknown(
                f"Cadangan ini memuat aduan, tetapi daftar penghapusan {path} tidak ada; salin {LIST_NAME} terbaru dari komputer lama"
                " atau dari media cadangan dan ulangi dengan --erased BERKAS, atau --erased hilang bila daftar itu benar-benar hilang."
            )
        if found.contains(stored):
            return found
        if stored.contains(found):
            raise ErasuresUnknown(
                f"Daftar penghapusan {path} lebih lama daripada cadangan ini; pakai daftar yang terbaru dengan --erased BERKAS."
            )
        raise ErasuresUnknown(
            f"Daftar penghapusan {path} milik data lain; ulangi dengan --erased BERKAS yang dibuat bersama cadangan ini."
        )
