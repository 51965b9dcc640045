"""What went wrong, told in the port's words instead of SQLite's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from server.domain.events import UnknownKind
from server.store.base import Damaged, Newer, Unwritable

_MEDIUM = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }
)
_CONTENT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def translated() -> Iterator[None]:
    """Raise `Unwritable`, `Damaged` or `Newer` for what SQLite, the file system or a stored event complain of."""
    try:
        yield
    except sqlite3.Error as error:
        # Extended codes keep the kind of failure in the lowest byte.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _MEDIUM:
            raise Unwritable(f"Penyimpanan tidak dapat ditulisi ({error}); periksa ruang disk dan medianya.") from error
        if code in _CONTENT or "decode to UTF-8" in str(error):
            raise Damaged(f"Basis data rusak ({error}).") from error
        raise
    except UnknownKind as error:
        raise Newer(
            f"Data dibuat oleh versi Silakan yang lebih baru ({error}); pasang versi terbaru, lalu jalankan lagi."
        ) from error
    except OSError as error:
        raise Unwritable(f"Penyimpanan tidak dapat ditulisi ({error}); periksa ruang disk dan medianya.") from error
