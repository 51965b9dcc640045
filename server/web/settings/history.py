"""`/atur/riwayat`: what was done, by whom and when, one day at a time; as a table or as CSV."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import HistoryLine, HistorySection, Option
from server.description import Unusable, parse
from server.description.differences import differences
from server.domain.events import Event, OfficeConfigured
from server.domain.record import Record
from server.web.asked_day import asked_day
from server.web.context import Context, context_of, visitor_of
from server.web.forms import whole_number
from server.web.present.history import KIND_WORDS, Kind, kind_of, plain_cell, what, who
from server.web.present.history_sounds import origin_of
from server.web.rights import RIGHTS
from server.web.settings.fields import Fields
from server.web.settings.form_page import settings_page
from server.web.settings.log_day import configured_before, first_since, newest_first

PATH = "/atur/riwayat"
_ON_A_PAGE = 100
_IN_A_FILE = 20_000
_LEAD = "Setiap perubahan dan panggilan tercatat dan tidak dapat dihapus. Isi catatan pribadi tidak ada di sini."
_NOTHING = "Tidak ada catatan pada hari itu."


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which day, and which kind of line (None: all)."""

    day: date
    kind: Kind | None

    def query(self, **more: object) -> str:
        parts = {"hari": self.day.isoformat(), "jenis": self.kind or "", **more}
        return "&".join(f"{name}={value}" for name, value in parts.items())


async def show_history(request: Request) -> Response:
    context, asked = context_of(request), _asked(request)
    before = whole_number(request.query_params.get("sebelum", "")) or 0
    lines: list[HistoryLine] = []
    older = ""
    async for record in _records(context, asked, before):
        if len(lines) == _ON_A_PAGE:
            older = f"{PATH}?{asked.query(sebelum=record.seq + 1)}"
            break
        lines.append(await _line(context, record))
    fields = Fields({"hari": asked.day.isoformat(), "jenis": asked.kind or ""}, {})
    kinds = (Option("", "Semua"), *(Option(kind, words) for kind, words in KIND_WORDS.items()))
    section = HistorySection(
        (fields("hari", "Hari", "date"), fields("jenis", "Jenis", "select", options=kinds)),
        tuple(lines),
        _NOTHING,
        older,
        f"{PATH}.csv?{asked.query()}",
    )
    # The head of the village reads what happened, and may not change the settings.
    may_set = visitor_of(request).role in RIGHTS["GET /atur"].roles
    back = ("/atur", "Pengaturan") if may_set else ("/", "Halaman depan")
    return settings_page(request, "Riwayat", (section,), lead=_LEAD, back=back)


async def download_history(request: Request) -> Response:
    context, asked = context_of(request), _asked(request)
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(["nomor", "waktu", "siapa", "jenis", "apa"])
    count = 0
    async for record in _records(context, asked):
        line = await _line(context, record)
        moment = _local(context, record).isoformat(timespec="seconds")
        table.writerow(
            map(plain_cell, [str(record.seq), moment, line.who, KIND_WORDS[kind_of(record.event)], line.what])
        )
        count += 1
        if count == _IN_A_FILE:
            break
    name = f"riwayat-{asked.day.isoformat()}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    # The mark at the beginning tells a spreadsheet that it is UTF-8.
    return Response("\ufeff" + made.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: Request) -> _Asked:
    today = context_of(request).office.clock.now().local.date()
    day = asked_day(request.query_params.get("hari", "")) or today
    kind = request.query_params.get("jenis", "")
    return _Asked(day, Kind(kind) if kind in set(Kind) else None)


async def _records(context: Context, asked: _Asked, before: int = 0) -> AsyncIterator[Record]:
    """The records of the day and kind, newest first, from just before number `before` (0: from the end of the day)."""
    office, zone = context.office, context.office.clock.now().local.tzinfo
    begins = datetime.combine(asked.day, time(), zone)
    # The next day's beginning, not 24 hours later: correct in any zone.
    ends = datetime.combine(asked.day + timedelta(days=1), time(), zone)
    first = await first_since(office, int(begins.timestamp() * 1000))
    end = await first_since(office, int(ends.timestamp() * 1000))
    async for record in newest_first(office, first, min(end, before) if before else end):
        if asked.kind is None or kind_of(record.event) is asked.kind:
            yield record


async def _line(context: Context, record: Record) -> HistoryLine:
    name_of = context.names.of
    changes = await _changes(context, record) if isinstance(record.event, OfficeConfigured) else ()
    moment = _local(context, record)
    doubt = " (jam komputer diragukan)" if record.doubtful else ""
    origin = await _origin(context, record.event)
    told = what(record.event, name_of, changes, origin, context.doorkeeper.devices.name_of)
    return HistoryLine(f"{moment:%H.%M.%S}{doubt}", who(record.actor, name_of), told)


async def _origin(context: Context, event: Event) -> Event | None:
    """The call or announcement of which the event tells."""
    seq = origin_of(event)
    records = await context.office.after(seq - 1, 1) if seq else ()
    return records[0].event if records else None


async def _changes(context: Context, record: Record) -> tuple[str, ...]:
    """What that change of the settings changed; nothing when a document is not there any more or from another time."""
    assert isinstance(record.event, OfficeConfigured)
    store = context.office.store
    before = await configured_before(context.office, record.seq)
    old, new = await store.document(before) if before else None, await store.document(record.event.document)
    try:
        return differences(parse(old), parse(new)) if old is not None and new is not None else ()
    except Unusable:
        return ()


def _local(context: Context, record: Record) -> datetime:
    zone = context.office.clock.now().local.tzinfo
    return datetime.fromtimestamp(record.stamp.wall_ms / 1000, zone)
