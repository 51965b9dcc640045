"""Announcements for programs: `POST /api/v1/announcements`, and taking one back."""

from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.domain.commands import WithdrawAnnouncement
from server.web.announcing import NotAnnounced, announce, announce_planned
from server.web.carry_out import carry_out, refused
from server.web.context import context_of, visitor_of
from server.web.forms import whole_number
from server.web.problem import problem_json
from server.web.words import MALFORMED, NOT_FOUND

PATH = "/api/v1/announcements"


class AnnouncementBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Either `text` or `announcement`, one of the office's own. `room`: "" for every room; the office's own have theirs."""

    text: Annotated[str, Meta(max_length=200)] = ""
    announcement: Annotated[str, Meta(max_length=20)] = ""
    room: Annotated[str, Meta(max_length=20)] = ""
    urgent: bool = False


async def make(request: Request) -> Response:
    context, actor, key = context_of(request), visitor_of(request).actor, request.headers.get("idempotency-key", "")
    try:
        body = msgspec.json.decode(await request.body() or b"{}", type=AnnouncementBody)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return problem_json(MALFORMED)
    if bool(body.text) == bool(body.announcement) or (body.announcement and (body.room or body.urgent)):
        return problem_json(MALFORMED)
    if body.announcement:
        outcome = await announce_planned(context, actor, body.announcement, key=key)
    else:
        outcome = await announce(context, actor, body.text, room=body.room, urgent=body.urgent, key=key)
    if isinstance(outcome, NotAnnounced):
        return problem_json(outcome.sentence, **outcome.more)
    return _json({"seq": outcome.seq, "made": outcome.made}, 201)


async def withdraw(request: Request) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    made = whole_number(request.path_params["seq"])
    if made is None:
        return problem_json(NOT_FOUND)
    key = request.headers.get("idempotency-key", "")
    reply = await carry_out(
        context.office, WithdrawAnnouncement(made), actor=visitor.actor, key=key, asked=[request.url.path]
    )
    return refused(reply) if isinstance(reply, tuple) else _json(reply)


def _json(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def routes() -> list[Route]:
    return [
        Route(PATH, make, methods=["POST"]),
        Route(f"{PATH}/{{seq}}/withdraw", withdraw, methods=["POST"]),
    ]
