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
from server.current_office import Changed, CurrentOffice, NotPossible, NotSaved, Stale, Unchanged
from server.domain.evolve import fold
from server.domain.record import QUEUE
from server.office import Office
from server.store import log
from server.store.failures import translated
from server.store.inspection import inspect
from server.store.pragmas import connect_reader
from server.store.schema import DATABASE_NAME
from server.store.sqlite import SqliteStore

_ACTOR = "setup"
_NOT_YET = "Keterangan kantor belum ada di catatan; jalankan dulu silakan serve."


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
    description = descriptions.parse_new(text)
    needs_log(data)
    changed = asyncio.run(_configure(data, text, description))
    tell(f"{description.name}: keterangan kantor {'sudah diganti' if changed else 'tidak berubah'}.")


def _stored(data: Path) -> str:
    with translated(), closing(connect_reader(data / DATABASE_NAME)) as connection:
        inspect(connection)
        digest = fold(log.fold_base(connection, QUEUE)).document
        text = log.document(connection, digest)
    if text is None:
        raise Failure(_NOT_YET)
    return text


async def _configure(data: Path, text: str, description: descriptions.Description) -> bool:
    store = SqliteStore(data)
    await store.open()
    try:
        state = fold(await store.fold_base())
        clock = SystemClock(description.zone, newest_ms=await store.believed_ms())
        async with Office(store, clock, MemoryBell()) as office:
            stored = await store.document(state.document)
            if stored is None:
                raise Failure(_NOT_YET)
            current = CurrentOffice(office, stored, descriptions.parse(stored))
            match await current.change(description, based_on=current.digest, actor=_ACTOR, text=text):
                case Changed():
                    return True
                case Unchanged():
                    return False
                case NotPossible(sentence=sentence):
                    raise Failure(sentence)
                case Stale() | NotSaved():
                    raise Failure("Keterangan kantor tidak dapat disimpan; periksa ruang disk lalu coba lagi.")
    finally:
        await store.close()
