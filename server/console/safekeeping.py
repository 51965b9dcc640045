"""`silakan backup`, `restore` and `rebuild`: what keeps an office's data safe."""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path

from server.console.failure import Failure, Misuse
from server.console.text_file import existing
from server.store.backup import backup_directory
from server.store.restore import restore
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore

Tell = Callable[[str], object]


def back_up(data: Path, file: Path, tell: Tell) -> None:
    """Write a checked copy to `file`, also while a server runs."""
    needs_log(data)
    if not file.parent.is_dir():
        raise Misuse(f"Folder {file.parent} tidak ada; buat dulu folder itu atau pilih tempat lain.")
    backup_directory(data, file)
    tell(f"Cadangan tersimpan dan sudah diperiksa: {file}")


def bring_back(data: Path, file: Path, tell: Tell) -> None:
    """Put the backup in place of what is there. The next start leaves a gap in the numbers, so that none is issued twice."""
    former = restore(existing(file), data, epoch=secrets.token_hex(8))
    tell(f"Cadangan {file} sudah dipulihkan ke {data}.")
    if former is not None:
        tell(f"Data sebelumnya disimpan di {former}.")
    tell("Jalankan server seperti biasa; nomor antrean akan melompat supaya tidak ada nomor kertas yang kembar.")


def rebuild_tables(data: Path, tell: Tell) -> None:
    """Make the projections anew from the log."""
    needs_log(data)
    count = asyncio.run(_rebuild(data))
    tell(f"Tabel sudah disusun ulang dari {count} catatan.")


async def _rebuild(data: Path) -> int:
    store = SqliteStore(data)
    await store.open()
    try:
        await store.rebuild()
        return (await store.head()).seq
    finally:
        await store.close()


def needs_log(data: Path) -> None:
    """Raises `Failure` where there is no office yet: no command but `serve` and `demo` may begin one."""
    if not (data / DATABASE_NAME).is_file():
        raise Failure(
            f"Di {data} belum ada data kantor; periksa --data atau jalankan dulu silakan serve --data {data}."
        )
