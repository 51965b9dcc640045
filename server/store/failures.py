"""What went wrong, told in the port's words instead of SQLite's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType

from server.domain.events import UnknownKind
from server.store.base import Damaged, Newer, Unwritable

_MEDIUM = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: "disk penuh",
        sqlite3.SQLITE_IOERR: "media rusak atau terlepas",
        sqlite3.SQLITE_READONLY: "hanya dapat dibaca",
        sqlite3.SQLITE_CANTOPEN: "berkas tidak dapat dibuka",
        sqlite3.SQLITE_PERM: "tidak diizinkan",
        sqlite3.SQLITE_BUSY: "sedang dipakai program lain",
        sqlite3.SQLITE_LOCKED: "sedang dipakai program lain",
    }
)
"""In our words; what SQLite says of it is English."""
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
            sentence = f"Penyimpanan tidak dapat ditulisi ({_MEDIUM[code]}); periksa ruang disk dan medianya."
            raise Unwritable(sentence) from error
        if code in _CONTENT or "decode to UTF-8" in str(error):
            raise Damaged("Basis data rusak.") from error
        raise
    except UnknownKind as error:
        raise Newer(
            f"Data dibuat oleh versi Silakan yang lebih baru ({error.kind}); pasang versi terbaru, lalu jalankan lagi."
        ) from error
    except OSError as error:
        place = f" {error.filename}" if error.filename else ""
        sentence = f"Penyimpanan{place} tidak dapat ditulisi; periksa ruang disk, hak akses, dan medianya."
        raise Unwritable(sentence) from error
