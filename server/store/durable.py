"""Files that are still there after a power cut: written through, renamed, and the renaming written through too."""

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Return once the file's content is on the medium."""
    # Windows flushes only what was opened for writing.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(path: Path) -> None:
    """Return once the directory's names are on the medium. Windows has no such call and needs none on NTFS."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Give a finished, synced file its name, replacing what had it. Either the old or the new file has the name, never half of one."""
    source.replace(target)
    sync_directory(target.parent)
