"""Erasing for good: the rows, their traces in the write-ahead log, and copies that a restore has put aside."""

import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from msgspec.json import decode

from server.complaints import sqlite_texts as texts
from server.complaints.door import FOLDER
from server.complaints.erasure_list import LIST_NAME, Line, Listed, add_lines, read_list, write_list
from server.complaints.log_store import Erased, Erasure, Hidden
from server.complaints.streams import about
from server.store.aside import DAMAGED, REPLACED
from server.store.base import Damaged
from server.store.pragmas import set_up_writer
from server.store.transaction import immediate

_log = logging.getLogger("silakan.complaints")
DATABASE = f"{FOLDER}/aduan.db"
"""Where the complaints lie in a data directory."""


def list_of(data: Path) -> Path:
    """The list of erasures of a data directory."""
    return data / LIST_NAME


def listed_in(connection: sqlite3.Connection) -> Listed:
    """The list as this database last saw it."""
    name, salt = connection.execute(texts.LIST).fetchone()
    return Listed(name, salt, tuple(Line(*row) for row in connection.execute(texts.ERASED)))


def remember(connection: sqlite3.Connection, path: Path, erasures: Sequence[Erasure], day: date) -> None:
    """Write the erasures to the list, then take away what it names: inside a transaction, which nobody commits before the list is safe."""
    listed = reconciled(connection, path)
    # Erased once is erased; hidden twice is two lines, but for one whose commit failed and that is tried again.
    seen = len(listed_in(connection).lines)
    known = {(line.mark, line.what) for at, line in enumerate(listed.lines) if line.erases or at >= seen}
    lines = [listed.line(erasure, day) for erasure in erasures]
    new = [line for line in lines if (line.mark, line.what) not in known]
    if new:
        add_lines(path, new)
    catch_up(connection, Listed(listed.id, listed.salt, (*listed.lines, *new)))


def reconciled(connection: sqlite3.Connection, path: Path) -> Listed:
    """The list, whole: one that is missing or older than the database is written anew. Raises `Damaged` for one of other data."""
    stored, found = listed_in(connection), read_list(path)
    if found is not None and found.contains(stored):
        return found
    if found is not None and not stored.contains(found):
        raise Damaged(f"Daftar {path} milik data lain; kembalikan daftar yang asli, lalu jalankan lagi.")
    _log.warning("the list of erasures was missing or old; written anew")
    write_list(path, stored)
    return stored


def catch_up(connection: sqlite3.Connection, listed: Listed) -> Sequence[Line]:
    """Erase what the list names and this database has not seen yet, inside a transaction; which lines that were.

    What was only hidden needs its event: see `server.complaints.erasures.forgotten_events`.
    """
    seen = len(listed_in(connection).lines)
    new = listed.lines[seen:]
    if new:
        complaints = _by_mark(connection, listed)
        for line in new:
            if line.erases and line.mark in complaints:
                _erase(connection, complaints[line.mark], Erased(line.what))
        connection.executemany(texts.PUT_ERASED, [(line.mark, line.what, line.day) for line in new])
    return new


def erased_complaints(connection: sqlite3.Connection) -> list[Erasure]:
    """Of the complaints in the log, those that the list names."""
    listed = listed_in(connection)
    complaints = _by_mark(connection, listed) if listed.lines else {}
    words = _words_by_mark(connection, listed) if any(line.what == Hidden.DECLINED for line in listed.lines) else {}
    found = []
    for line in listed.lines:
        if line.mark in complaints:
            found.append(Erasure(complaints[line.mark], Erased(line.what) if line.erases else Hidden(line.what)))
        elif line.mark in words:
            found.append(words[line.mark])
    return found


def leave_no_trace(connection: sqlite3.Connection) -> bool:
    """Write the write-ahead log back and empty it, outside of a transaction; False while somebody else reads the old pages."""
    (busy, _, _) = connection.execute(texts.CHECKPOINT).fetchone()
    return not busy


def erase_in_copies(data: Path, listed: Listed) -> None:
    """The same in the databases that a restore has put aside.

    One that cannot be changed any more is deleted: an erasure outweighs a copy.
    """
    for name in (DAMAGED, REPLACED):
        for copy in sorted(data.glob(f"{name}-*/{Path(DATABASE).name}")):
            try:
                _erase_in(copy, listed)
            except (sqlite3.Error, OSError, Damaged):
                _log.warning("a copy that was put aside could not be erased in, and is deleted: %s", copy)
                for part in (copy, copy.with_name(f"{copy.name}-wal"), copy.with_name(f"{copy.name}-shm")):
                    part.unlink(missing_ok=True)


def _erase_in(copy: Path, listed: Listed) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        set_up_writer(connection)
        if not listed.contains(listed_in(connection)):
            raise Damaged("Salinan itu milik data lain.")
        with immediate(connection):
            catch_up(connection, listed)
        leave_no_trace(connection)


def _by_mark(connection: sqlite3.Connection, listed: Listed) -> Mapping[str, str]:
    prefix = len(about(""))
    subjects: Iterable[tuple[str]] = connection.execute(texts.COMPLAINTS)
    return {listed.mark(subject[prefix:]): subject[prefix:] for (subject,) in subjects}


def _words_by_mark(connection: sqlite3.Connection, listed: Listed) -> Mapping[str, Erasure]:
    prefix = len(about(""))
    proposed: Iterable[tuple[str, bytes | str]] = connection.execute(texts.PROPOSALS)
    refs = ((subject[prefix:], str(decode(data)["ref"])) for subject, data in proposed)
    return {listed.mark(ref): Erasure(complaint, Hidden.DECLINED, ref) for complaint, ref in refs}


def _erase(connection: sqlite3.Connection, complaint: str, what: Erased) -> None:
    for statement in _statements(what):
        connection.execute(statement, (complaint,))


def _statements(what: Erased) -> tuple[str, ...]:
    match what:
        case Erased.IDENTITY:
            return texts.ERASE_IDENTITY
        case Erased.TEXT:
            return texts.ERASE_TEXT
        case Erased.ALL:
            return texts.ERASE_ALL
