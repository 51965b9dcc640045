"""Bodies over 64 KiB are refused, whether or not the sender says how long they are; and nobody may be slow for ever."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from server.config import Limits, Times
from server.web.body import Body, TooLarge, TooSlow
from server.web.buckets import Buckets
from server.web.guard import Guard
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


async def test_bodies_that_do_not_come_take_none_of_the_publics_places(start: Starter) -> None:
    live = await start(limits=Limits(concurrent_requests=1), times=Times(beat=60, silent_peer=300, tick=60, shutdown=1))
    stuck = [await asyncio.open_connection("127.0.0.1", live.port) for _ in range(3)]
    kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100"
    for _, writer in stuck:
        writer.write(f"POST /ambil HTTP/1.1\r\nHost: {live.host}\r\n{kind}\r\n\r\nservice".encode())
    # One that expects to be told to go on has been read up to its body.
    waits = await asyncio.open_connection("127.0.0.1", live.port)
    waits[1].write(f"POST /ambil HTTP/1.1\r\nHost: {live.host}\r\n{kind}\r\nExpect: 100-continue\r\n\r\n".encode())

    async with asyncio.timeout(PATIENCE_S):
        assert b" 100 " in await waits[0].readline()
        assert (await (await live.client()).get("/ambil")).status_code == 200

    for _, writer in (*stuck, waits):
        writer.close()
        await writer.wait_closed()


async def read_on(body: Body) -> None:
    while True:
        await body.receive()


def body_of(*pieces: bytes, most: int = 1_000, patience_s: float = 60.0, slowest: float = 1_000.0) -> Body:
    """A body that comes in these pieces and then no further."""
    coming = asyncio.Queue[Message]()
    for piece in pieces:
        coming.put_nowait({"type": "http.request", "body": piece, "more_body": piece != b"."})
    return Body(coming.get, most, patience_s, slowest)


async def test_what_was_gathered_is_received_as_it_came() -> None:
    body = body_of(b"a", b"bc", b".")
    await body.gather(100)

    assert body.complete
    assert [(await body.receive())["body"] for _ in range(3)] == [b"a", b"bc", b"."]


async def test_no_more_is_gathered_than_was_asked_for() -> None:
    body = body_of(b"a" * 60, b"b" * 60, b"c", b".")
    await body.gather(100)

    assert not body.complete
    assert [(await body.receive())["body"][:1] for _ in range(4)] == [b"a", b"b", b"c", b"."]
    assert body.complete


async def test_what_went_wrong_is_said_to_whoever_reads_on() -> None:
    body = body_of(b"a", b"b" * 2_000)
    await body.gather(5_000)

    assert (await body.receive())["body"] == b"a"
    with pytest.raises(TooLarge):
        await body.receive()


async def test_a_body_that_falls_silent_is_given_up() -> None:
    body = body_of(b"a", patience_s=0.02)
    await body.receive()
    with pytest.raises(TooSlow):
        await body.receive()


async def test_a_body_that_comes_a_drop_at_a_time_is_given_up() -> None:
    drops = 0

    async def drop() -> Message:
        nonlocal drops
        drops += 1
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"x", "more_body": True}

    body = Body(drop, 10**9, 0.05, 10.0**9)
    async with asyncio.timeout(PATIENCE_S):
        await body.gather(10**9)
    with pytest.raises(TooSlow):
        await read_on(body)
    assert drops > 1


async def test_an_answer_that_nobody_reads_keeps_no_place(start: Starter) -> None:
    """The place is free again as soon as the answer begins."""
    live = await start(limits=Limits(concurrent_requests=1))
    read_on, answers = asyncio.Event(), asyncio.Queue[Message]()

    async def endless(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await read_on.wait()
        await send({"type": "http.response.body", "body": b""})

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    guard = Guard(endless, live.running.context, Buckets(10, 1.0, lambda: 0.0))
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"host", b"balai")]}
    readers = [asyncio.create_task(guard({**scope}, nothing, answers.put)) for _ in range(3)]
    async with asyncio.timeout(PATIENCE_S):
        assert [(await answers.get())["status"] for _ in readers] == [200, 200, 200]
        read_on.set()
        await asyncio.gather(*readers)
