"""The complaints' part of the API's description."""

from collections.abc import Mapping

Schema = Mapping[str, object]


def paths() -> dict[str, object]:
    key = {"$ref": "#/components/parameters/IdempotencyKey"}
    problem = {"$ref": "#/components/responses/Problem"}

    def answer(words: str, schema: str) -> Schema:
        return {
            "description": words,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
        }

    def query(name: str, schema: Schema) -> Schema:
        return {"name": name, "in": "query", "required": False, "schema": schema}

    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/SendComplaint"}}}}
    return {
        "/complaints": {
            "post": {
                "summary": "Take a complaint in; its code is told this once and belongs to the sender alone",
                "parameters": [key],
                "requestBody": body,
                "responses": {"201": answer("Sealed and stored, durably", "ComplaintReceipt"), "default": problem},
            },
            "get": {
                "summary": "What the public board shows, the newest first",
                "parameters": [
                    query("state", {"enum": ["running", "ended"]}),
                    query("group", {"type": "string"}),
                    query("page", {"type": "integer", "minimum": 1, "default": 1}),
                    query("page_size", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 50}),
                ],
                "responses": {"200": answer("OK", "ComplaintCards"), "default": problem},
            },
        },
        "/complaints/{number}": {
            "parameters": [{"name": "number", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": {
                "summary": "What the board shows of one: by its card, or by its number when it is open; 404 for all others alike",
                "responses": {"200": answer("OK", "ComplaintCard"), "default": problem},
            },
        },
    }


def schemas() -> dict[str, object]:
    text, flag = {"type": "string"}, {"type": "boolean"}
    text_or_null = {"type": ["string", "null"]}
    day = {"type": "string", "format": "date"}
    card = {
        "id": text,
        "class": {"enum": ["open", "anonymous"]},
        "group": text,
        "hamlet": text_or_null,
        "period": {**text, "description": "A day, or a quarter: 2026-Q4"},
        "state": text,
        "running": flag,
        "expected": {"type": ["string", "null"], "format": "date"},
        "summary": text_or_null,
    }
    sent = {
        "category": text,
        "story": {**text, "maxLength": 4000},
        "hamlet": text,
        "landmark": {**text, "maxLength": 120},
        "class": {"enum": ["open", "anonymous", "secret"], "default": "anonymous"},
        "formal": {**flag, "default": False},
        "name": {**text, "maxLength": 80},
        "contact": {**text, "maxLength": 80},
        "about": {"type": "array", "items": text, "description": "Accounts whom it is about: they never read it"},
    }
    receipt = {
        "number": text,
        "code": text,
        "class": {"enum": ["open", "anonymous", "secret"]},
        "day": day,
        "held": flag,
        "signature": text,
        "commitment": text,
        "nonce": text,
    }
    number = {"type": "integer", "minimum": 0}
    cards = {"type": "array", "items": {"$ref": "#/components/schemas/ComplaintCard"}}
    return {
        "SendComplaint": {"type": "object", "properties": sent, "required": ["category", "story"]},
        "ComplaintReceipt": _whole(receipt),
        "ComplaintCard": _whole(card),
        "ComplaintCards": _whole({"total": number, "page": number, "complaints": cards}),
    }


def _whole(properties: Mapping[str, object]) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}
