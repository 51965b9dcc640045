"""`silakan backup`, `restore` and `rebuild`: what keeps an office's data safe."""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path

from server.complaints.erasure_list import LIST_NAME, read_list, write_list
from server.complaints.restoring import ErasuresUnknown, RestoredComplaints
from server.complaints.sqlite_erasing import list_of
from server.console.checkup.data import BACKUPS
from server.console.failure import Failure, Misuse
from server.console.text_file import existing
from server.store.backup import backup_directory
from server.store.base import Damaged
from server.store.restore import restore
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore

Tell = Callable[[str], object]
LOST = "hilang"
"""Said instead of a file: there is no list of erased complaints any more."""


def back_up(data: Path, file: Path, tell: Tell) -> None:
    """Write a checked copy to `file`, also while a server runs."""
    needs_log(data)
    if not file.parent.is_dir():
        raise Misuse(f"Folder {file.parent} tidak ada; buat dulu folder itu atau pilih tempat lain.")
    place = file.parent.resolve()
    if _within(place, data) and not _within(place, data / BACKUPS):
        # Under the name of the open log, the copy would take its place, and everything after it would be lost.
        raise Misuse(
            f"Folder {data} berisi data yang sedang dipakai; simpan cadangan di flash disk atau di {data / BACKUPS}."
        )
    backup_directory(data, file)
    tell(f"Cadangan tersimpan dan sudah diperiksa: {file}")
    beside = _copy_list(data, file)
    if beside is not None:
        tell(
            f"Daftar aduan yang dihapus ikut disalin: {beside}. Simpan yang terbaru; tanpa itu aduan tidak dapat dipulihkan."
        )


def _within(place: Path, folder: Path) -> bool:
    """Whether `place` is `folder` or lies in it, by whatever names."""
    return folder.exists() and any(one.samefile(folder) for one in (place, *place.parents))


def bring_back(data: Path, file: Path, tell: Tell, erased: str | None = None) -> None:
    """Put the backup in place of what is there. The next start leaves a gap in the numbers, so that none is issued twice.

    `erased`: where the list of erased complaints is, when it is not in `data`; the word `hilang` when there is none any more.
    """
    lost = erased == LOST
    complaints = RestoredComplaints(data, brought=None if lost or erased is None else existing(Path(erased)), lost=lost)
    try:
        former = restore(existing(file), data, epoch=secrets.token_hex(8), settling=complaints)
    except ErasuresUnknown as error:
        raise Failure(str(error)) from error
    tell(f"Cadangan {file} sudah dipulihkan ke {data}.")
    if former is not None:
        tell(f"Data sebelumnya disimpan di {former}.")
    if complaints.hidden_again:
        tell(
            f"{complaints.hidden_again} permintaan sesudah cadangan ini (kelas dinaikkan, aduan ditarik, ringkasan ditolak) berlaku lagi"
            " begitu server dijalankan."
        )
    if complaints.unknown:
        tell(
            "Penghapusan aduan sesudah cadangan ini tidak diketahui; tanyakan kepada pelapor yang pernah meminta, lalu hapus lagi."
        )
    elif complaints.erased_again:
        tell(f"{complaints.erased_again} penghapusan aduan sesudah cadangan ini sudah dilakukan lagi.")
    elif not complaints.found and list_of(data).exists():
        tell("Cadangan ini tidak memuat aduan; aduan yang ada dibiarkan.")
    tell("Jalankan server seperti biasa; nomor antrean akan melompat supaya tidak ada nomor kertas yang kembar.")


def _copy_list(data: Path, file: Path) -> Path | None:
    """Keep the list of erased complaints beside the backup; where it lies, None when there is none. A newer one there stays."""
    listed = read_list(list_of(data))
    if listed is None or file.parent.resolve() == data.resolve():
        return None
    target = file.parent / LIST_NAME
    try:
        there = read_list(target)
    except Damaged:
        there = None
        target = file.with_name(f"{file.name}.{LIST_NAME}")
    if there is not None and there.id != listed.id:
        target = file.with_name(f"{file.name}.{LIST_NAME}")
    elif there is not None and there.contains(listed):
        return target
    write_list(target, listed)
    return target


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
