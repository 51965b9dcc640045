"""`silakan office export` and `import`: the office's description, out of the log and into it."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from server import description as descriptions
from server.bus.memory import MemoryBell
from server.clock import SystemClock
from server.console import text_file
from server.console.failure import Failure
from server.console.safekeeping import needs_log
from server.domain.commands import ConfigureOffice
from server.domain.evolve import fold
from server.domain.record import QUEUE
from server.office import Done, Office
from server.store import log
from server.store.base import Document
from server.store.failures import translated
from server.store.inspection import inspect
from server.store.pragmas import connect_reader
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore

_ACTOR = "setup"


def export(data: Path, file: Path | None, tell: Callable[[str], object]) -> None:
    """Write the description that the log names to `file`, or tell it. A running server is not disturbed."""
    needs_log(data)
    text = _stored(data)
    if file is None:
        tell(text.rstrip("\n"))
        return
    text_file.write(file, text)
    tell(f"Keterangan kantor tersimpan: {file}")


def take_over(data: Path, file: Path, tell: Callable[[str], object]) -> None:
    """Make the description in `file` the office's. Raises `Unusable`, and `Busy` while a server runs."""
    text = text_file.read(file)
    description = descriptions.parse(text)
    needs_log(data)
    changed = asyncio.run(_configure(data, text, description))
    tell(f"{description.name}: keterangan kantor {'sudah diganti' if changed else 'tidak berubah'}.")


def _stored(data: Path) -> str:
    with translated(), closing(connect_reader(data / DATABASE_NAME)) as connection:
        inspect(connection)
        digest = fold(log.fold_base(connection, QUEUE)).document
        text = log.document(connection, digest)
    if text is None:
        raise Failure("Keterangan kantor belum ada di catatan; jalankan dulu silakan serve.")
    return text


async def _configure(data: Path, text: str, description: descriptions.Description) -> bool:
    store = SqliteStore(data)
    await store.open()
    try:
        newest_ms = fold(await store.fold_base()).newest.wall_ms
        clock = SystemClock(description.zone, newest_ms=newest_ms)
        async with Office(store, clock, MemoryBell()) as office:
            before = office.head
            digest = descriptions.digest(text)
            command = ConfigureOffice(digest, description.structure())
            outcome = await office.do(command, actor=_ACTOR, documents=(Document(digest, text),))
            if not isinstance(outcome, Done):
                raise Failure("Keterangan kantor tidak dapat disimpan; periksa ruang disk lalu coba lagi.")
            return office.head > before
    finally:
        await store.close()
