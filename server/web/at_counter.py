"""Which official serves at which counter: chosen after signing in, left by signing out."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import PRESSING_ROLES, Visitor
from server.domain.commands import StaffCounter
from server.web.carry_out import carry_out
from server.web.context import Context, context_of, visitor_of
from server.web.cookies import COUNTER_COOKIE, DEVICE_AGE_S, cookie_of, keep
from server.web.forms import form_fields
from server.web.pages import html
from server.web.present.doors import counter_choice_view


async def show(request: Request) -> Response:
    """The choice; a tablet that stands at a free counter, or at the person's own, needs none."""
    context, visitor = context_of(request), visitor_of(request)
    usual = context.office.state.counters.get(cookie_of(request, COUNTER_COOKIE))
    wants_to_choose = request.query_params.get("pilih") is not None
    if usual is not None and visitor.account and usual.account in {"", visitor.account} and not wants_to_choose:
        trouble = await sit_down(context, visitor, usual.id, take_over=False, key=secrets.token_hex(16))
        if not trouble:
            return RedirectResponse(f"/loket/{usual.id}", 303)
    return _choice(request)


async def choose(request: Request) -> Response:
    fields = await form_fields(request)
    context, visitor = context_of(request), visitor_of(request)
    counter = fields.get("counter", "")
    take_over = fields.get("take_over", "") == "1"
    trouble = await sit_down(context, visitor, counter, take_over=take_over, key=fields.get("key", ""))
    if trouble:
        return _choice(request, trouble=trouble, status=409)
    response = RedirectResponse(f"/loket/{counter}", 303)
    keep(response, request, COUNTER_COOKIE, counter, DEVICE_AGE_S)
    return response


async def sit_down(context: Context, visitor: Visitor, counter: str, *, take_over: bool, key: str) -> str:
    """Have the person serve at the counter; the reason why not, or "". Automation is no person and sits nowhere."""
    if not visitor.account:
        return ""
    command = StaffCounter(counter, visitor.account, take_over)
    asked = ["duduk", counter, take_over]
    reply = await carry_out(context.office, command, actor=visitor.actor, key=key, asked=asked)
    return reply[0].detail if isinstance(reply, tuple) else ""


async def get_up(request: Request) -> None:
    """The counter of whoever signs out here is nobody's; what is going on there goes on. It stays theirs while they are signed in
    on another device and this one is not the counter's own.
    """
    context, visitor = context_of(request), visitor_of(request)
    counter = context.office.state.serves_at(visitor.account)
    if counter is None:
        return
    elsewhere = any(session.id != visitor.session for session in context.doorkeeper.sessions_of(visitor.account))
    if not elsewhere or cookie_of(request, COUNTER_COOKIE) == counter.id:
        await context.office.do(StaffCounter(counter.id, ""), actor=visitor.actor)


async def off_the_counter(request: Request, account: str) -> None:
    """The counter of somebody whom an admin has signed out is nobody's, unless they are signed in on another device; so is that of
    somebody whose role lets them press no more.
    """
    context = context_of(request)
    counter, row = context.office.state.serves_at(account), context.doorkeeper.accounts.by_id(account)
    may_press = row is not None and row.role in PRESSING_ROLES
    if counter is not None and not (may_press and context.doorkeeper.sessions_of(account)):
        await context.office.do(StaffCounter(counter.id, ""), actor=visitor_of(request).actor)


def _choice(request: Request, *, trouble: str = "", status: int = 200) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    view = counter_choice_view(
        context.now_picture(),
        context.names,
        visitor.account,
        usual=cookie_of(request, COUNTER_COOKIE),
        key=secrets.token_hex(16),
        problem=trouble,
    )
    return html(request, view, status=status)


def routes() -> list[Route]:
    return [Route("/loket", show, methods=["GET"]), Route("/loket", choose, methods=["POST"])]
