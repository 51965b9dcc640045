"""`/umumkan`: officials have something said besides calls, and see whether the room has heard it."""

import re
import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.announcing_views import AnnouncingView
from server.domain.commands import WithdrawAnnouncement
from server.domain.moment import Moment
from server.web.announcing import Announcing, NotAnnounced, announce, announce_planned
from server.web.carry_out import carry_out
from server.web.context import Context, context_of, visitor_of
from server.web.forms import form_fields, whole_number
from server.web.pages import html, problem
from server.web.present.announcing import announcing_view, shown_texts
from server.web.rights import RIGHTS
from server.web.words import MALFORMED, NOT_FOUND

PATH = "/umumkan"
ANNOUNCING_SCREEN = "announcing"
_COUNTER_PAGE = re.compile(r"/loket/([0-9]{1,2})")


def announcing_picture(context: Context, now: Moment | None) -> AnnouncingView:
    """The parts of the page that change by themselves: what became of the announcements, and what is wrong with the loudspeaker."""
    picture = context.picture(now)
    texts = {note.id: note.text for note in context.notes.of(shown_texts(picture))}
    return announcing_view(picture, texts, key="")


async def show(request: Request) -> Response:
    return await _page(request, f"/loket/{request.query_params.get('loket', '')}")


async def say(request: Request) -> Response:
    """An official's own words."""
    context, fields = context_of(request), await form_fields(request)
    text, room, urgent = fields.get("text", ""), fields.get("room", ""), bool(fields.get("urgent"))
    if not fields.get("key"):
        return problem(request, MALFORMED)
    actor = visitor_of(request).actor
    outcome = await announce(context, actor, text, room=room, urgent=urgent, key=fields["key"])
    back = fields.get("from", "")
    if isinstance(outcome, NotAnnounced):
        return await _page(request, back, refused=outcome, text=text, room=room, urgent=urgent)
    return _landed(back)


async def say_ready(request: Request) -> Response:
    """One of the office's own texts."""
    context, fields = context_of(request), await form_fields(request)
    if not fields.get("key"):
        return problem(request, MALFORMED)
    actor = visitor_of(request).actor
    outcome: Announcing = await announce_planned(context, actor, request.path_params["text"], key=fields["key"])
    back = fields.get("from", "")
    return await _page(request, back, refused=outcome) if isinstance(outcome, NotAnnounced) else _landed(back)


async def withdraw(request: Request) -> Response:
    context, fields = context_of(request), await form_fields(request)
    made = whole_number(request.path_params["made"])
    if made is None:
        return problem(request, NOT_FOUND)
    command, told = WithdrawAnnouncement(made), [request.url.path]
    actor = visitor_of(request).actor
    reply = await carry_out(context.office, command, actor=actor, key=fields.get("key", ""), asked=told)
    if isinstance(reply, tuple):
        return await _page(request, "", refused=NotAnnounced(*reply))
    return _landed("")


async def _page(
    request: Request,
    back: str,
    *,
    refused: NotAnnounced | None = None,
    text: str = "",
    room: str = "",
    urgent: bool = False,
) -> Response:
    context = context_of(request)
    picture = context.now_picture()
    await context.notes.load(shown_texts(picture))
    view = announcing_view(
        picture,
        {note.id: note.text for note in context.notes.of(shown_texts(picture))},
        key=secrets.token_hex(16),
        text=text,
        room=room,
        urgent=urgent,
        back=_way_back(context, back),
        may_change=visitor_of(request).role in RIGHTS["GET /atur"].roles,
        problem="" if refused is None else refused.sentence.detail,
    )
    status = 200 if refused is None else refused.sentence.status
    return html(request, view, screen=ANNOUNCING_SCREEN, status=status)


def _way_back(context: Context, path: str) -> tuple[str, str]:
    """The counter's page that somebody came from; only such a one, whatever a form says."""
    found = _COUNTER_PAGE.fullmatch(path)
    counter = None if found is None else context.description.counter(found[1])
    return ("/", "Halaman depan") if counter is None else (f"/loket/{counter.id}", counter.name)


def _landed(back: str) -> Response:
    found = _COUNTER_PAGE.fullmatch(back)
    return RedirectResponse(f"{PATH}?loket={found[1]}#recent" if found else f"{PATH}#recent", 303)


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, say, methods=["POST"]),
        Route(f"{PATH}/teks/{{text}}", say_ready, methods=["POST"]),
        Route(f"{PATH}/{{made}}/batal", withdraw, methods=["POST"]),
    ]
