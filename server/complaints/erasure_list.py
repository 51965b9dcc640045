"""The list of erasures, outside of the database: a copy of the database that is older than an erasure must not bring back what it took.

It also knows what senders have hidden since: a class that was raised, a complaint withdrawn, public words declined.
A text file that only grows. It names no complaint: a mark is a hash under the list's own salt, which is recognised only by whoever has
the complaint's id already. docs/complaints.md tells operators what to do with it.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from server.complaints.log_store import Erased, Erasure, Hidden
from server.store.base import Damaged
from server.store.durable import rename, sync_file

LIST_NAME = "aduan-terhapus.txt"
_ABOUT = "# Aduan yang sudah dihapus. Simpan bersama cadangan: tanpa daftar ini cadangan aduan tidak dapat dipulihkan."
_HEAD = re.compile(r"silakan-aduan-terhapus 1 ([0-9a-f]{16}) ([0-9a-f]{32})")
_LINE = re.compile(rf"([0-9a-f]{{32}}) ({'|'.join((*Erased, *Hidden))}) (\d{{4}}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """`mark` stands for a complaint, or for public words; `day`: when it was erased or hidden, ISO."""

    mark: str
    what: str
    day: str

    @property
    def erases(self) -> bool:
        """Whether rows go; otherwise something is only to stay out of sight."""
        return self.what in set(Erased)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says. `id` and `salt` are made with the database that it belongs to."""

    id: str
    salt: str
    lines: tuple[Line, ...] = ()

    def mark(self, name: str) -> str:
        """What stands for a complaint, or for the ref of public words, in this list."""
        return hashlib.blake2b(name.encode(), key=bytes.fromhex(self.salt), digest_size=16).hexdigest()

    def contains(self, older: "Listed") -> bool:
        """Whether this is the same list, grown or not."""
        same = (self.id, self.salt) == (older.id, older.salt)
        return same and self.lines[: len(older.lines)] == older.lines

    def line(self, erasure: Erasure, day: date) -> Line:
        return Line(self.mark(erasure.ref or erasure.complaint), str(erasure.what), day.isoformat())


def read_list(path: Path) -> Listed | None:
    """The list, None where there is no such file. A last line that was cut off by a power cut counts as never written: nothing was
    erased for it yet. Raises `Damaged` for anything else that is no list, and OSError."""
    try:
        text = path.read_text("ascii")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise _not_ours(path) from None
    lines = [line for line in text.split("\n")[:-1] if not line.startswith("#")]
    head = _HEAD.fullmatch(lines[0]) if lines else None
    found = [_LINE.fullmatch(line) for line in lines[1:]]
    if head is None or None in found:
        raise _not_ours(path)
    return Listed(head[1], head[2], tuple(Line(*match.groups()) for match in found if match is not None))


def write_list(path: Path, listed: Listed) -> None:
    """Put the whole list there, durably; the file has the old content or the new."""
    unfinished = path.with_name(f".{path.name}.baru")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    head = f"{_ABOUT}\nsilakan-aduan-terhapus 1 {listed.id} {listed.salt}\n"
    unfinished.write_text(head + "".join(map(_text, listed.lines)), "ascii", newline="\n")
    sync_file(unfinished)
    rename(unfinished, path)


def add_lines(path: Path, lines: Sequence[Line]) -> None:
    """Add to the list, which must be there; on the medium when this returns."""
    with path.open("r+b") as file:
        # What a power cut left of a line goes, so that the next one does not stick to it.
        file.truncate(file.seek(file.read().rfind(b"\n") + 1))
        file.write("".join(map(_text, lines)).encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _text(line: Line) -> str:
    return f"{line.mark} {line.what} {line.day}\n"


def _not_ours(path: Path) -> Damaged:
    return Damaged(f"Berkas {path} bukan daftar penghapusan aduan atau sudah rusak; ganti dengan salinannya yang utuh.")
