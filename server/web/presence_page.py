"""Who serves what today, for everybody."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.views import View
from server.domain.moment import Moment
from server.web.context import Context, context_of
from server.web.pages import html
from server.web.present.presence import presence_view

PRESENCE_SCREEN = "presence"


def presence_picture(context: Context, now: Moment | None) -> View:
    return presence_view(context.picture(now))


async def show(request: Request) -> Response:
    return html(request, presence_view(context_of(request).now_picture()), screen=PRESENCE_SCREEN)


def routes() -> list[Route]:
    return [Route("/petugas", show, methods=["GET"])]
