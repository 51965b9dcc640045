"""HTTP to a server on this machine over a real socket, for as little of the processor as may be: the client library's own line costs
more than twice what the whole server needs for an answer.

Understood is what our server says: HTTP/1.1 in the open, and lengths or chunks.
"""

import asyncio
import select
from typing import Self

import httpx

_END = b"\r\n"


class NearLine(httpx.AsyncBaseTransport):
    """Connections, each for one request at a time and kept for the next."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[_Connection]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises `httpx.TransportError`: there is nobody, or the line was cut in the middle of an answer."""
        assert request.url.scheme == "http", request.url
        sent = await _written(request)
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("read")):
                return await self._asked(request, sent)
        except TimeoutError as error:
            raise httpx.ReadTimeout("no answer", request=request) from error
        except OSError as error:
            raise httpx.NetworkError(str(error), request=request) from error

    async def aclose(self) -> None:
        for idle in self._idle.values():
            for connection in idle:
                connection.cut()
        self._idle.clear()

    async def _asked(self, request: httpx.Request, sent: bytes) -> httpx.Response:
        where = (request.url.host, request.url.port or 80)
        idle = self._idle.setdefault(where, [])
        connection = None
        while idle and connection is None:
            kept = idle.pop()
            connection = kept if kept.usable and kept.quiet() else None
        if connection is None:
            _, connection = await asyncio.get_running_loop().create_connection(_Connection, *where)
        try:
            response = await connection.ask(sent, bodyless=request.method == "HEAD")
        except BaseException:
            connection.cut()
            raise
        if connection.usable:
            idle.append(connection)
        return response


class _Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self._heard = bytearray()
        self._waiting: asyncio.Future[httpx.Response] | None = None
        self._bodyless = False
        self._transport: asyncio.Transport | None = None
        self.usable = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self.usable = False
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionResetError("the line was cut before the answer was whole"))

    async def ask(self, sent: bytes, *, bodyless: bool) -> httpx.Response:
        """`bodyless`: the answer is a head alone, whatever length it names."""
        assert self._transport is not None
        self._bodyless = bodyless
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(sent)
        return await self._waiting

    def quiet(self) -> bool:
        """Whether the server has not closed the line in the meantime, where the event loop has not come to notice it."""
        assert self._transport is not None
        waiting = select.poll()
        waiting.register(self._transport.get_extra_info("socket").fileno(), select.POLLIN)
        return not waiting.poll(0)

    def cut(self) -> None:
        self.usable = False
        if self._transport is not None:
            self._transport.abort()

    def _look(self) -> None:
        """Hand over the answer as soon as it is there."""
        if self._waiting is None or self._waiting.done():
            self.cut()  # nobody has asked
            return
        answer = _Answer.of(self._heard, bodyless=self._bodyless)
        if answer is None:
            return
        if answer.size != len(self._heard):
            self._waiting.set_exception(httpx.RemoteProtocolError("the answer is longer than it says"))
            return
        self._heard.clear()
        if answer.last:
            self.cut()
        self._waiting.set_result(answer.response)


class _Answer:
    """A whole answer, of `size` bytes."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes, size: int) -> None:
        self.size = size
        self.last = (b"connection", b"close") in [(name.lower(), value.lower()) for name, value in headers]
        # As a stream: with content the library would correct the headers.
        self.response = httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))

    @classmethod
    def of(cls, heard: bytearray, *, bodyless: bool) -> Self | None:
        end = heard.find(_END + _END)
        if end < 0:
            return None
        first, *lines = bytes(heard[:end]).split(_END)
        headers = [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
        named = {name.lower(): value for name, value in headers}
        status = int(first.split(b" ", 2)[1])
        begin = end + len(_END + _END)
        if bodyless or status in (204, 304):
            return cls(status, headers, b"", begin)
        if b"content-length" in named:
            size = begin + int(named[b"content-length"])
            return cls(status, headers, bytes(heard[begin:size]), size) if len(heard) >= size else None
        assert named.get(b"transfer-encoding") == b"chunked", named
        chunks = _joined(heard, begin)
        return None if chunks is None else cls(status, headers, *chunks)


def _joined(heard: bytearray, at: int) -> tuple[bytes, int] | None:
    """What the chunks from there on hold, and where they end; None when the last one is not there yet."""
    body = bytearray()
    while (end := heard.find(_END, at)) >= 0:
        length = int(heard[at:end].partition(b";")[0], 16)
        begin, at = end + 2, end + 2 + length + 2
        if len(heard) < at:
            return None
        if length == 0:
            return bytes(body), at
        body += heard[begin : at - 2]
    return None


async def _written(request: httpx.Request) -> bytes:
    head = [b"%s %s HTTP/1.1" % (request.method.encode(), request.url.raw_path)]
    head += [name + b": " + value for name, value in request.headers.raw]
    body = [part async for part in request.stream] if isinstance(request.stream, httpx.AsyncByteStream) else []
    if "transfer-encoding" in request.headers:
        body = [b"%x\r\n%s\r\n" % (len(part), part) for part in body if part] + [b"0\r\n\r\n"]
    return _END.join([*head, b"", b""]) + b"".join(body)
