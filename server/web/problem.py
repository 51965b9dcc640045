"""Errors as answers: problem+json (RFC 9457) for programs, one clear sentence for people."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.web.sentence import Sentence


def problem_json(sentence: Sentence, **more: object) -> Response:
    """`type` is a relative reference that names the kind of problem; `more` are its fields."""
    body = {
        "type": f"/masalah/{sentence.code}",
        "title": sentence.title,
        "status": sentence.status,
        "detail": sentence.detail,
        **more,
    }
    return Response(msgspec.json.encode(body), sentence.status, media_type="application/problem+json")


def wants_json(request: Request) -> bool:
    """Whether a program asks: of the API, or anyone who does not say that a page is welcome."""
    return request.scope["path"].startswith("/api/") or "text/html" not in request.headers.get("accept", "")
