"""The API's own description, OpenAPI 3.1. A test compares it with the routes and with real answers."""

from collections.abc import Mapping

_VERSION = "1"

Schema = Mapping[str, object]


def openapi() -> Schema:
    """The document. Built on request: nobody needs it in memory."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Silakan",
            "version": _VERSION,
            "description": "Every POST takes an Idempotency-Key; errors are problem+json.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"bearer": []}, {"session": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "silakan_sesi"},
            },
            "parameters": {
                "IdempotencyKey": {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "required": False,
                    "description": "The same key and body give the same answer and one effect, also after a restart.",
                    "schema": {"type": "string", "maxLength": 200},
                }
            },
            "responses": {
                "Problem": {
                    "description": "Not carried out; nothing has changed. Title and detail are Indonesian sentences.",
                    "content": {"application/problem+json": {"schema": _ref("schemas/Problem")}},
                }
            },
            "schemas": _schemas(),
        },
    }


def _paths() -> Schema:
    counter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "2"}
    actions = {
        "next": ("Call the next ticket; the present one is finished with it", "Called"),
        "open": ("Open the counter", "Changed"),
        "close": ("Close the counter", "Changed"),
        "recall": ("Call the present ticket again", "Changed"),
        "start": ("The person has come", "Changed"),
        "finish": ("The person is served", "Changed"),
        "no-show": ("Nobody came", "Changed"),
    }
    paths: dict[str, object] = {
        "/day/open": {"post": _post("Open the service day; an open day stays as it is", "Day")},
        "/day/close": {"post": _post("Close the service day", "Day")},
        "/tickets": {"post": _post("Take a number", "TicketTaken", body="TakeTicket", status="201")},
        "/tickets/{token}": {
            "parameters": [{"name": "token", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": _get("A ticket by its token", "Ticket"),
        },
        "/snapshot": {"get": _get("The queue now", "Snapshot")},
        "/events": {
            "get": {
                **_get("The queue's events after a number", "Events"),
                "parameters": [
                    {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
                    {
                        "name": "limit",
                        "in": "query",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
                    },
                ],
            }
        },
    }
    for action, (summary, answer) in actions.items():
        paths[f"/counters/{{id}}/{action}"] = {
            "parameters": [counter],
            "post": _post(summary, answer, body="CounterPress"),
        }
    return paths


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/{name}"}


def _get(summary: str, answer: str) -> dict[str, object]:
    return {"summary": summary, "responses": {"200": _content("OK", answer), "default": _ref("responses/Problem")}}


def _post(summary: str, answer: str, *, body: str = "", status: str = "200") -> dict[str, object]:
    operation: dict[str, object] = {
        "summary": summary,
        "parameters": [_ref("parameters/IdempotencyKey")],
        "responses": {status: _content("Done, durably", answer), "default": _ref("responses/Problem")},
    }
    if body:
        operation["requestBody"] = {"content": {"application/json": {"schema": _ref(f"schemas/{body}")}}}
    return operation


def _content(words: str, schema: str) -> Schema:
    return {
        "description": words,
        "content": {"application/json": {"schema": _ref(f"schemas/{schema}")}},
    }


def _schemas() -> Schema:
    text, number, flag = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
    text_or_null, number_or_null = {"type": ["string", "null"]}, {"type": ["integer", "null"], "minimum": 0}
    wait = {
        "description": "Minutes; null until there are estimates",
        "oneOf": [{"type": "null"}, _object({"low": number, "high": number})],
    }
    states = {"enum": ["waiting", "called", "serving", "held", "missed", "finished", "cancelled"]}
    outcomes = {"enum": ["queued", "speaking", "spoken", "unspoken", "withdrawn"]}
    counter = {
        "id": text,
        "name": text,
        "status": {"enum": ["closed", "open", "break"]},
        "ticket": text_or_null,
        "version": number,
    }
    call = {"seq": number, "ticket": text, "counter": text, "spoken": outcomes, "why": text_or_null, "shown": flag}
    waiting = {"ticket": text, "service": text, "priority": flag}
    event = {"seq": number, "at": {"type": "string", "format": "date-time"}, "kind": text, "v": number}
    return {
        "Day": _object({"day": text, "seq": number}),
        "TakeTicket": _object({"service": text, "priority": {**flag, "default": False}}, required=("service",)),
        "TicketTaken": _object({"ticket": text, "token": text, "ahead": number, "wait": wait, "seq": number}),
        "Ticket": _object(
            {
                "ticket": text,
                "service": text,
                "state": states,
                "counter": text_or_null,
                "ahead": number,
                "wait": wait,
                "seq": number,
            }
        ),
        "CounterPress": _object({"version": number_or_null}, required=()),
        "Called": _object({"called": text_or_null, "version": number, "seq": number}),
        "Changed": _object({"version": number, "seq": number}),
        "Snapshot": _object(
            {
                "epoch": text,
                "seq": number,
                "day": text_or_null,
                "counters": {"type": "array", "items": _object(counter)},
                "waiting": {"type": "array", "items": _object(waiting)},
                "calls": {"type": "array", "items": _object(call)},
            }
        ),
        "Events": _object({"epoch": text, "head": number, "events": {"type": "array", "items": _object(event)}}),
        "Problem": _object({"type": text, "title": text, "status": number, "detail": text}),
    }


def _object(properties: Mapping[str, object], required: tuple[str, ...] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties) if required is None else list(required),
    }
