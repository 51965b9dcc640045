"""The counter tablet: its page and its buttons."""

import secrets

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.views import View
from server.domain.commands import StaffCounter
from server.domain.counters import Counter, CounterStatus
from server.domain.moment import Moment
from server.domain.refusals import UnknownCounter
from server.web.api import json
from server.web.carry_out import Answered, carry_out
from server.web.context import Context, context_of, visitor_of
from server.web.forms import form_fields
from server.web.new_complaints import Place, new_complaints, way_to_desk
from server.web.pages import html, problem
from server.web.present.counter import counter_view, seat_asked
from server.web.presses import BODIES, Press, asked, body_of
from server.web.sentence import Sentence
from server.web.words import MALFORMED, NOBODY_WAITS, NOT_FOUND, refusal_sentence

_ERASE_NOTE = "hapus-catatan"
_ERASED = "Catatan sudah dihapus."


def counter_screen(counter_id: str) -> str:
    return f"counter-{counter_id}"


def counter_picture(context: Context, counter: Counter, account: str, complaints_way: str, now: Moment | None) -> View:
    """The tablet's picture for that official. Its key is made anew with each one; a script uses keys of its own."""
    present = context.office.state.counters.get(counter.id, counter)
    return counter_view(
        context.picture(now),
        present,
        patience=context.config.patience,
        notes=context.notes.of(note_ids(context, present)),
        key="" if now is None else secrets.token_hex(16),
        complaints=new_complaints(context, account, Place.TABLET),
        complaints_way=complaints_way,
    )


def note_ids(context: Context, counter: Counter) -> tuple[str, ...]:
    """The notes on the ticket that is at the counter."""
    return context.office.state.tickets[counter.ticket].notes if counter.ticket else ()


async def show(request: Request) -> Response:
    counter = counter_of(request, request.path_params["id"])
    if counter is None:
        return problem(request, refusal_sentence(UnknownCounter(request.path_params["id"])))
    notice = NOBODY_WAITS if request.query_params.get("kabar") == "kosong" else ""
    return await counter_page(request, counter, notice=notice)


async def act(request: Request) -> Response:
    """A press. A script gets JSON; a plain form gets the page again, with the reason when the press was refused."""
    fields = await form_fields(request)
    context, counter_id, action = context_of(request), request.path_params["id"], request.path_params["action"]
    if action == _ERASE_NOTE:
        return await _erase_note(request, fields.get("note", ""))
    if action not in BODIES:
        return problem(request, NOT_FOUND)
    try:
        body = body_of(action, fields)
    except msgspec.ValidationError:
        # No version at all would mean: whatever the counter's state is now.
        return await answer(request, (MALFORMED, {}), counter_of(request, counter_id))
    path_and_body = [request.url.path, body]
    if action == "open":
        body = await _seated(request, body)
    wish = asked(action, counter_id, body, context.office.clock.now().wall_ms)
    reply = await carry_out(
        context.office,
        wish.command,
        actor=visitor_of(request).actor,
        key=fields.get("key", ""),
        asked=path_and_body,
        notes=wish.notes,
    )
    empty = not isinstance(reply, tuple) and reply.get("called", "") is None
    return await answer(request, reply, counter_of(request, counter_id), notice=NOBODY_WAITS if empty else "")


async def answer(
    request: Request, reply: Answered | tuple[Sentence, Answered], counter: Counter | None, notice: str = ""
) -> Response:
    """The answer to a press at that counter, or at none."""
    wants = "application/json" in request.headers.get("accept", "")
    if isinstance(reply, tuple):
        sentence, more = reply
        if wants or counter is None:
            return problem(request, sentence, **more)
        return await counter_page(request, counter, trouble=sentence.detail, status=sentence.status)
    if wants:
        return json({**reply, "notice": notice})
    back = "/" if counter is None else f"/loket/{counter.id}"
    return RedirectResponse(f"{back}?kabar=kosong" if notice == NOBODY_WAITS else back, 303)


async def counter_page(
    request: Request, counter: Counter, *, notice: str = "", trouble: str = "", status: int = 200
) -> Response:
    context, ids = context_of(request), note_ids(context_of(request), counter)
    await context.notes.load(ids)
    picture, account = context.now_picture(), visitor_of(request).account
    view = counter_view(
        picture,
        counter,
        patience=context.config.patience,
        notes=context.notes.of(ids),
        key=secrets.token_hex(16),
        problem=trouble,
        notice=notice,
        seat=seat_asked(picture, counter, account),
        complaints=new_complaints(context, account, Place.TABLET),
        complaints_way=way_to_desk(request),
    )
    return html(request, view, screen=counter_screen(counter.id), status=status)


def counter_of(request: Request, counter_id: str) -> Counter | None:
    return context_of(request).office.state.counters.get(counter_id)


async def _seated(request: Request, body: Press) -> Press:
    """Whoever opens a counter at which nobody sits, and sits nowhere else, sits there from now on."""
    context, visitor = context_of(request), visitor_of(request)
    counter = counter_of(request, request.path_params["id"])
    if counter is None or counter.account or counter.status is not CounterStatus.CLOSED or not visitor.account:
        return body
    if context.office.state.serves_at(visitor.account) is not None or body.version not in {None, counter.version}:
        return body
    reply = await carry_out(
        context.office, StaffCounter(counter.id, visitor.account), actor=visitor.actor, key="", asked=["duduk"]
    )
    if isinstance(reply, tuple) or body.version is None:
        return body
    return msgspec.structs.replace(body, version=reply["version"])


async def _erase_note(request: Request, note_id: str) -> Response:
    """For good: the log only ever knew the note's id. Only a note on the ticket that is here; erasing twice is erasing."""
    context, counter = context_of(request), counter_of(request, request.path_params["id"])
    if counter is None or note_id not in note_ids(context, counter):
        return problem(request, NOT_FOUND)
    await context.office.store.delete_note(note_id)
    context.notes.forget(note_id)
    return await answer(request, {}, counter, notice=_ERASED)


def routes() -> list[Route]:
    return [
        Route("/loket/{id}", show, methods=["GET"]),
        Route("/loket/{id}/{action}", act, methods=["POST"]),
    ]
