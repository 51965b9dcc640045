"""The API's own description, OpenAPI 3.1. A test compares it with the routes and with real answers."""

from collections.abc import Mapping

from server.web import openapi_complaints

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
        "paths": {**_paths(), **openapi_complaints.paths()},
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
            "schemas": {**_schemas(), **openapi_complaints.schemas()},
        },
    }


def _paths() -> Schema:
    counter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "2"}
    actions = {
        "next": ("Call the next ticket; the present one is finished with it", "Called", "CounterPress"),
        "call": ("Call this ticket: waiting, held or missed", "Called", "TicketPress"),
        "open": ("Open the counter", "Changed", "CounterPress"),
        "close": ("Close the counter", "Changed", "CounterPress"),
        "break": ("The counter takes a break", "Changed", "CounterPress"),
        "recall": ("Call the present ticket again; at most every 5 s", "Changed", "CounterPress"),
        "start": ("The person has come", "Changed", "CounterPress"),
        "finish": ("The person is served", "Changed", "CounterPress"),
        "no-show": ("Nobody came", "Changed", "CounterPress"),
        "hold": ("Put the ticket aside until the person is back", "Changed", "HoldPress"),
        "return": ("A held or missed person is back", "Changed", "TicketPress"),
        "transfer": ("To another service, another counter, or both", "Changed", "TransferPress"),
        "continue": ("The same person has another matter", "Changed", "ServicePress"),
        "serve": ("Serve somebody who took no number", "Served", "ServicePress"),
        "note": ("Write something down about the ticket", "Noted", "NotePress"),
        "undo": ("Take the last press back, within 10 s", "Changed", "CounterPress"),
    }
    paths: dict[str, object] = {
        "/day/open": {"post": _post("Open the service day; an open day stays as it is", "Day")},
        "/day/close": {"post": _post("Close the service day", "Day", body="CloseDay")},
        "/day/stop": {"post": _post("Give out no more numbers; the counters go on", "Day")},
        "/day/resume": {"post": _post("Give out numbers again", "Day")},
        "/day/correct": {"post": _post("The day's date lay in the future; today's is right", "Day", body="CorrectDay")},
        "/announcements": {
            "post": _post("Have something said besides calls", "Announced", body="Announce", status="201")
        },
        "/announcements/{seq}/withdraw": {
            "parameters": [{"name": "seq", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "post": _post("Do not say it any more; 409 once the room has heard it", "Withdrawn"),
        },
        "/tickets": {"post": _post("Take a number", "TicketTaken", body="TakeTicket", status="201")},
        "/tickets/{token}": {
            "parameters": [{"name": "token", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": _get("A ticket by its token", "Ticket"),
        },
        "/voice/packs/{digest}": {
            "parameters": [{"name": "digest", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": {
                "summary": "A recorded voice",
                "responses": {
                    "200": {"description": "A ZIP with that SHA-256", "content": {"application/zip": {}}},
                    "default": _ref("responses/Problem"),
                },
            },
        },
        "/rooms/{room}/sound/{seq}": {
            "parameters": [
                {"name": "room", "in": "path", "required": True, "schema": {"type": "string"}, "example": "-"},
                {"name": "seq", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}},
                {"name": "X-Fence", "in": "header", "required": False, "schema": {"type": "integer", "minimum": 1}},
            ],
            "put": {
                "summary": "The room's TV plays this sound",
                "requestBody": {"required": True, "content": {"audio/wav": {}}},
                "responses": {"204": {"description": "Handed to the TV"}, "default": _ref("responses/Problem")},
            },
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
    for action, (summary, answer, body) in actions.items():
        reading = {"get": _get("Who is next, and why", "Next")} if action == "next" else {}
        paths[f"/counters/{{id}}/{action}"] = {
            "parameters": [counter],
            **reading,
            "post": _post(summary, answer, body=body),
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
    minute_or_null = {"type": ["integer", "null"], "minimum": 0, "maximum": 1439}
    version = {"version": number_or_null}
    rules = ["arrival", "priority", "appointment", "returned", "brake"]
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
    announcement = {
        "seq": number,
        "announcement": text_or_null,
        "room": text,
        "urgent": flag,
        "test": flag,
        "spoken": outcomes,
        "why": text_or_null,
    }
    waiting = {"ticket": text, "service": text, "priority": flag}
    event = {"seq": number, "at": {"type": "string", "format": "date-time"}, "kind": text, "v": number}
    return {
        "Day": _object({"day": text, "seq": number}),
        "CloseDay": _object({"leftovers": {"enum": ["end", "refuse"], "default": "end"}}, required=()),
        "CorrectDay": _object({"date": {"type": "string", "format": "date"}}),
        "Announce": {
            "oneOf": [
                _object(
                    {
                        "text": {**text, "minLength": 1, "maxLength": 200},
                        "room": text,
                        "urgent": {**flag, "default": False},
                    },
                    required=("text",),
                ),
                _object({"announcement": text}),
            ]
        },
        "Announced": _object({"seq": number, "made": {"type": "array", "items": number}}),
        "Withdrawn": _object({"seq": number}),
        "TakeTicket": _object(
            {"service": text, "priority": {**flag, "default": False}, "slot": minute_or_null}, required=("service",)
        ),
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
        "TicketPress": _object({"ticket": text, **version}, required=("ticket",)),
        "HoldPress": _object(
            {"why": {"enum": ["documents", "copy", "payment", "other"]}, **version}, required=("why",)
        ),
        "ServicePress": _object({"service": text, **version}, required=("service",)),
        "TransferPress": _object(
            {"service": text, "counter": text, "first": {"type": ["boolean", "null"]}, **version}, required=()
        ),
        "NotePress": _object({"text": {**text, "minLength": 1, "maxLength": 500}, **version}, required=("text",)),
        "Served": _object({"ticket": text, "version": number, "seq": number}),
        "Noted": _object({"note": text, "version": number, "seq": number}),
        "Next": _object(
            {
                "ticket": text_or_null,
                "rule": {"enum": [*rules, None]},
                "why": text,
                "ahead": {"type": "array", "items": _object({"ticket": text, "rule": {"enum": rules}})},
            }
        ),
        "Called": _object({"called": text_or_null, "version": number, "seq": number}),
        "Changed": _object({"version": number, "seq": number}),
        "Snapshot": _object(
            {
                "epoch": text,
                "seq": number,
                "day": text_or_null,
                "taking": flag,
                "counters": {"type": "array", "items": _object(counter)},
                "waiting": {"type": "array", "items": _object(waiting)},
                "away": {"type": "array", "items": _object({"ticket": text, "service": text, "state": states})},
                "calls": {"type": "array", "items": _object(call)},
                "announcements": {"type": "array", "items": _object(announcement)},
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
