"""The JSON API, `/api/v1`: for programs, and documented at `/api/v1/openapi.json`."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.domain.ahead import ahead_of
from server.domain.commands import CloseDay, CorrectDay, OpenDay, ResumeTaking, StopTaking, TakeTicket
from server.domain.events import to_data
from server.domain.next_up import ranked
from server.domain.record import Record
from server.domain.refusals import UnknownCounter, UnknownTicket
from server.domain.tickets import TicketState, receipt_of
from server.private.secrets import new_ticket_token
from server.web.carry_out import carry_out, refused
from server.web.context import Context, context_of, visitor_of
from server.web.presses import BODIES, Asked, asked
from server.web.problem import problem_json
from server.web.stream_reading import read_on
from server.web.words import MALFORMED, NOBODY_WAITS, NOT_FOUND, RULE_SENTENCES, refusal_sentence

_MOST_EVENTS = 1_000
_MOST_AHEAD = 10

Body = TypeVar("Body", bound=msgspec.Struct)


class TicketBody(msgspec.Struct, frozen=True):
    """`POST tickets`."""

    service: Annotated[str, Meta(max_length=8)]
    priority: bool = False
    slot: Annotated[int, Meta(ge=0, le=1439)] | None = None


class NoBody(msgspec.Struct, frozen=True):
    """`POST day/open`, `day/stop`, `day/resume`."""


class CloseBody(msgspec.Struct, frozen=True):
    """`POST day/close`."""

    leftovers: Literal["end", "refuse"] = "end"


class CorrectBody(msgspec.Struct, frozen=True):
    """`POST day/correct`: today's date as a person has confirmed it."""

    date: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]


