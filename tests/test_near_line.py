"""The line that most tests ask a server through: it takes an answer whole, and no answer that is not what it says."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import httpx
import pytest

from tests.near_line import NearLine

OK = b"HTTP/1.1 200 OK\r\n"


@asynccontextmanager
async def asking(*parts: bytes, close: bool = False) -> AsyncIterator[tuple[httpx.AsyncClient, Sequence[bytes]]]:
    """A client of a server that answers each request with these parts, one after another; and what it was asked."""
    asked: list[bytes] = []
    lines: list[asyncio.StreamWriter] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)
        with suppress(ConnectionError):  # the client has cut it
            while request := await reader.read(65_536):
                asked.append(request)
                for part in parts:
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(0)
                if close:
                    break
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with httpx.AsyncClient(transport=NearLine(), base_url=address) as client:
            yield client, asked
        for line in lines:
            line.transport.abort()
            with suppress(ConnectionError):
                await line.wait_closed()


@pytest.mark.parametrize(
    "parts",
    [
        (OK + b"content-length: 5\r\n\r\nantre",),
        (OK + b"Content-Length: 5\r", b"\n\r\nan", b"tre"),
        (OK + b"transfer-encoding: chunked\r\n\r\n2\r\nan\r\n3;x\r\ntre\r\n0\r\n\r\n",),
        (OK + b"transfer-encoding: chunked\r\n\r\n2\r", b"\nan\r\n3\r\ntr", b"e\r\n0\r\n", b"\r\n"),
    ],
    ids=["length", "length in parts", "chunks", "chunks in parts"],
)
async def test_an_answer_is_taken_whole_and_the_line_kept(parts: tuple[bytes, ...]) -> None:
    async with asking(*parts) as (client, asked):
        for _ in range(2):
            assert (await client.post("/ambil?x=1", content=b"isi")).text == "antre"
        assert all(one.startswith(b"POST /ambil?x=1 HTTP/1.1\r\n") and one.endswith(b"\r\n\r\nisi") for one in asked)


@pytest.mark.parametrize(
    ("part", "trouble"),
    [
        (OK + b"content-length: 4\r\n\r\nantre", httpx.RemoteProtocolError),
        (OK + b"transfer-encoding: chunked\r\n\r\n2\r\nan\r\n0\r\n\r\nx", httpx.RemoteProtocolError),
        (OK + b"content-length: 6\r\n\r\nantre", httpx.NetworkError),
        (OK + b"transfer-encoding: chunked\r\n\r\n2\r\nan\r\n", httpx.NetworkError),
        (b"", httpx.NetworkError),
    ],
    ids=["too long", "more after the last chunk", "too short", "no last chunk", "nothing"],
)
async def test_an_answer_that_is_not_what_it_says_is_trouble(part: bytes, trouble: type[Exception]) -> None:
    async with asking(part, close=True) as (client, _):
        with pytest.raises(trouble):
            await client.get("/")


async def test_a_head_has_no_body_whatever_it_says() -> None:
    async with asking(OK + b"content-length: 5\r\n\r\n") as (client, _):
        assert (await client.head("/")).content == b""


async def test_after_a_goodbye_a_new_line_is_taken() -> None:
    async with asking(OK + b"connection: close\r\ncontent-length: 1\r\n\r\nx", close=True) as (client, asked):
        for _ in range(2):
            assert (await client.get("/")).text == "x"
        assert len(asked) == 2


async def test_who_does_not_answer_is_not_waited_for() -> None:
    async with asking() as (client, _):
        with pytest.raises(httpx.ReadTimeout):
            await client.get("/", timeout=0.05)
