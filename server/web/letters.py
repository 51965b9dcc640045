"""`/surat`: letters that are ready to be fetched. Put on the list, called when somebody waits for one, and taken off again."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.commands import CallLetter, LetterCommand, PutLetter, TakeLetterAway
from server.domain.ticket_row import TicketRow
from server.web.carry_out import carry_out
from server.web.context import Context, context_of, visitor_of
from server.web.erasable_notes import Unreadable, keep, text
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.letters import letters_view
from server.web.present.register import visit_of
from server.web.register import service_day, visits_on
from server.web.words import MALFORMED, NOT_FOUND, NOT_STORED

PATH = "/surat"
_FETCHED = "Surat nomor {} sudah diambil. Bila itu keliru, kembalikan lewat Sudah diambil di bawah."


async def show(request: Request) -> Response:
    return await _page(request, service_day(context_of(request), request.query_params.get("hari", "")))


async def put(request: Request) -> Response:
    """The letter of a finished visit is ready. One that was fetched comes back only when the page has asked for just that."""
    context, fields = context_of(request), await form_fields(request)
    day, name = service_day(context, fields.get("hari", "")), fields.get("visit", "")
    visit = next((row for row in await visits_on(context, day) if str(row.taken_seq) == name), None)
    if visit is None or visit.state != "finished":
        return problem(request, NOT_FOUND)
    if await _fetched(context, [visit]):
        if not fields.get("again"):
            return await _page(request, day, trouble=_FETCHED.format(visit.number), status=409)
        if not await keep(context, _mark_id(name), ""):
            return problem(request, NOT_STORED)
    return await _press(request, PutLetter(name, visit.number, visit.date), fields, day)


async def press(request: Request) -> Response:
    context, fields = context_of(request), await form_fields(request)
    name, day = request.path_params["letter"], service_day(context_of(request), fields.get("hari", ""))
    match request.path_params["action"]:
        case "panggil":
            return await _press(request, CallLetter(name), fields, day)
        case "diambil":
            return await _take_away(request, TakeLetterAway(name), fields, day)
        case "keliru":
            return await _take_away(request, TakeLetterAway(name, "mistake"), fields, day)
        case "kontak" if name in context.office.state.letters:
            return await _keep_contact(request, name, fields.get("contact", ""), day)
        case _:
            return problem(request, NOT_FOUND)


async def _take_away(request: Request, command: TakeLetterAway, fields: Mapping[str, str], day: date) -> Response:
    """Once the letter is gone nobody needs to know whom to call. That goes first: it must not outlive the letter."""
    if not await keep(context_of(request), _note_id(command.letter), ""):
        return problem(request, NOT_STORED)
    answer = await _press(request, command, fields, day)
    if answer.status_code == HTTPStatus.SEE_OTHER and command.why == "collected":
        # That a letter is gone stands in the log. This spares looking for it there; without it the visit is offered once more.
        await keep(context_of(request), _mark_id(command.letter), "1")
    return answer


async def _press(request: Request, command: LetterCommand, fields: Mapping[str, str], day: date) -> Response:
    context = context_of(request)
    told = [request.url.path, command.letter]
    actor = visitor_of(request).actor
    reply = await carry_out(context.office, command, actor=actor, key=fields.get("key", ""), asked=told)
    if isinstance(reply, tuple):
        return await _page(request, day, trouble=reply[0].detail, status=reply[0].status)
    return RedirectResponse(f"{PATH}?hari={day.isoformat()}", 303)


async def _keep_contact(request: Request, letter: str, contact: str, day: date) -> Response:
    """Whom to call, in a row that can be erased and goes with the letter; never in an event."""
    try:
        kept = await keep(context_of(request), _note_id(letter), contact)
    except Unreadable:
        return problem(request, MALFORMED)
    if not kept:
        return problem(request, NOT_STORED)
    return RedirectResponse(f"{PATH}?hari={day.isoformat()}", 303)


async def _page(request: Request, day: date, *, trouble: str = "", status: int = 200) -> Response:
    context = context_of(request)
    visits = await visits_on(context, day)
    view = letters_view(
        context.now_picture(),
        day,
        visits,
        await _contacts(context),
        await _fetched(context, visits),
        key=secrets.token_hex(16),
        problem=trouble,
    )
    return html(request, view, status=status)


async def _contacts(context: Context) -> Mapping[str, str]:
    return {letter: await text(context, _note_id(letter)) for letter in context.office.state.letters}


async def _fetched(context: Context, visits: Iterable[TicketRow]) -> frozenset[str]:
    """Of those visits the ones whose letter was fetched."""
    return frozenset([name for row in visits if await text(context, _mark_id(name := visit_of(row)))])


def _mark_id(letter: str) -> str:
    return f"fetched:{letter}"


def _note_id(letter: str) -> str:
    return f"letter:{letter}"


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, put, methods=["POST"]),
        Route(f"{PATH}/{{letter}}/{{action}}", press, methods=["POST"]),
    ]
