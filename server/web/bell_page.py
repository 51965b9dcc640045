"""The bell on the phone of the responsible official: it rings when a resident waits and nobody is at a counter for it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.views import View
from server.domain.moment import Moment
from server.web.context import Context, context_of, visitor_of
from server.web.cookies import COUNTER_COOKIE, cookie_of
from server.web.new_complaints import Place, new_complaints
from server.web.pages import html
from server.web.present.bell import bell_view

BELL_SCREEN = "bell"
_ALL = ""


def bell_picture(context: Context, which: str, account: str, now: Moment | None) -> View:
    """`which`: ids of counters with dots between them, "" for all counters. `account`: who listens."""
    new = new_complaints(context, account, Place.BELL)
    return bell_view(context.picture(now), counters_of(context, which), new)


def counters_of(context: Context, which: str) -> tuple[str, ...]:
    """The counters of that name that exist; all of them when there is none."""
    known = context.office.state.counters
    return tuple(counter for counter in which.split(".") if counter in known) or tuple(known)


async def show(request: Request) -> Response:
    context, which = context_of(request), _which(request)
    view = bell_picture(context, which, visitor_of(request).account, context.office.clock.now())
    return html(request, view, screen=f"{BELL_SCREEN}-{which}" if which else BELL_SCREEN)


def _which(request: Request) -> str:
    """Those that were ticked; else the one where the official sits, or usually does; else all."""
    counters = context_of(request).office.state.counters
    ticked = [counter for counter in request.query_params.getlist("loket") if counter in counters]
    if ticked:
        return ".".join(dict.fromkeys(ticked))
    sits = context_of(request).office.state.serves_at(visitor_of(request).account)
    usual = cookie_of(request, COUNTER_COOKIE)
    return sits.id if sits is not None else usual if usual in counters else _ALL


def routes() -> list[Route]:
    return [Route("/bel", show, methods=["GET"])]
