"""Taking a number: the kiosk in the hall, and the same page on a resident's phone when the office allows it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.paper_views import PaperNote
from display.views import View
from server.domain.access import Role
from server.domain.commands import TakeTicket
from server.domain.moment import Moment
from server.domain.print_job import PrintJob
from server.domain.taking import why_not_take
from server.domain.tickets import Ticket
from server.lan import opens_elsewhere
from server.paper.slip import TicketPaper, decoded
from server.private.secrets import new_ticket_token
from server.web.carry_out import carry_out
from server.web.context import Context, address_of, context_of, visitor_of
from server.web.forms import form_fields
from server.web.kiosk_pace import Pace
from server.web.listen_aloud import CHOICE, first_page, number_page, papers_page, slip_page, sound_of, words_of
from server.web.pages import html, problem
from server.web.present.kiosk import (
    ahead_now,
    kiosk_view,
    papers_asked_view,
    papers_needed_view,
    papers_of,
    ticket_taken_view,
)
from server.web.present.speech_order import page_order
from server.web.printing import note_about, paper_screen, print_list, print_ticket, repeat_at_kiosk
from server.web.public_address import public_address
from server.web.qr_drawing import qr_svg
from server.web.resident import ticket_by
from server.web.words import NOT_ALLOWED, TOO_MANY, WAIT_A_MOMENT

KIOSK_SCREEN = "kiosk"
# The answers to the question for papers.
_READY, _READY_WITH_PRIORITY, _NOT_READY = "lengkap", "prioritas", "belum"


def kiosk_picture(context: Context, now: Moment | None) -> View:
    return kiosk_view(context.picture(now), sound=sound_of(context, first_page(context)))


async def show(request: Request) -> Response:
    if not _may_take(request):
        return problem(request, NOT_ALLOWED)
    return _choice(request)


async def take(request: Request) -> Response:
    """A service was chosen, or the question for its papers answered; the number is given as soon as nothing is left to ask.

    Every page is answered directly, so that a shared kiosk keeps no address of anybody's ticket.
    """
    if not _may_take(request):
        return problem(request, NOT_ALLOWED)
    context, fields = context_of(request), await form_fields(request)
    service, papers = fields.get("service", ""), fields.get("papers", "")
    priority = fields.get("priority", "") not in {"", "0"} or papers == _READY_WITH_PRIORITY
    asked = _Asked(service, priority, fields.get("key", ""))
    # Without a number to be had nobody is sent through a list first.
    if papers_of(context.picture(None), service) and why_not_take(context.office.state, service) is None:
        if papers == _NOT_READY:
            return await _papers_needed(request, asked)
        if papers not in {_READY, _READY_WITH_PRIORITY}:
            return _papers_asked(request, asked)
    return await _give(request, asked, again=_papers_asked if papers else _choice_again)


@dataclass(frozen=True, slots=True)
class _Asked:
    service: str
    priority: bool
    key: str


_Page = Callable[[Request, _Asked, str, int], Response]


async def _give(request: Request, asked: _Asked, again: _Page) -> Response:
    """The number, or the page `again` with the reason."""
    context, visitor = context_of(request), visitor_of(request)
    if not visitor.staff and not context.tickets_per_address.take(address_of(request)):
        return again(request, asked, TOO_MANY.detail, TOO_MANY.status)
    kiosk = visitor.role is Role.KIOSK
    pace = context.kiosk_pace.ask(visitor.device, asked.key) if kiosk else Pace.AGAIN
    if pace is Pace.TOO_SOON:
        return again(request, asked, WAIT_A_MOMENT.detail, WAIT_A_MOMENT.status)
    channel = "kiosk" if kiosk else "official" if visitor.official else "phone"
    reply = await carry_out(
        context.office,
        TakeTicket(asked.service, asked.priority, new_ticket_token(), channel),
        actor=visitor.actor,
        key=asked.key,
        asked=["ambil", asked.service, asked.priority],
    )
    if isinstance(reply, tuple):
        if pace is Pace.NEW:
            context.kiosk_pace.give_back(visitor.device)
        return _choice(request, trouble=reply[0].detail, status=reply[0].status)
    token = str(reply["token"])
    path = f"/tiket/{token}"
    ticket = ticket_by(context, token)
    if ticket is None:
        # An old form sent again on another day: its number may be somebody else's by now, its address is not.
        return RedirectResponse(path, 303)
    address = public_address(request, path)
    note, screen = await print_ticket(context, visitor, ticket, token, address)
    return _taken(request, ticket, address, path, note, screen, status=201)


async def print_again(request: Request) -> Response:
    """The ticket once more on paper, for the person who stands at the kiosk: once, and only of the present day."""
    context, fields = context_of(request), await form_fields(request)
    asked = context.paper.job(fields.get("job", ""))
    job = None if asked is None else await repeat_at_kiosk(context, asked.id)
    if job is None or job.kind != "ticket":
        return RedirectResponse("/ambil", 303)
    path, address = _page_of(job)
    ticket = ticket_by(context, path.rpartition("/")[2])
    if ticket is None:
        return RedirectResponse("/ambil", 303)
    return _taken(request, ticket, address, path, note_about(context, job), paper_screen(job.id))


def _page_of(job: PrintJob) -> tuple[str, str]:
    """Path and address of the page of the ticket that was printed."""
    paper = decoded(job.content)
    assert isinstance(paper, TicketPaper)
    return f"/tiket/{paper.address.rpartition('/')[2]}", paper.address


def _taken(
    request: Request, ticket: Ticket, address: str, path: str, note: PaperNote | None, screen: str, status: int = 200
) -> Response:
    context = context_of(request)
    picture = context.now_picture()
    view = ticket_taken_view(
        picture,
        ticket,
        address=address,
        path=path,
        qr_svg=qr_svg(address) if opens_elsewhere(address) else "",
        kiosk=visitor_of(request).role is Role.KIOSK,
        idle_ms=int(context.config.times.kiosk_result * 1000),
        paper=note,
        sound=sound_of(context, number_page(ticket.number, ahead_now(picture, ticket))),
    )
    return html(request, view, screen=screen, status=status)


def _choice_again(request: Request, _asked: _Asked, trouble: str, status: int) -> Response:
    return _choice(request, trouble=trouble, status=status)


def _choice(request: Request, *, trouble: str = "", status: int = 200) -> Response:
    context = context_of(request)
    context.speech.prepare(page_order(context.description, words_of(context, CHOICE)))
    view = kiosk_view(
        context.now_picture(),
        key=secrets.token_hex(16),
        problem=trouble,
        shared=visitor_of(request).role is Role.KIOSK,
        idle_ms=_idle_ms(context),
        sound=sound_of(context, first_page(context)),
        complaints=context.description.complaints.open and _can_take_complaints(context),
        tracks=_has_complaints(context),
    )
    return html(request, view, screen=KIOSK_SCREEN, status=status)


def _can_take_complaints(context: Context) -> bool:
    complaints = context.complaints_door.opened
    return complaints is not None and complaints.intake.ready


def _has_complaints(context: Context) -> bool:
    complaints = context.complaints_door.opened
    return complaints is not None and bool(complaints.office.state.complaints)


def _papers_asked(request: Request, asked: _Asked, trouble: str = "", status: int = 200) -> Response:
    context = context_of(request)
    view = papers_asked_view(
        context.now_picture(),
        asked.service,
        priority=asked.priority,
        # The same key all the way: however often the way is gone, it leads to one number.
        key=asked.key,
        problem=trouble,
        shared=visitor_of(request).role is Role.KIOSK,
        idle_ms=_idle_ms(context),
        sound=sound_of(context, papers_page(asked.service)),
    )
    return html(request, view, status=status)


async def _papers_needed(request: Request, asked: _Asked) -> Response:
    """Somebody whose papers are not complete gets the list instead of a number, on paper where a kiosk has a printer."""
    context, visitor = context_of(request), visitor_of(request)
    note, screen = None, ""
    kiosk = visitor.role is Role.KIOSK
    # Drumming on this button empties no roll of paper either; the list stands on the screen all the same.
    if visitor.official or (kiosk and context.kiosk_pace.ask(f"list {visitor.device}", asked.key) is not Pace.TOO_SOON):
        note, screen = await print_list(context, asked.service, asked.key)
    view = papers_needed_view(
        context.now_picture(),
        asked.service,
        shared=kiosk,
        idle_ms=_idle_ms(context),
        sound=sound_of(context, slip_page(asked.service)),
        paper=note,
    )
    return html(request, view, screen=screen)


def _idle_ms(context: Context) -> int:
    return int(context.config.times.kiosk_idle * 1000)


def _may_take(request: Request) -> bool:
    visitor = visitor_of(request)
    return visitor.official or visitor.role == Role.KIOSK or context_of(request).description.phone_tickets


def routes() -> list[Route]:
    return [
        Route("/ambil", show, methods=["GET"]),
        Route("/ambil", take, methods=["POST"]),
        Route("/ambil/cetak", print_again, methods=["POST"]),
    ]
