"""The front page and the TV's page."""

import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.views import View
from server.domain.access import Role
from server.domain.moment import Moment
from server.web.context import Context, context_of, visitor_of
from server.web.pages import html
from server.web.present.doors import home_view
from server.web.present.tv import tv_view

TV_SCREEN = "tv"


def tv_picture(context: Context, now: Moment | None) -> View:
    return tv_view(context.picture(now), let_in=True)


async def home(request: Request) -> Response:
    signed_in = visitor_of(request).official
    return html(request, home_view(context_of(request).now_picture(), signed_in=signed_in, key=secrets.token_hex(16)))


async def tv(request: Request) -> Response:
    let_in = visitor_of(request).role in {Role.TV, "api"}
    return html(request, tv_view(context_of(request).now_picture(), let_in=let_in), screen=TV_SCREEN)


def routes() -> list[Route]:
    return [Route("/", home, methods=["GET"]), Route("/layar", tv, methods=["GET"])]
