"""How pages are answered: HTML from a view, and problems as a page or as JSON."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from display.views import Live, ProblemView, View
from server.domain.access import Role
from server.web.context import Context, context_of, visitor_of
from server.web.problem import problem_json, wants_json
from server.web.sentence import Sentence

KIOSK_HOME_MS = 60_000


def html(request: Request, view: View, *, screen: str = "", status: int = 200) -> Response:
    context = context_of(request)
    return HTMLResponse(context.renderer.page(view, at_kiosk(request, context.live(screen))), status)


def at_kiosk(request: Request, live: Live) -> Live:
    """On a kiosk a page of the complaints finds its way back by itself: nobody there has a browser's buttons."""
    strays = visitor_of(request).role is Role.KIOSK and request.url.path.startswith("/aduan")
    return replace(live, home_ms=KIOSK_HOME_MS) if strays else live


def problem(request: Request, sentence: Sentence, **more: object) -> Response:
    """The problem in the form that the asker understands."""
    return problem_answer(context_of(request), request, sentence, **more)


def problem_answer(context: Context, request: Request, sentence: Sentence, **more: object) -> Response:
    """A page for a person, problem+json for a program; before the application is reached, too."""
    if wants_json(request):
        return problem_json(sentence, **more)
    picture = context.now_picture()
    view = ProblemView(
        office=picture.description.name,
        clock=picture.clock(),
        status=sentence.status,
        title=sentence.title,
        words=sentence.detail,
        back_path=sentence.way,
        back_words=sentence.way_words,
    )
    return HTMLResponse(context.renderer.page(view, at_kiosk(request, context.live())), sentence.status)
