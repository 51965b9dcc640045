"""How pages are answered: HTML from a view, and problems as a page or as JSON."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from display.views import ProblemView, View
from server.web.context import Context, context_of
from server.web.problem import problem_json, wants_json
from server.web.sentence import Sentence


def html(request: Request, view: View, *, screen: str = "", status: int = 200) -> Response:
    context = context_of(request)
    return HTMLResponse(context.renderer.page(view, context.live(screen)), status)


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
    return HTMLResponse(context.renderer.page(view, context.live()), sentence.status)
