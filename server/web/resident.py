"""A resident's own ticket, behind an address that only its holder knows."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.views import View
from server.domain.commands import CancelTicket
from server.domain.moment import Moment
from server.domain.refusals import UnknownTicket
from server.domain.tickets import Ticket, receipt_of
from server.web.carry_out import carry_out
from server.web.context import Context, context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.letters import letter_words
from server.web.present.ticket import past_ticket_view, ticket_view
from server.web.words import refusal_sentence


def ticket_screen(token: str) -> str:
    return f"ticket-{token}"


def ticket_by(context: Context, token: str) -> Ticket | None:
    """Today's ticket of that token."""
    receipt = receipt_of(token)
    return next((ticket for ticket in context.office.state.tickets.values() if ticket.receipt == receipt), None)


def ticket_picture(context: Context, ticket: Ticket, token: str, now: Moment | None) -> View:
    present = ticket_by(context, token) or ticket
    key = "" if now is None else secrets.token_hex(16)
    letter = letter_words(context.office.state.letters.get(str(present.taken)))
    return ticket_view(context.picture(now), present, path=f"/tiket/{token}", key=key, letter=letter)


async def show(request: Request) -> Response:
    return await _page(request)


async def cancel(request: Request) -> Response:
    context, token = context_of(request), request.path_params["token"]
    ticket = ticket_by(context, token)
    if ticket is None:
        return await _page(request)
    fields = await form_fields(request)
    reply = await carry_out(
        context.office,
        CancelTicket(ticket.number),
        actor=visitor_of(request).actor,
        key=fields.get("key", ""),
        asked=["batal", ticket.receipt],
    )
    if isinstance(reply, tuple):
        return await _page(request, trouble=reply[0].detail, status=reply[0].status)
    return RedirectResponse(f"/tiket/{token}", 303)


async def _page(request: Request, *, trouble: str = "", status: int = 200) -> Response:
    context, token = context_of(request), request.path_params["token"]
    path, picture = f"/tiket/{token}", context.now_picture()
    ticket, letters = ticket_by(context, token), context.office.state.letters
    if ticket is not None:
        letter = letter_words(letters.get(str(ticket.taken)))
        view = ticket_view(picture, ticket, path=path, key=secrets.token_hex(16), problem=trouble, letter=letter)
        return html(request, view, screen=ticket_screen(token), status=status)
    row = await context.office.store.ticket(receipt_of(token))
    if row is None:
        return problem(request, refusal_sentence(UnknownTicket()))
    return html(
        request, past_ticket_view(picture, row, path=path, letter=letter_words(letters.get(str(row.taken_seq))))
    )


def routes() -> list[Route]:
    return [
        Route("/tiket/{token}", show, methods=["GET"]),
        Route("/tiket/{token}/batal", cancel, methods=["POST"]),
    ]
