"""The visit register as a view and as a table: every number of a service day, from the same rows as the statistics."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from display.register_views import RegisterView, VisitRow
from server.domain.ticket_row import TicketRow
from server.web.present.history import plain_cell
from server.web.present.picture import Picture
from server.web.words import DAYS, SHORT_MONTHS, STATE_WORDS, clock_words

PATH = "/buku-tamu"
COLUMNS = (
    *("tanggal", "pukul", "nomor", "layanan", "loket", "cara", "menunggu (menit)", "dilayani (menit)", "hasil", "nama"),
)
_MINUTE_MS = 60_000
_CHANNELS: Mapping[str, str] = MappingProxyType(
    {"kiosk": "kios", "phone": "HP", "official": "petugas", "api": "program", "counter": "langsung di loket"}
)


def register_view(
    picture: Picture,
    day: date,
    visits: Sequence[TicketRow],
    names: Mapping[str, str],
    *,
    may_write: bool,
    key: str,
    problem: str = "",
) -> RegisterView:
    """`names`: what officials typed, by `visit_of`."""
    finished = sum(1 for visit in visits if visit.state == "finished")
    return RegisterView(
        office=picture.description.name,
        clock=picture.clock(),
        date=day.isoformat(),
        date_words=f"{DAYS[day.weekday()]}, {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}",
        summary=f"{len(visits)} kunjungan, {finished} selesai" if visits else "Tidak ada kunjungan pada hari itu.",
        rows=tuple(_row(picture, visit, names.get(visit_of(visit), "")) for visit in visits),
        before_path=path_of(day - timedelta(days=1)),
        after_path=path_of(day + timedelta(days=1)),
        csv_path=f"{PATH}.csv?hari={day.isoformat()}",
        may_write=may_write,
        key=key,
        problem=problem,
    )


def table(picture: Picture, visits: Sequence[TicketRow], names: Mapping[str, str]) -> list[list[str]]:
    """The same for a spreadsheet, with `COLUMNS` as its first line."""
    lines = [list(COLUMNS)]
    for visit in visits:
        row = _row(picture, visit, names.get(visit_of(visit), ""))
        waited, served = (
            str(minutes) if minutes is not None else "" for minutes in (waited_of(visit), served_of(visit))
        )
        cells = (visit.date, row.time, row.number, row.service, row.counter, row.channel, waited, served, row.outcome)
        lines.append([plain_cell(cell) for cell in (*cells, row.name)])
    return lines


def visit_of(visit: TicketRow) -> str:
    """What a visit is called in forms: the number of the event that began it."""
    return str(visit.taken_seq)


def path_of(day: date) -> str:
    return f"{PATH}?hari={day.isoformat()}"


def waited_of(visit: TicketRow) -> int | None:
    """Whole minutes from the number to the first step at a counter; None when there was none."""
    came = visit.called_ms if visit.called_ms is not None else visit.started_ms
    return _minutes(visit.taken_ms, came)


def served_of(visit: TicketRow) -> int | None:
    """Whole minutes of the last service; None when it did not begin or has not ended."""
    return _minutes(visit.started_ms, visit.ended_ms)


def _minutes(begin_ms: int | None, end_ms: int | None) -> int | None:
    if begin_ms is None or end_ms is None:
        return None
    # A clock that was set back in between would give a negative time.
    return max(0, round((end_ms - begin_ms) / _MINUTE_MS))


def _row(picture: Picture, visit: TicketRow, name: str) -> VisitRow:
    local = datetime.fromtimestamp(visit.taken_ms / 1000, UTC).astimezone(picture.description.zone)
    return VisitRow(
        visit=visit_of(visit),
        time=clock_words(local.hour, local.minute),
        number=visit.number,
        service=picture.service_name(visit.service),
        counter=picture.counter_name(visit.counter) if visit.counter else "",
        channel=_CHANNELS.get(visit.channel, visit.channel),
        waited=_words(waited_of(visit)),
        served=_words(served_of(visit)),
        outcome=STATE_WORDS.get(visit.state, visit.state),
        name=name,
    )


def _words(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return f"{minutes} menit" if minutes else "kurang dari 1 menit"
