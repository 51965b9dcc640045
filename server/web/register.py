"""`/buku-tamu`: the visit register of a service day, for officials; on the screen, on paper, and for a spreadsheet."""

import csv
import io
import secrets
from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import Role
from server.domain.ticket_row import TicketRow
from server.web.asked_day import asked_day
from server.web.context import Context, context_of, visitor_of
from server.web.erasable_notes import Unreadable, keep, text
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.register import PATH, path_of, register_view, table, visit_of
from server.web.words import MALFORMED, NOT_FOUND, NOT_STORED


async def show(request: Request) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    day = service_day(context, request.query_params.get("hari", ""))
    visits = await visits_on(context, day)
    view = register_view(
        context.now_picture(),
        day,
        visits,
        await _names(context, visits),
        may_write=visitor.role is not Role.VILLAGE_HEAD,
        key=secrets.token_hex(16),
    )
    return html(request, view)


async def download(request: Request) -> Response:
    context = context_of(request)
    day = service_day(context, request.query_params.get("hari", ""))
    visits = await visits_on(context, day)
    made = io.StringIO()
    csv.writer(made).writerows(table(context.now_picture(), visits, await _names(context, visits)))
    headers = {"content-disposition": f'attachment; filename="buku-tamu-{day.isoformat()}.csv"'}
    # The mark at the beginning tells a spreadsheet that it is UTF-8.
    return Response("\ufeff" + made.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


async def name_visitor(request: Request) -> Response:
    """Who the visitor was, as an official types it, in a row that can be erased; an empty name erases it. Never an event."""
    context, fields = context_of(request), await form_fields(request)
    day, visit = service_day(context, fields.get("hari", "")), request.path_params["visit"]
    if visit not in {visit_of(row) for row in await visits_on(context, day)}:
        return problem(request, NOT_FOUND)
    try:
        kept = await keep(context, _note_id(visit), fields.get("name", ""))
    except Unreadable:
        return problem(request, MALFORMED)
    if not kept:
        return problem(request, NOT_STORED)
    return RedirectResponse(f"{path_of(day)}#v{visit}", 303)


def service_day(context: Context, asked: str) -> date:
    """The day asked for; else the newest service day, or today where there was none."""
    return asked_day(asked) or date.fromisoformat(context.office.state.date or context.office.clock.now().date)


async def visits_on(context: Context, day: date) -> list[TicketRow]:
    store = context.office.store
    return [row for seq in await store.days_on(day.isoformat()) for row in await store.tickets(seq)]


async def _names(context: Context, visits: list[TicketRow]) -> Mapping[str, str]:
    return {visit_of(row): await text(context, _note_id(visit_of(row))) for row in visits}


def _note_id(visit: str) -> str:
    return f"visitor:{visit}"


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}.csv", download, methods=["GET"]),
        Route(f"{PATH}/{{visit}}", name_visitor, methods=["POST"]),
    ]
