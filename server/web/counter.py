"""The counter tablet: its page, its buttons, and the buttons that open and close the service day."""

import secrets
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.views import View
from server.domain.commands import CloseDay, OpenDay
from server.domain.counters import Counter
from server.domain.moment import Moment
from server.domain.refusals import UnknownCounter
from server.web.api import json
from server.web.carry_out import carry_out, counter_command
from server.web.context import Context, context_of, visitor_of
from server.web.forms import form_fields, whole_number
from server.web.pages import html, problem
from server.web.present.counter import counter_view
from server.web.words import MALFORMED, NOT_FOUND, SIGN_IN_FIRST, Sentence, refusal_sentence

_NOBODY = "Tidak ada yang menunggu untuk loket ini."


def counter_screen(counter_id: str) -> str:
    return f"counter-{counter_id}"


def counter_picture(context: Context, counter: Counter, now: Moment | None) -> View:
    """The tablet's picture. Its key is made anew with each one; a script uses keys of its own."""
    present = context.office.state.counters.get(counter.id, counter)
    return counter_view(context.picture(now), present, key="" if now is None else secrets.token_hex(16))


async def show(request: Request) -> Response:
    if not visitor_of(request).official:
        return RedirectResponse(f"/masuk?lanjut={request.url.path}", 303)
    counter = _counter(request)
    if counter is None:
        return problem(request, refusal_sentence(UnknownCounter(request.path_params["id"])))
    notice = _NOBODY if request.query_params.get("kabar") == "kosong" else ""
    return _page(request, counter, notice=notice)


async def act(request: Request) -> Response:
    """A press. A script gets JSON; a plain form gets the page again, with the reason when the press was refused."""
    if not visitor_of(request).official:
        return problem(request, SIGN_IN_FIRST)
    fields = await form_fields(request)
    counter_id, action = request.path_params["id"], request.path_params["action"]
    version = fields.get("version", "")
    command = counter_command(action, counter_id, whole_number(version))
    if command is None:
        return problem(request, NOT_FOUND)
    if version and whole_number(version) is None:
        return problem(request, MALFORMED)  # no version at all would mean: whatever the counter's state is now
    reply = await carry_out(
        context_of(request).office,
        command,
        actor=visitor_of(request).actor,
        key=fields.get("key", ""),
        asked=[request.url.path, version],
    )
    empty = not isinstance(reply, tuple) and reply.get("called", "") is None
    return _answer(request, reply, f"/loket/{counter_id}", notice=_NOBODY if empty else "")


async def open_day(request: Request) -> Response:
    return await _day(request, OpenDay())


async def close_day(request: Request) -> Response:
    return await _day(request, CloseDay())


async def _day(request: Request, command: OpenDay | CloseDay) -> Response:
    visitor = visitor_of(request)
    if not visitor.official:
        return problem(request, SIGN_IN_FIRST)
    fields = await form_fields(request)
    counter = whole_number(fields.get("counter", ""))
    back = "/" if counter is None else f"/loket/{counter}"
    office = context_of(request).office
    key = fields.get("key", "")
    reply = await carry_out(office, command, actor=visitor.actor, key=key, asked=[request.url.path])
    return _answer(request, reply, back)


def _answer(
    request: Request, reply: Mapping[str, object] | tuple[Sentence, Mapping[str, object]], back: str, notice: str = ""
) -> Response:
    wants = "application/json" in request.headers.get("accept", "")
    if isinstance(reply, tuple):
        sentence, more = reply
        counter = _counter(request)
        if wants or counter is None:
            return problem(request, sentence, **more)
        return _page(request, counter, trouble=sentence.detail, status=sentence.status)
    if wants:
        return json({**reply, "notice": notice})
    return RedirectResponse(f"{back}?kabar=kosong" if notice else back, 303)


def _page(request: Request, counter: Counter, *, notice: str = "", trouble: str = "", status: int = 200) -> Response:
    picture = context_of(request).now_picture()
    view = counter_view(picture, counter, key=secrets.token_hex(16), problem=trouble, notice=notice)
    return html(request, view, screen=counter_screen(counter.id), status=status)


def _counter(request: Request) -> Counter | None:
    return context_of(request).office.state.counters.get(request.path_params.get("id", ""))


def routes() -> list[Route]:
    return [
        Route("/loket/{id}", show, methods=["GET"]),
        Route("/loket/{id}/{action}", act, methods=["POST"]),
        Route("/hari/buka", open_day, methods=["POST"]),
        Route("/hari/tutup", close_day, methods=["POST"]),
    ]
