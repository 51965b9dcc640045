"""Writing one encoded frame to many sockets.

uvicorn's own path (ASGI message, encode, state machine, write) costs about twice the processor time per message of a plain
write. This class hands the application a port that writes bytes that were encoded once. It leans on uvicorn's internals:
tests/server/test_frames.py fails when they change, and a socket without the port is served by `AsgiPort` instead.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent

EXTENSION = "silakan.port"
_GOING_AWAY = 1001
GOODBYES = frozenset({1000, _GOING_AWAY})
"""RFC 6455, section 7.4.1: the other end has closed because it wanted to; a page that is left says the second."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text message encoded once: as JSON text, and as a whole, unmasked, uncompressed frame (RFC 6455, section 5.2)."""

    payload: bytes
    frame: bytes


def message(content: object) -> Message:
    payload = msgspec.json.encode(content)
    return Message(payload, Frame(Opcode.TEXT, payload).serialize(mask=False))


class Port(Protocol):
    """One socket's way out. `resumed` is called when a paused one can take frames again."""

    resumed: Callable[[], None]

    @property
    def paused(self) -> bool:
        """Whether the peer reads too slowly: what is written now would only pile up."""

    def write(self, message: Message) -> None:
        """Send it. Returns at once; on a dead socket it does nothing."""

    def abort(self) -> None:
        """End the connection now, whatever is still unsent."""


class FrameProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, offering itself to the application as a `Port`."""

    resumed: Callable[[], None] = staticmethod(lambda: None)
    # A plain flag: asking uvicorn's `writable` would be a tenth of a message's whole cost.
    paused = False

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            # The application's task is created but has not run yet, so it will see this.
            extensions = cast("dict[str, object]", self.scope["extensions"])
            extensions[EXTENSION] = self

    async def send(self, message: "ASGISendEvent") -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            # Refused in words is answered: uvicorn would log each as an error of ours, and any foreign page could fill the log.
            self.handshake_complete = True

    def pause_writing(self) -> None:
        super().pause_writing()
        self.paused = True

    def resume_writing(self) -> None:
        super().resume_writing()
        self.paused = False
        self.resumed()

    def write(self, message: Message) -> None:
        if self.handshake_complete and not self.close_sent and not self.transport.is_closing():
            self.transport.write(message.frame)

    def abort(self) -> None:
        self.transport.abort()


class AsgiPort:
    """The same over plain ASGI, one message at a time: a socket is paused while its message is under way."""

    def __init__(self, socket: WebSocket, deadline_s: float) -> None:
        self.resumed: Callable[[], None] = _nothing
        self._socket = socket
        self._deadline_s = deadline_s
        self._sending: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._dead = False

    @property
    def paused(self) -> bool:
        return self._sending is not None

    def write(self, message: Message) -> None:
        if not self._dead and self._sending is None:
            self._sending = asyncio.create_task(self._send(message.payload))

    def abort(self) -> None:
        self._dead = True
        if self._sending is not None:
            self._sending.cancel()
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())

    async def _send(self, payload: bytes) -> None:
        try:
            async with asyncio.timeout(self._deadline_s):
                await self._socket.send_text(payload.decode())
        except (TimeoutError, RuntimeError, OSError, WebSocketDisconnect):
            self._dead = True  # gone, or stuck until it is aborted for its silence
        finally:
            self._sending = None
        self.resumed()

    async def _end(self) -> None:
        """Plain ASGI knows no abort. A closing message ends the application's side; the kernel ends a peer that takes nothing."""
        try:
            async with asyncio.timeout(self._deadline_s):
                await self._socket.close(_GOING_AWAY)
        except (TimeoutError, RuntimeError, OSError, WebSocketDisconnect):
            return  # it is over already


def port_of(socket: WebSocket, deadline_s: float) -> Port:
    """The socket's fast port where the server offers one."""
    fast = socket.scope.get("extensions", {}).get(EXTENSION)
    return fast if isinstance(fast, FrameProtocol) else AsgiPort(socket, deadline_s)


def _nothing() -> None:
    """Nobody waits for this port yet."""
