"""The ticket printer that the office's settings name."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from server.console.checkup.finding import Finding, ok, warning
from server.description import Unusable, parse
from server.description.printer import Printer
from server.domain.evolve import fold
from server.domain.record import QUEUE
from server.paper.child_printer import ChildPrinter
from server.paper.printer import DRIVEN, PrinterPort, Trouble
from server.store import log
from server.store.base import Damaged, Newer, Unwritable
from server.store.failures import translated
from server.store.pragmas import connect_reader
from server.store.schema import DATABASE_NAME
from server.web.present.paper import TROUBLE_WORDS, printer_words

_SUBJECT = "Printer tiket"


async def look_at_printer(data: Path | None, port: PrinterPort | None = None) -> list[Finding]:
    """Nothing is printed. An office works without paper, so nothing here is worse than a warning."""
    printer = await asyncio.to_thread(_named, data)
    if printer is None:
        return []
    words = printer_words(printer)
    if printer.kind not in DRIVEN:
        return [ok(_SUBJECT, words)]
    trouble = await (port or ChildPrinter()).look(printer)
    return [ok(_SUBJECT, words) if trouble is None else _in_trouble(words, trouble)]


def _in_trouble(printer: str, trouble: Trouble) -> Finding:
    found, _, remedy = TROUBLE_WORDS[trouble].partition(". ")
    return warning(
        _SUBJECT, f"{printer}: {found[0].lower()}{found[1:]}", f"{remedy[:1].lower()}{remedy[1:].rstrip('.')}"
    )


def _named(data: Path | None) -> Printer | None:
    """The printer of the office in that directory; None where there is none yet that can be read."""
    if data is None or not (data / DATABASE_NAME).exists():
        return None
    try:
        with translated(), closing(connect_reader(data / DATABASE_NAME)) as connection:
            text = log.document(connection, fold(log.fold_base(connection, QUEUE)).document)
    except (Damaged, Newer, Unwritable, sqlite3.Error):
        return None  # told by the look at the data
    try:
        return None if text is None else parse(text).printer
    except Unusable:
        return None  # a server would not start with it, and say so
