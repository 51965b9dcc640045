"""Paper at the kiosk and for officials: printing a ticket, printing it again, and the page that shows what became of every print."""

import hashlib
import logging
import re
import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.paper_views import PaperNote
from display.views import TicketTakenView, View
from server.domain.access import Role, Visitor
from server.domain.moment import Moment
from server.domain.print_job import PrintJob
from server.domain.tickets import Ticket
from server.medium import Unwritable
from server.paper.print_queue import NotKept
from server.paper.slip import KeptPaper
from server.web.context import Context, context_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.paper import (
    browser_note,
    note_of,
    papers_needed,
    printing_view,
    ticket_paper,
    trial_paper,
    unprinted_note,
)
from server.web.words import MALFORMED, NOT_FOUND, NOT_STORED

PRINTING_SCREEN = "printing"
_AT_THE_KIOSK = "-kios"
_KEY = re.compile(r"[0-9a-f]{16,64}")
_log = logging.getLogger("silakan.printer")


def paper_screen(job_id: str) -> str:
    return f"paper-{job_id}"


def printing_picture(context: Context, now: Moment | None) -> View:
    return printing_view(context.picture(now), context.paper.jobs(), key="" if now is None else secrets.token_hex(16))


def paper_picture(context: Context, job: PrintJob, now: Moment | None) -> View:
    """The part of the kiosk's page that tells what becomes of a ticket; nothing else on that page changes."""
    picture = context.picture(now)
    return TicketTakenView(
        office=picture.description.name,
        clock=picture.clock(),
        ticket=job.ticket,
        service="",
        ahead=0,
        qr_svg="",
        address="",
        path="",
        idle_ms=0,
        kiosk=True,
        paper=note_about(context, context.paper.job(job.id) or job, fresh_key=now is not None),
    )


async def print_ticket(
    context: Context, visitor: Visitor, ticket: Ticket, token: str, address: str
) -> tuple[PaperNote | None, str]:
    """Have a ticket printed that was given out at the kiosk or by an official; what to tell, and the screen that tells on.

    The same ticket again is the same job. A resident's own phone prints nothing in the hall.
    """
    if not visitor.official and visitor.role is not Role.KIOSK:
        return None, ""
    printer = context.description.printer
    if printer.kind == "browser":
        return browser_note(printer), ""
    paper = ticket_paper(context.now_picture(), ticket, address)
    try:
        job = await context.paper.add(_job_id(token), paper, day=_day(context), ticket=ticket.number)
    except NotKept as error:
        _tell(context, error)
        return unprinted_note(ticket.number), ""
    return (None, "") if job is None else (note_about(context, job), paper_screen(job.id))


async def print_papers_needed(context: Context, service: str, key: str) -> PrintJob | None:
    """The list of what a service asks for, by its letter, once for each `key`. None: no printer that the server drives.

    Raises `server.paper.print_queue.NotKept`.
    """
    return await _print(context, papers_needed(context.now_picture(), service), f"papers {service} {key}")


async def print_list(context: Context, service: str, key: str) -> tuple[PaperNote | None, str]:
    """The same for the kiosk: what to tell of the list, and the screen that tells on. It stands on the screen in any case."""
    try:
        job = await print_papers_needed(context, service, key)
    except NotKept as error:
        _tell(context, error)
        return None, ""
    return (None, "") if job is None else (note_about(context, job), paper_screen(job.id))


async def print_test(context: Context, key: str) -> PrintJob | None:
    """A test print, once for each `key`. None: no printer that the server drives. Raises `server.paper.print_queue.NotKept`."""
    return await _print(context, trial_paper(context.now_picture()), f"test {key}")


async def repeat_at_kiosk(context: Context, job_id: str) -> PrintJob | None:
    """The same ticket once more, and only once, by the person who stands there."""
    if job_id.endswith(_AT_THE_KIOSK):
        return context.paper.job(job_id)
    return await context.paper.again(job_id, f"{job_id}{_AT_THE_KIOSK}")


def note_about(context: Context, job: PrintJob, *, fresh_key: bool = True) -> PaperNote:
    """What the kiosk tells of a job. A steady picture has no fresh key."""
    repeatable = not job.id.endswith(_AT_THE_KIOSK) and context.paper.job(f"{job.id}{_AT_THE_KIOSK}") is None
    return note_of(job, repeat=job.id if repeatable else "", key=secrets.token_hex(16) if fresh_key else "")


def _tell(context: Context, error: NotKept) -> None:
    if isinstance(error.__cause__, Unwritable):
        context.office.medium.failed(error.__cause__)
    else:
        _log.error("print job not kept", exc_info=error)


async def show(request: Request) -> Response:
    context = context_of(request)
    view = printing_view(context.now_picture(), context.paper.jobs(), key=secrets.token_hex(16))
    return html(request, view, screen=PRINTING_SCREEN)


async def again(request: Request) -> Response:
    """Once for each press; the same press again is the same job."""
    context, job_id = context_of(request), request.path_params["job"]
    key = (await form_fields(request)).get("key", "")
    if not _KEY.fullmatch(key):
        return problem(request, MALFORMED)
    try:
        job = await context.paper.again(job_id, f"{job_id.partition('-')[0]}-{key}")
    except NotKept as error:
        _tell(context, error)
        return problem(request, NOT_STORED)
    return problem(request, NOT_FOUND) if job is None else RedirectResponse("/cetak", 303)


async def _print(context: Context, paper: KeptPaper, name: str) -> PrintJob | None:
    return await context.paper.add(_job_id(name), paper, day=_day(context))


def _job_id(secret: str) -> str:
    """Not to be had from the receipt that stands in the log: whoever knows a job may read the ticket's address off its print."""
    return hashlib.sha256(f"print {secret}".encode()).hexdigest()[:24]


def _day(context: Context) -> int:
    day = context.office.state.day
    return 0 if day is None else day.seq


def routes() -> list[Route]:
    return [
        Route("/cetak", show, methods=["GET"]),
        Route("/cetak/{job}", again, methods=["POST"]),
    ]
