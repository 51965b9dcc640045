"""Bodies over 64 KiB are refused, whether or not the sender says how long they are; and nobody may be slow for ever."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from starlette.routing import Route

from server.config import Limits, Times
from server.web.uploads import body_limit
from tests.conftest import Starter
from tests.live_office import PATIENCE_S, TOKEN, LiveOffice
from tests.server.problems import problem_of

MOST = 65_536


async def in_pieces() -> AsyncIterator[bytes]:
    """A form of 17 fields, a little more than 64 KiB, whose length nobody announces."""
    for number in range(17):
        yield f"&f{number}=".encode() + b"x" * 4_000


def posts(live: LiveOffice) -> list[str]:
    routes = live.running.app._app.routes  # type: ignore[attr-defined]
    return [
        re.sub(r"\{\w+\}", "1", route.path)
        for route in routes
        if isinstance(route, Route) and "POST" in (route.methods or set())
    ]


async def test_an_announced_giant_is_refused_on_every_route(live: LiveOffice) -> None:
    client = await live.client(TOKEN)
    for path in posts(live):
        if body_limit({"path": path}, MOST) > MOST:
            continue  # files may be larger there: tests/server/test_settings_uploads.py
        problem_of(await client.post(path, content=b"x" * (MOST + 1)), 413, "too-large")


@pytest.mark.parametrize("path", ["/api/v1/tickets", "/api/v1/counters/1/next", "/ambil", "/loket/1/next", "/masuk"])
async def test_a_giant_in_pieces_is_refused_where_a_body_is_read(live: LiveOffice, path: str) -> None:
    client = await live.client(TOKEN)
    form = {"content-type": "application/x-www-form-urlencoded"}

    problem_of(await client.post(path, content=in_pieces(), headers=form), 413, "too-large")
    # The server goes on.
    assert (await client.get("/healthz")).status_code == 200


async def test_a_giant_upload_is_refused_too(live: LiveOffice) -> None:
    client = await live.client(TOKEN)
    upload = {"file": ("a.bin", b"x" * (MOST + 1))}

    problem_of(await client.post("/ambil", files=upload), 413, "too-large")


async def test_64_kib_are_read(live: LiveOffice) -> None:
    client = await live.client(TOKEN)
    await client.post("/api/v1/day/open")
    head, tail = b'{"service":"A","x":"', b'"}'
    body = head + b"x" * (MOST - len(head) - len(tail)) + tail

    assert (await client.post("/api/v1/tickets", content=body)).status_code == 201


@pytest.mark.parametrize("length", ["-1", "x", "9" * 5_000, "1e9", "+5"])
async def test_a_nonsense_length_is_refused(live: LiveOffice, length: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
    head = f"POST /ambil HTTP/1.1\r\nHost: {live.host}\r\nContent-Length: {length}\r\n\r\n"
    writer.write(head.encode())
    async with asyncio.timeout(PATIENCE_S):
        status = await reader.readline()
    writer.close()
    await writer.wait_closed()

    assert status.split()[1] in {b"400", b"413"}


@pytest.mark.parametrize(
    "body",
    ["&".join(f"f{n}=x" for n in range(21)), "service=" + "x" * 8_193],
    ids=["too many fields", "too long a field"],
)
async def test_a_form_of_nobodys_is_unprocessable(live: LiveOffice, body: str) -> None:
    client = await live.client(TOKEN)
    form = {"content-type": "application/x-www-form-urlencoded"}
    for path in ("/ambil", "/loket/1/next", "/masuk", "/hari/buka"):
        problem_of(await client.post(path, content=body, headers=form), 422, "malformed")


async def test_a_broken_upload_is_unprocessable(live: LiveOffice) -> None:
    client = await live.client(TOKEN)
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = await client.post("/ambil", content=b"--y\r\nnonsense", headers={"content-type": content_type})
        assert answer.status_code in {404, 422}
        assert answer.headers["content-type"].startswith(("application/problem+json", "text/html"))


async def test_a_press_with_a_nonsense_version_is_unprocessable(live: LiveOffice) -> None:
    client = await live.client(TOKEN, accept="application/json")
    await client.post("/api/v1/day/open")

    problem_of(await client.post("/loket/1/open", data={"version": "abc"}), 422, "malformed")
    assert (await client.post("/loket/1/open", data={"version": ""})).status_code == 200


async def test_who_never_finishes_a_request_does_not_keep_the_public_out(start: Starter) -> None:
    """The public shares a few places; a body that never comes gives its place free after the time for silent peers."""
    live = await start(limits=Limits(concurrent_requests=2), times=Times(beat=60, silent_peer=0.2, tick=60, shutdown=1))
    stuck = [await asyncio.open_connection("127.0.0.1", live.port) for _ in range(2)]
    for _, writer in stuck:
        kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100"
        writer.write(f"POST /masuk HTTP/1.1\r\nHost: {live.host}\r\n{kind}\r\n\r\n".encode())

    async with asyncio.timeout(PATIENCE_S):
        statuses = [(await reader.readline()).split()[1] for reader, _ in stuck]
        page = await (await live.client()).get("/")

    assert statuses == [b"408", b"408"]
    assert page.status_code == 200
    for _, writer in stuck:
        writer.close()
        await writer.wait_closed()
