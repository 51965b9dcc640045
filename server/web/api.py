"""The JSON API, `/api/v1`: for programs, and documented at `/api/v1/openapi.json`."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.domain.commands import CloseDay, Command, OpenDay, TakeTicket
from server.domain.events import to_data
from server.domain.next_up import ahead_of
from server.domain.record import Record
from server.domain.refusals import UnknownTicket
from server.domain.tickets import TicketState, receipt_of
from server.private.secrets import new_ticket_token
from server.web.carry_out import carry_out, counter_command, refused
from server.web.context import Context, context_of, visitor_of
from server.web.openapi import openapi
from server.web.problem import problem_json
from server.web.words import MALFORMED, NOT_FOUND, SIGN_IN_FIRST, refusal_sentence

_MOST_EVENTS = 1_000

Body = TypeVar("Body", bound=msgspec.Struct)


class TicketBody(msgspec.Struct, frozen=True):
    """`POST tickets`."""

    service: Annotated[str, Meta(max_length=8)]
    priority: bool = False


class CounterBody(msgspec.Struct, frozen=True):
    """`POST counters/{id}/...`: the counter's last event as the caller knows it; null: whatever it is now."""

    version: Annotated[int, Meta(ge=0)] | None = None


class NoBody(msgspec.Struct, frozen=True):
    """`POST day/...`."""


def json(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


async def open_day(request: Request) -> Response:
    return await _post(request, NoBody, lambda _: OpenDay())


async def close_day(request: Request) -> Response:
    return await _post(request, NoBody, lambda _: CloseDay())


async def take_ticket(request: Request) -> Response:
    def command(body: TicketBody) -> Command:
        return TakeTicket(body.service, body.priority, new_ticket_token(), "api")

    return await _post(request, TicketBody, command, status=201)


async def act_at_counter(request: Request) -> Response:
    counter, action = request.path_params["id"], request.path_params["action"]
    if counter_command(action, counter, None) is None:
        return problem_json(NOT_FOUND)
    return await _post(request, CounterBody, lambda body: counter_command(action, counter, body.version))


async def _post(
    request: Request, kind: type[Body], command_of: Callable[[Body], Command | None], status: int = 200
) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    if not visitor.official:
        return problem_json(SIGN_IN_FIRST)
    try:
        body = msgspec.json.decode(await request.body() or b"{}", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return problem_json(MALFORMED)
    command = command_of(body)
    assert command is not None
    key = request.headers.get("idempotency-key", "")
    reply = await carry_out(context.office, command, actor=visitor.actor, key=key, asked=[request.url.path, body])
    return refused(reply) if isinstance(reply, tuple) else json(reply, status)


async def get_ticket(request: Request) -> Response:
    """A ticket by its token; after its day from the projection."""
    context = context_of(request)
    if not visitor_of(request).official:
        return problem_json(SIGN_IN_FIRST)
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
    if not visitor_of(request).staff:
        return problem_json(SIGN_IN_FIRST)
    office, description = context_of(request).office, context_of(request).description
    state = office.state
    return json(
        {
            "epoch": office.epoch,
            "seq": state.seq,
            "day": None if state.day is None else state.day.date,
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
        }
    )


async def events(request: Request) -> Response:
    """The queue stream, from after a number."""
    if not visitor_of(request).staff:
        return problem_json(SIGN_IN_FIRST)
    try:
        after = int(request.query_params.get("after", "0"))
        limit = int(request.query_params.get("limit", "100"))
    except ValueError:
        return problem_json(MALFORMED)
    if after < 0 or not 1 <= limit <= _MOST_EVENTS:
        return problem_json(MALFORMED)
    office = context_of(request).office
    records = await office.after(after, limit)
    return json({"epoch": office.epoch, "head": office.head, "events": [event_json(record) for record in records]})


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
    return json(openapi())


def routes() -> list[Route]:
    return [
        Route("/api/v1/day/open", open_day, methods=["POST"]),
        Route("/api/v1/day/close", close_day, methods=["POST"]),
        Route("/api/v1/tickets", take_ticket, methods=["POST"]),
        Route("/api/v1/tickets/{token}", get_ticket, methods=["GET"]),
        Route("/api/v1/counters/{id}/{action}", act_at_counter, methods=["POST"]),
        Route("/api/v1/snapshot", snapshot, methods=["GET"]),
        Route("/api/v1/events", events, methods=["GET"]),
        Route("/api/v1/openapi.json", describe, methods=["GET"]),
    ]