def json(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


async def open_day(request: Request) -> Response:
    return await _post(request, NoBody, lambda _: Asked(OpenDay()))


async def close_day(request: Request) -> Response:
    return await _post(request, CloseBody, lambda body: Asked(CloseDay(leftovers=body.leftovers)))


async def stop_taking(request: Request) -> Response:
    return await _post(request, NoBody, lambda _: Asked(StopTaking()))


async def resume_taking(request: Request) -> Response:
    return await _post(request, NoBody, lambda _: Asked(ResumeTaking()))


async def correct_day(request: Request) -> Response:
    return await _post(request, CorrectBody, lambda body: Asked(CorrectDay(body.date)))


async def take_ticket(request: Request) -> Response:
    def taking(body: TicketBody) -> Asked:
        return Asked(TakeTicket(body.service, body.priority, new_ticket_token(), "api", body.slot))

    return await _post(request, TicketBody, taking, status=201)


async def act_at_counter(request: Request) -> Response:
    counter, action = request.path_params["id"], request.path_params["action"]
    now_ms = context_of(request).office.clock.now().wall_ms
    kind = BODIES.get(action)
    if kind is None:
        return problem_json(NOT_FOUND)
    return await _post(request, kind, lambda body: asked(action, counter, body, now_ms))


async def _post(request: Request, kind: type[Body], asked_of: Callable[[Body], Asked], status: int = 200) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    try:
        body = msgspec.json.decode(await request.body() or b"{}", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return problem_json(MALFORMED)
    wish = asked_of(body)
    key = request.headers.get("idempotency-key", "")
    reply = await carry_out(
        context.office,
        wish.command,
        actor=visitor.actor,
        key=key,
        asked=[request.url.path, body],
        notes=wish.notes,
    )
    return refused(reply) if isinstance(reply, tuple) else json(reply, status)


async def next_at_counter(request: Request) -> Response:
    """Who would be called now, why, and who after that if this counter alone went on."""
    state = context_of(request).office.state
    counter = state.counters.get(request.path_params["id"])
    if counter is None:
        return problem_json(refusal_sentence(UnknownCounter(request.path_params["id"])))
    coming = list(islice(ranked(state, counter), 1 + _MOST_AHEAD))
    first = coming[0] if coming else None
    return json(
        {
            "ticket": first and first.ticket.number,
            "rule": first and first.rule,
            "why": RULE_SENTENCES[first.rule] if first else NOBODY_WAITS,
            "ahead": [{"ticket": choice.ticket.number, "rule": choice.rule} for choice in coming[1:]],
        }
    )


async def get_ticket(request: Request) -> Response:
    """A ticket by its token; after its day from the projection."""
    context = context_of(request)
    receipt = receipt_of(request.path_params["token"])
    state = context.office.state
    ticket = next((ticket for ticket in state.tickets.values() if ticket.receipt == receipt), None)
    if ticket is not None:
        ahead = ahead_of(state, ticket) if ticket.state is TicketState.WAITING else 0
        found = _ticket(ticket.number, ticket.service, ticket.state, ticket.counter, ahead, context)
        return json(found)
    row = await context.office.store.ticket(receipt)
    if row is None:
        return problem_json(refusal_sentence(UnknownTicket()))
    return json(_ticket(row.number, row.service, row.state, row.counter, 0, context))


def _ticket(number: str, service: str, state: str, counter: str, ahead: int, context: Context) -> Mapping[str, object]:
    return {
        "ticket": number,
        "service": service,
        "state": state,
        "counter": counter or None,
        "ahead": ahead,
        "wait": None,
        "seq": context.office.head,
    }


async def snapshot(request: Request) -> Response:
    office, description = context_of(request).office, context_of(request).description
    state = office.state
    return json(
        {
            "epoch": office.epoch,
            "seq": state.seq,
            "day": None if state.day is None else state.day.date,
            "taking": state.day is not None and state.day.taking,
            "counters": [
                {
                    "id": counter.id,
                    "name": described.name if (described := description.counter(counter.id)) else f"Loket {counter.id}",
                    "status": counter.status,
                    "ticket": counter.ticket or None,
                    "version": counter.version,
                }
                for counter in state.counters.values()
            ],
            "waiting": [
                {"ticket": ticket.number, "service": ticket.service, "priority": ticket.priority}
                for ticket in state.waiting()
            ],
            "away": [
                {"ticket": ticket.number, "service": ticket.service, "state": ticket.state} for ticket in state.away()
            ],
            "calls": [
                {
                    "seq": call.seq,
                    "ticket": call.ticket,
                    "counter": call.counter,
                    "spoken": call.outcome,
                    "why": call.why or None,
                    "shown": call.shown,
                }
                for call in state.calls.values()
            ],
            "announcements": [
                {
                    "seq": one.seq,
                    "announcement": one.announcement or None,
                    "room": one.room,
                    "urgent": one.urgent,
                    "test": one.test,
                    "spoken": one.outcome,
                    "why": one.why or None,
                }
                for one in state.announcements.values()
            ],
        }
    )


async def events(request: Request) -> Response:
    """The queue stream, from after a number."""
    try:
        after = int(request.query_params.get("after", "0"))
        limit = int(request.query_params.get("limit", "100"))
    except ValueError:
        return problem_json(MALFORMED)
    if after < 0 or not 1 <= limit <= _MOST_EVENTS:
        return problem_json(MALFORMED)
    office = context_of(request).office
    records, head = await read_on(office, visitor_of(request), after, limit)
    return json({"epoch": office.epoch, "head": head, "events": [event_json(record) for record in records]})


def event_json(record: Record) -> dict[str, object]:
    """An event as the API and the feed tell it: its own fields beside the envelope's. Without the chain and the keys."""
    at = datetime.fromtimestamp(record.stamp.wall_ms / 1000, UTC).isoformat(timespec="milliseconds")
    return {
        "seq": record.seq,
        "at": at.replace("+00:00", "Z"),
        "kind": record.kind,
        "v": record.event.v,
        **to_data(record.event),
    }


async def describe(_: Request) -> Response:
    # Only who writes a program asks for it.
    from server.web.openapi import openapi

    return json(openapi())


def routes() -> list[Route]:
    return [
        Route("/api/v1/day/open", open_day, methods=["POST"]),
        Route("/api/v1/day/close", close_day, methods=["POST"]),
        Route("/api/v1/tickets", take_ticket, methods=["POST"]),
        Route("/api/v1/tickets/{token}", get_ticket, methods=["GET"]),
        Route("/api/v1/day/stop", stop_taking, methods=["POST"]),
        Route("/api/v1/day/resume", resume_taking, methods=["POST"]),
        Route("/api/v1/day/correct", correct_day, methods=["POST"]),
        Route("/api/v1/counters/{id}/next", next_at_counter, methods=["GET"]),
        Route("/api/v1/counters/{id}/{action}", act_at_counter, methods=["POST"]),
        Route("/api/v1/snapshot", snapshot, methods=["GET"]),
        Route("/api/v1/events", events, methods=["GET"]),
        Route("/api/v1/openapi.json", describe, methods=["GET"]),
    ]
