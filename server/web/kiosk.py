"""Taking a number: the kiosk in the hall, and the same page on a resident's phone when the office allows it."""

import io
import secrets

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.views import View
from server.domain.access import Role
from server.domain.commands import TakeTicket
from server.domain.moment import Moment
from server.private.secrets import new_ticket_token
from server.web.carry_out import carry_out
from server.web.context import Context, address_of, context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.kiosk import kiosk_view, ticket_taken_view
from server.web.resident import ticket_by
from server.web.words import NOT_ALLOWED, TOO_MANY

KIOSK_SCREEN = "kiosk"


def kiosk_picture(context: Context, now: Moment | None) -> View:
    return kiosk_view(context.picture(now))


async def show(request: Request) -> Response:
    if not _may_take(request):
        return problem(request, NOT_ALLOWED)
    return _choice(request)


async def take(request: Request) -> Response:
    """Give out a number. The page is answered directly, so that a shared kiosk keeps no address of anybody's ticket."""
    if not _may_take(request):
        return problem(request, NOT_ALLOWED)
    context, visitor = context_of(request), visitor_of(request)
    if not visitor.staff and not context.tickets_per_address.take(address_of(request)):
        return _choice(request, trouble=TOO_MANY.detail, status=TOO_MANY.status)
    fields = await form_fields(request)
    service, priority = fields.get("service", ""), fields.get("priority", "") not in {"", "0"}
    channel = "kiosk" if visitor.role == Role.KIOSK else "official" if visitor.official else "phone"
    command = TakeTicket(service, priority, new_ticket_token(), channel)
    reply = await carry_out(
        context.office, command, actor=visitor.actor, key=fields.get("key", ""), asked=["ambil", service, priority]
    )
    if isinstance(reply, tuple):
        return _choice(request, trouble=reply[0].detail, status=reply[0].status)
    token = str(reply["token"])
    path = f"/tiket/{token}"
    ticket = ticket_by(context, token)
    if ticket is None:
        # An old form sent again on another day: its number may be somebody else's by now, its address is not.
        return RedirectResponse(path, 303)
    address = f"{request.url.scheme}://{request.headers.get('host', '')}{path}"
    view = ticket_taken_view(
        context.now_picture(),
        ticket,
        address=address,
        path=path,
        qr_svg=_qr_svg(address),
        kiosk=visitor.role == Role.KIOSK,
        idle_ms=_idle_ms(context),
    )
    return html(request, view, status=201)


def _choice(request: Request, *, trouble: str = "", status: int = 200) -> Response:
    context = context_of(request)
    view = kiosk_view(
        context.now_picture(),
        key=secrets.token_hex(16),
        problem=trouble,
        shared=visitor_of(request).role == Role.KIOSK,
        idle_ms=_idle_ms(context),
    )
    return html(request, view, screen=KIOSK_SCREEN, status=status)


def _idle_ms(context: Context) -> int:
    return int(context.config.times.kiosk_idle * 1000)


def _may_take(request: Request) -> bool:
    visitor = visitor_of(request)
    return visitor.official or visitor.role == Role.KIOSK or context_of(request).description.phone_tickets


def _qr_svg(address: str) -> str:
    """The address as an inline SVG without sizes of its own: the style sheet decides how large it is."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, dark="#000", light="#fff", nl=False
    )
    return drawing.getvalue().decode()


def routes() -> list[Route]:
    return [Route("/ambil", show, methods=["GET"]), Route("/ambil", take, methods=["POST"])]
