"""`/meja/insiden`: the notice that people get when data about them came into wrong hands. Written, printed, and kept nowhere."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.desk_paper_views import DeskIncidentReport, DeskIncidentView
from server.complaints.desk_incident import Incident, deadline, incident
from server.web.asked_day import asked_day
from server.web.complaints.desk_door import DESK, AtDesk, at_desk, typed
from server.web.complaints.desk_words import class_words, day_words
from server.web.complaints.photo_form import Malformed
from server.web.context import Context, context_of
from server.web.pages import html, problem
from server.web.words import MALFORMED, clock_words

PATH = f"{DESK}/insiden"
_WHAT = (
    ("akun", "Akun atau kata sandi petugas dipakai orang lain"),
    ("perangkat", "Perangkat yang sedang terbuka hilang atau dilihat orang"),
    ("bocor", "Isi aduan disebarkan"),
    ("identitas", "Identitas pelapor diketahui orang lain"),
    ("komputer", "Komputer server atau cadangannya hilang"),
    ("hilang", "Data rusak atau hilang"),
)
_DATES = "Periksa tanggalnya: diketahui, sejak, dan sampai. Waktu diketahui tidak boleh di masa depan."
_WHAT_IS_KEPT = MappingProxyType({"text": "isi", "photo": "foto", "identity": "identitas"})


async def show(request: Request) -> Response:
    at = await at_desk(request)
    return at if isinstance(at, Response) else html(request, _view(context_of(request), {}))


async def write(request: Request) -> Response:
    try:
        fields, _, _ = await typed(request)
    except Malformed:
        return problem(request, MALFORMED)
    at = await at_desk(request, fields.get("words", ""))
    if isinstance(at, Response):
        return at
    context = context_of(request)
    try:
        known = datetime.fromisoformat(f"{fields.get('discovered', '')}T{fields.get('discovered_at', '')}")
    except ValueError:
        return html(request, _view(context, fields, trouble=_DATES), status=422)
    since, until = asked_day(fields.get("since", "")), asked_day(fields.get("until", ""))
    if since is None or until is None:
        return html(request, _view(context, fields, trouble=_DATES), status=422)
    now = context.office.clock.now().local.replace(tzinfo=None)
    if known.tzinfo is not None or known > now or since > until:
        return html(request, _view(context, fields, trouble=_DATES), status=422)
    report = await _report(context, at, fields, known, since, until, now)
    return html(request, _view(context, fields, report))


async def _report(
    context: Context, at: AtDesk, fields: Mapping[str, str], known: datetime, since: date, until: date, now: datetime
) -> DeskIncidentReport:
    found: Incident = await incident(context.complaints.office, at.account, since, until)
    end = deadline(known)
    return DeskIncidentReport(
        deadline=f"{day_words(end.date())} pukul {clock_words(end.hour, end.minute)}",
        known=f"{day_words(known.date())} pukul {clock_words(known.hour, known.minute)}",
        period=f"{day_words(since)} sampai {day_words(until)}",
        writer=context.names.of(at.account) or "petugas",
        late=now > end,
        what=dict(_WHAT).get(fields.get("what", ""), _WHAT[0][1]),
        counts=(
            ("Aduan yang mungkin terkena", str(len(found.cases))),
            ("Di antaranya dengan identitas", str(found.identities)),
            ("Pembukaan pada masa itu", str(len(found.openings))),
        ),
        cases=tuple(
            (
                one.number,
                class_words(one.klass),
                day_words(one.days.received),
                f"{count} kali" if count else "tidak ada",
            )
            for one, count in found.cases
        ),
        openings=tuple(
            (day_words(one.day), context.names.of(one.by) or "petugas", f"{_WHAT_IS_KEPT[one.what]} {one.number}")
            for one in found.openings
        ),
    )


def _view(
    context: Context, fields: Mapping[str, str], report: DeskIncidentReport | None = None, trouble: str = ""
) -> DeskIncidentView:
    now = context.office.clock.now().local
    today = now.date()
    return DeskIncidentView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        discovered=fields.get("discovered", today.isoformat())[:10],
        discovered_at=fields.get("discovered_at", f"{now.hour:02d}:{now.minute:02d}")[:5],
        since=fields.get("since", (today - timedelta(7)).isoformat())[:10],
        until=fields.get("until", today.isoformat())[:10],
        what=_WHAT,
        chosen=fields.get("what", ""),
        words=fields.get("words", "")[:2000],
        measures=fields.get("measures", "")[:2000],
        contact=fields.get("contact", context.description.name)[:120],
        report=report,
        key=secrets.token_urlsafe(16),
        problem=trouble,
    )


def routes() -> list[Route]:
    return [Route(PATH, show, methods=["GET"]), Route(PATH, write, methods=["POST"])]
