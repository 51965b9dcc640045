"""The front page and the TV's page."""

import secrets
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.views import View
from server.description import Screen
from server.domain.access import Role
from server.domain.moment import Moment
from server.web.context import Context, context_of, visitor_of
from server.web.new_complaints import complaints_waiting
from server.web.pages import html, problem
from server.web.present.doors import home_view
from server.web.present.tv import tv_view
from server.web.words import NOT_FOUND

if TYPE_CHECKING:
    from display.board_views import BoardSlide

TV_SCREEN = "tv"


def tv_picture(context: Context, name: str, now: Moment | None) -> View:
    """The picture of the TV of that name, "" for the one with all counters. One that was removed meanwhile shows no counter."""
    return tv_view(context.picture(now), let_in=True, screen=_screen(context, name), board=_board(context))


async def home(request: Request) -> Response:
    visitor, context = visitor_of(request), context_of(request)
    view = home_view(
        context.now_picture(),
        visitor.role,
        person=context.names.of(visitor.account),
        key=secrets.token_hex(16),
        complaints=complaints_waiting(context, visitor.account) if visitor.account else 0,
    )
    return html(request, view)


async def tv(request: Request) -> Response:
    """All counters, or those of one of several TVs. Anyone may look; "shown" counts only from a TV that was let in."""
    name, context = request.path_params.get("name", ""), context_of(request)
    if name and context.description.screen(name) is None:
        return problem(request, NOT_FOUND)
    view = tv_view(
        context.now_picture(),
        let_in=visitor_of(request).role in {Role.TV, Role.API},
        screen=_screen(context, name),
        test=bool(request.query_params.get("uji")),
        board=_board(context),
    )
    return html(request, view, screen=f"{TV_SCREEN}-{name}" if name else TV_SCREEN)


def _board(context: Context) -> "BoardSlide | None":
    """What the complaint board has for the TV; nothing as long as nobody has complained."""
    complaints = context.complaints_door.opened
    if complaints is None:
        return None
    # Loaded with the complaints.
    from server.web.complaints.board_present import board_slide

    return board_slide(complaints.board, context.description.complaints)


def _screen(context: Context, name: str) -> Screen | None:
    if not name:
        return None
    return context.description.screen(name) or Screen(name=name, title=name, counters=())


def routes() -> list[Route]:
    return [
        Route("/", home, methods=["GET"]),
        Route("/layar", tv, methods=["GET"]),
        Route("/layar/{name}", tv, methods=["GET"]),
    ]
