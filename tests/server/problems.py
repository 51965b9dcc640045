"""What every refusal must look like (RFC 9457), whoever refuses."""

from typing import Any

import httpx


def problem_of(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem of an answer, checked: status, media type, fields, and sentences that a person understands."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert isinstance(problem, dict)
    assert problem["type"] == f"/masalah/{code}"
    assert problem["status"] == status
    for words in (problem["title"], problem["detail"]):
        assert isinstance(words, str)
        assert words[0].isupper()
    assert problem["detail"].endswith(".")
    return problem
